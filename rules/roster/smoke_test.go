package roster_test

import (
	"bytes"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const small = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: name, kind: string, label: 姓名, private: true}
  - {name: rank, kind: int, label: 职级, values: [{code: 131, label: 县处级正职}]}
  - {name: born, kind: date, label: 出生日期}
  - {name: ok, kind: bool, label: 是否}
  - {name: unit, kind: string, label: 单位}
  - {name: pay.basic, kind: decimal, label: 基本离退休费, unit: yuan/month, min: 0}
`

func TestSmoke(t *testing.T) {
	s, ps := roster.LoadSchema(source.NewFile("s.yaml", []byte(small)))
	if ps != nil {
		t.Fatal(ps)
	}
	b := roster.NewBuilder(s, 2)
	for _, p := range []string{"P3", "P1", "P2"} {
		var cells []lang.Value
		for i, text := range []string{p, "样例", "县处级正职", "1932年5月1日", "是", "甲局", "¥1,234.50元"} {
			v, err := s.ParseCell(i, text)
			if err != nil {
				t.Fatal(err)
			}
			cells = append(cells, v)
		}
		b.Append(cells)
	}
	r := b.Build()
	var buf bytes.Buffer
	if err := r.WriteParquet(&buf); err != nil {
		t.Fatal(err)
	}
	back, err := roster.ReadParquet(s, buf.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if back.Hash() != r.Hash() {
		t.Error("hash")
	}
	t.Log(back.Batches, back.Validate(0))
}
