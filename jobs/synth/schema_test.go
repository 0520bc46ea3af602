package synth_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules/source"
)

// TestOtherSchema fills what it knows of a schema and leaves the rest empty; what
// needs a field that is not there is not planted.
func TestOtherSchema(t *testing.T) {
	o := order(t, 20_000, 1)
	o.Schema = schemaOf(t, source.NewFile("own.yaml", []byte(`fields:
  - {name: card, kind: string, label: '证件,号', key: true}
  - name: category
    kind: string
    label: 类别
    values:
      - {code: lixiu, label: '离,休'}
      - {code: tuixiu, label: 退休}
  - {name: rank, kind: string, label: 职级}
  - {name: unit_kind, kind: string, label: 单位性质}
  - {name: born, kind: date, label: 出生}
  - name: township
    kind: string
    label: 乡镇
    values: [{code: here, label: 本镇}]
  - {name: hobby, kind: string, label: 爱好}
`)))
	data, list := write(t, o)
	if header, _, _ := strings.Cut(string(data), "\n"); header != `"证件,号",类别,职级,单位性质,出生,乡镇,爱好` {
		t.Errorf("the header is %s", header)
	}
	values := make([]map[string]bool, 7)
	for _, row := range records(t, data) {
		for i, cell := range row {
			if values[i] == nil {
				values[i] = map[string]bool{}
			}
			values[i][cell] = true
		}
	}
	for i, want := range map[int]string{
		1: " 离,休 退休 退体", // 退职 is not on its list
		2: "",           // a rank is a number here
		3: " enterprise institution organ",
		5: "", // its townships are its own
		6: "",
	} {
		var got []string
		for cell := range values[i] {
			got = append(got, cell)
		}
		slices.Sort(got)
		if text := strings.Join(got, " "); text != want {
			t.Errorf("column %d has the values %q, want %q", i, text, want)
		}
	}
	for _, p := range plantedIn(t, list) {
		if p.what == "error" && p.field != "person" && p.field != "category" {
			t.Errorf("an error is planted in %s, which the schema lacks", p.field)
		}
		if p.what == "hotspot" {
			t.Errorf("a hotspot is planted in a %s, which the schema lacks", p.field)
		}
	}
}

// TestOwnFieldsAreTold names the fields that a county has added to the shipped
// schema.
func TestOwnFieldsAreTold(t *testing.T) {
	text := strings.Replace(string(configs.SchemaFile().Text), "checks:", "  - {name: pay.heating, kind: decimal, label: 取暖费}\nchecks:", 1)
	o := order(t, 10, 1)
	o.Schema = schemaOf(t, source.NewFile("own.yaml", []byte(text)))
	made, err := o.Write(t.Context(), io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(made.Empty, []string{"pay.heating"}) {
		t.Errorf("the empty fields are %v", made.Empty)
	}
}
