package column_test

import (
	"fmt"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// county is the scope of the example.
var county = lang.Scope{Fields: []lang.Field{
	{Name: "person.born", Kind: lang.DateKind},
	{Name: "pay.basic", Kind: lang.DecimalKind},
	{Name: "as_of", Kind: lang.DateKind},
}}

// Example raises the pay of three persons by 3.8%, and by 100 yuan more from 80
// years on. The third one's date of birth is not known, and neither is the raise.
func Example() {
	env, _ := lang.NewEnv(county)
	compile := func(text string) *lang.Expr {
		x, _ := env.Compile(source.Literal("policy.yaml", text), lang.Invalid)
		return x
	}
	program, err := column.Compile(county, []*lang.Expr{
		compile(`age_on(person.born, as_of) >= 80`),
		compile(`3.8% * pay.basic + (age_on(person.born, as_of) >= 80 ? 100.0 : 0.0)`),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range program.Plan() {
		fmt.Println(step)
	}

	asOf, _ := lang.ParseDate("2015-01-20")
	results, err := program.NewWorker().Run(column.Batch{Rows: 3, Columns: []column.Column{
		column.Array(born("1932-05-01", "1950-07-15", "")),
		column.Array(paid(3000_0000, 2500_0000, 2800_0000)),
		column.Constant(lang.DateOf(asOf)),
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for row := range 3 {
		fmt.Println(results[0].Value(row), results[1].Value(row))
	}
	fmt.Println(results[0].Bools().Count(), "of 80 or more,", results[0].Unknown().Count(), "of unknown age")
	// Output:
	// #1 int = age_on(person.born, as_of)
	// #2 bool = #1 >= 80
	// #3 decimal = 0.038 * pay.basic
	// #4 decimal = #2 ? 100 : 0
	// #5 decimal = #3 + #4
	// true 214
	// false 95
	// ? ?
	// 1 of 80 or more, 1 of unknown age
}

// born makes a column of dates; an empty text is a hole.
func born(days ...string) arrow.Array {
	b := array.NewDate32Builder(memory.DefaultAllocator)
	for _, text := range days {
		d, err := lang.ParseDate(text)
		if err != nil {
			b.AppendNull()
			continue
		}
		b.Append(arrow.Date32(d))
	}
	return b.NewArray()
}

// paid makes a column of amounts, counted in 1/10 000 yuan.
func paid(amounts ...int64) arrow.Array {
	b := array.NewInt64Builder(memory.DefaultAllocator)
	b.AppendValues(amounts, nil)
	return b.NewArray()
}
