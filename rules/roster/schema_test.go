package roster_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// TestSchemaProblems prints the problems of each bad file as people see them.
func TestSchemaProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			schema, problems := roster.LoadSchema(source.NewFile(filepath.Base(path), text))
			if schema != nil || problems.Err() == nil {
				t.Error("the file is taken for a good one")
			}
			var out strings.Builder
			source.Printer{}.Print(&out, problems)
			source.Printer{Language: source.Chinese}.Print(&out, problems)
			golden(t, strings.TrimSuffix(path, ".yaml")+".golden", out.String())
		})
	}
}

func TestHeader(t *testing.T) {
	s := testSchema(t)
	for header, want := range map[string]string{
		"person": "person", "人员编号": "person", "编号": "person", " 编　号 ": "person", "ＰＥＲＳＯＮ": "person",
		"PERSON": "person", "出生\n日期": "born", "参加革命（工作）时间": "joined_on", "参加革命(工作)时间": "joined_on",
		"基本离退休费（元）": "pay.basic", "护理费(元/月)": "pay.nursing", "pay.basic": "pay.basic", "Pay.Basic": "pay.basic",
		"工作年限（年）": "years", "\ufeff姓名": "name", "单位": "unit",
		"备注": "", "": "", "   ": "", "（元）": "", "基本离退休费（万元）": "", "单位名称": "",
	} {
		i, ok := s.Header(header)
		switch {
		case ok != (want != ""):
			t.Errorf("%q is a header: %v", header, ok)
		case ok && s.Fields[i].Name != want:
			t.Errorf("%q means %s, want %s", header, s.Fields[i].Name, want)
		}
	}
}

func TestIndex(t *testing.T) {
	s := testSchema(t)
	for name, want := range map[string]int{
		"person": 0, "person.person": 0, "rank": 5, "person.rank": 5, "pay.basic": 13, "basic": -1, "": -1, "person.pay.basic": 13,
	} {
		if got := s.Index(name); got != want {
			t.Errorf("%q is field %d, want %d", name, got, want)
		}
	}
	if s.KeyField() != 0 {
		t.Errorf("the key is field %d", s.KeyField())
	}
	if want := []string{"basic", "nursing"}; !slices.Equal(s.PayItems(), want) {
		t.Errorf("the pay items are %s", s.PayItems())
	}
}

func TestLangFields(t *testing.T) {
	s := testSchema(t)
	fields := s.LangFields()
	if len(fields) != len(s.Fields) {
		t.Fatalf("%d fields of %d", len(fields), len(s.Fields))
	}
	for name, want := range map[string]lang.Field{
		"category": {
			Name: "person.category", Kind: lang.String, Label: "离退休类别",
			Enum: []lang.Code{{Code: "lixiu", Label: "离休"}, {Code: "tuixiu", Label: "退休"}},
		},
		"rank":      {Name: "person.rank", Kind: lang.Int, Label: "职级", Enum: []lang.Code{{Code: "131", Label: "县处级正职"}, {Code: "132", Label: "县处级副职"}}},
		"pay.basic": {Name: "pay.basic", Kind: lang.DecimalKind, Label: "基本离退休费"},
	} {
		if diff := cmp.Diff(want, fields[s.Index(name)]); diff != "" {
			t.Error(diff)
		}
	}
}

func TestValueLabel(t *testing.T) {
	s := testSchema(t)
	for _, test := range []struct {
		field string
		value lang.Value
		want  string
	}{
		{"category", lang.StringOf("lixiu"), "离休"},
		{"category", lang.StringOf("other"), "other"},
		{"rank", lang.IntOf(131), "县处级正职"},
		{"children", lang.IntOf(2), "2"},
		{"disabled", lang.BoolOf(true), "是"},
		{"disabled", lang.BoolOf(false), "否"},
		{"pay.basic", lang.DecimalOf(56_5000), "56.5"},
		{"born", lang.Unknown("person.born"), "未知"},
	} {
		if got := s.ValueLabel(s.Index(test.field), test.value); got != test.want {
			t.Errorf("%s of %s is labelled %q, want %q", test.value, test.field, got, test.want)
		}
	}
}

func TestSchemaHashIsOfTheFile(t *testing.T) {
	s := testSchema(t)
	again, _ := roster.LoadSchema(source.NewFile("elsewhere.yaml", s.File().Text))
	changed, _ := roster.LoadSchema(source.NewFile("schema.yaml", append(slices.Clone(s.File().Text), "# more\n"...)))
	if len(s.Hash()) != 64 || s.Hash() != again.Hash() || s.Hash() == changed.Hash() {
		t.Errorf("hashes: %s, again %s, changed %s", s.Hash(), again.Hash(), changed.Hash())
	}
}

// TestListedBlankIsAValue shows that a field may say that 无 means something.
func TestListedBlankIsAValue(t *testing.T) {
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(`fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: post, kind: string, label: 职务, values: [{code: none, label: 无, aliases: [" "]}, {code: some, label: 有}]}
`)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for text, want := range map[string]lang.Value{
		"无": lang.StringOf("none"), "有": lang.StringOf("some"), "": {}, " ": {}, "-": {},
	} {
		if got, err := s.ParseCell(1, text); err != nil || !got.Equal(want) {
			t.Errorf("%q is %s (%v), want %s", text, got, err, want)
		}
	}
}
