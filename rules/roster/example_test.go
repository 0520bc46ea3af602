package roster_test

import (
	"fmt"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const exampleSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - name: category
    kind: string
    label: 离退休类别
    values: [{code: lixiu, label: 离休}, {code: tuixiu, label: 退休}]
  - {name: born, kind: date, label: 出生日期}
  - {name: pay.basic, kind: decimal, label: 基本离退休费, unit: yuan/month, min: 0}
checks:
  - {id: born-in-future, field: born, when: person.born > as_of, says: "出生日期 {person.born} 晚于今天。"}
`

func exampleOf() *roster.Schema {
	s, _ := roster.LoadSchema(source.NewFile("schema.yaml", []byte(exampleSchema)))
	return s
}

// A roster is built from cells and read back a person at a time.
func Example() {
	s := exampleOf()
	b := roster.NewBuilder(s, 0)
	for _, row := range [][]string{
		{"P2", "退休", "1941年3月8日", "3,200.50元"},
		{"P1", "离休", "", "4244.6"},
	} {
		cells := make([]lang.Value, len(s.Fields))
		for i, text := range row {
			cells[i], _ = s.ParseCell(i, text)
		}
		b.Append(cells)
	}
	r := b.Build().Sorted()
	for i := range r.Len() {
		row := r.Row(i)
		fmt.Println(r.Person(i), s.ValueLabel(1, row.Field(1)), s.ValueLabel(2, row.Field(2)), row.Field(3))
	}
	// Output:
	// P1 离休 未知 4244.6
	// P2 退休 1941-03-08 3200.5
}

// A year and month alone are an error, never a guess.
func ExampleSchema_ParseCell() {
	s := exampleOf()
	born, err := s.ParseCell(2, "1932.5.1")
	fmt.Println(born, err)
	_, err = s.ParseCell(2, "1932.5")
	fmt.Println(err)
	// Output:
	// 1932-05-01 <nil>
	// "1932.5" lacks the day
}

// Headers are read whatever their spaces, width and unit.
func ExampleSchema_Header() {
	s := exampleOf()
	i, ok := s.Header("基本 离退休费（元/月）")
	fmt.Println(s.Fields[i].Name, ok)
	// Output: pay.basic true
}

// An issue names the row, the field and the check.
func ExampleRoster_Validate() {
	s := exampleOf()
	b := roster.NewBuilder(s, 0)
	born, _ := s.ParseCell(2, "2032-05-01")
	b.Append([]lang.Value{lang.StringOf("P1"), {}, born, lang.DecimalOf(-lang.One)})
	today, _ := lang.ParseDate("2015-01-20")
	for _, i := range b.Build().Validate(today) {
		fmt.Println(i.Row, i.Field, i.Check, i.Message.ZH)
	}
	// Output:
	// 0 born born-in-future 出生日期 2032-05-01 晚于今天。
	// 0 pay.basic range “基本离退休费”小于 0
}
