package lang_test

import (
	"fmt"
	"os"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// county is the scope of the examples.
var county = lang.Scope{
	Fields: []lang.Field{
		{Name: "person.rank", Kind: lang.Int, Label: "职级"},
		{Name: "person.category", Kind: lang.String, Enum: []lang.Code{{Code: "lixiu", Label: "离休"}, {Code: "tuixiu", Label: "退休"}}},
		{Name: "person.born", Kind: lang.DateKind, Label: "出生日期"},
		{Name: "pay.basic", Kind: lang.DecimalKind, Label: "基本离退休费"},
	},
	Lookups: []lang.Lookup{{
		Name:   "table.lixiu",
		Params: []lang.Field{{Name: "rank", Kind: lang.Int}},
		Result: lang.DecimalKind,
		Call: func(args []lang.Value) lang.Value {
			if args[0].Int() == 131 {
				return lang.DecimalOf(570 * lang.One)
			}
			return lang.Failed(source.Fault{Message: source.Say("table.lixiu has no row %d", "表 lixiu 没有 %d 这一行", args[0].Int())})
		},
	}},
}

// cells is a row that is a slice of values.
type cells []lang.Value

func (c cells) Field(index int) lang.Value { return c[index] }

func Example() {
	env, err := lang.NewEnv(county)
	if err != nil {
		fmt.Println(err)
		return
	}
	text := source.Literal("policy.yaml", `person.category == "离休" ? table.lixiu(person.rank) + 1.13% * pay.basic : 0`)
	x, problems := env.Compile(text, lang.DecimalKind)
	if len(problems) > 0 {
		source.Printer{Language: source.Chinese}.Print(os.Stdout, problems)
		return
	}
	born, _ := lang.NewDate(1932, 5, 1)
	person := cells{lang.IntOf(131), lang.StringOf("lixiu"), lang.DateOf(born), lang.DecimalOf(5000 * lang.One)}
	fmt.Println(x.Eval(person))

	person[3] = lang.Unknown("pay.basic")
	v := x.Eval(person)
	fmt.Println(v, v.Missing())

	person[0] = lang.IntOf(150)
	fault, failed := x.Eval(person).Fault()
	fmt.Println(fault, failed)
	// Output:
	// 626.5
	// ? [pay.basic]
	// table.lixiu has no row 150 true
}

func ExampleEnv_Compile() {
	env, _ := lang.NewEnv(county)
	_, problems := env.Compile(source.Literal("policy.yaml", `person.rnk == 131 && person.category == "离体"`), lang.Bool)
	source.Printer{Language: source.English}.Print(os.Stdout, problems)
	// Output:
	// policy.yaml:1:1: error: unknown field "person.rnk"
	//     1 | person.rnk == 131 && person.category == "离体"
	//       | ^^^^^^^^^^ did you mean "person.rank"?
	// policy.yaml:1:41: error: "离体" is not one of the allowed values
	//     1 | person.rnk == 131 && person.category == "离体"
	//       |                                         ^^^^^^ did you mean "离休"?
}

func ExampleExpr_Explain() {
	env, _ := lang.NewEnv(county)
	x, _ := env.Compile(source.Literal("policy.yaml", `person.born <= date("1934-09-30") ? 100 : 60`), lang.DecimalKind)
	born, _ := lang.NewDate(1932, 5, 1)
	for _, step := range x.Explain(cells{lang.IntOf(131), lang.StringOf("lixiu"), lang.DateOf(born), lang.Unknown("pay.basic")}) {
		fmt.Println(step.Text, "=", step.Value)
	}
	// Output:
	// person.born = 1932-05-01
	// person.born <= date("1934-09-30") = true
	// person.born <= date("1934-09-30") ? 100 : 60 = 100
}

func ExampleTemplate_Render() {
	env, _ := lang.NewEnv(county)
	says, _ := env.Template(source.Literal("rule.yaml", "{person.category}人员每月增加 {1.13% * pay.basic} 元"))
	fmt.Println(says.Render(cells{lang.IntOf(131), lang.StringOf("lixiu"), lang.Unknown("person.born"), lang.DecimalOf(5000 * lang.One)}))
	// Output: 离休人员每月增加 56.50 元
}

func ExampleDecimal_Round() {
	d, _ := lang.ParseDecimal("56.505")
	for _, mode := range []lang.Rounding{lang.HalfUp, lang.HalfEven, lang.Up, lang.Down} {
		rounded, _ := d.Round(100, mode) // to 0.01 yuan
		fmt.Println(mode, rounded)
	}
	// Output:
	// half_up 56.51
	// half_even 56.5
	// up 56.51
	// down 56.5
}
