package source_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/source"
)

func TestPrinterAlignsTheCaret(t *testing.T) {
	text := "ab: 离休人员 cd\n\tx: 1\n"
	file := source.NewFile("f.yaml", []byte(text))
	said, hint := source.Say("wrong", "不对"), source.Say("mend it", "请改正")
	at := func(line, col int) source.Pos { return source.Pos{File: file, Line: line, Col: col} }
	cases := map[string]struct {
		problem source.Problem
		english string
		chinese string
	}{
		"narrow": {
			source.Problem{Pos: at(1, 1), Width: 2, Message: said, Hint: hint},
			"f.yaml:1:1: error: wrong\n    1 | ab: 离休人员 cd\n      | ^^ mend it\n",
			"f.yaml:1:1: 错误：不对\n    1 | ab: 离休人员 cd\n      | ^^ 请改正\n",
		},
		"wide characters take two columns": {
			source.Problem{Pos: at(1, 7), Width: 2, Message: said},
			"f.yaml:1:7: error: wrong\n    1 | ab: 离休人员 cd\n      |         ^^^^\n",
			"f.yaml:1:7: 错误：不对\n    1 | ab: 离休人员 cd\n      |         ^^^^\n",
		},
		"after wide characters": {
			source.Problem{Pos: at(1, 10), Message: said, Hint: hint},
			"f.yaml:1:10: error: wrong\n    1 | ab: 离休人员 cd\n      |              ^ mend it\n",
			"f.yaml:1:10: 错误：不对\n    1 | ab: 离休人员 cd\n      |              ^ 请改正\n",
		},
		"a width past the line's end is cut": {
			source.Problem{Pos: at(1, 10), Width: 99, Message: said},
			"f.yaml:1:10: error: wrong\n    1 | ab: 离休人员 cd\n      |              ^^\n",
			"f.yaml:1:10: 错误：不对\n    1 | ab: 离休人员 cd\n      |              ^^\n",
		},
		"a tab takes one column": {
			source.Problem{Pos: at(2, 2), Message: said},
			"f.yaml:2:2: error: wrong\n    2 |  x: 1\n      |  ^\n",
			"f.yaml:2:2: 错误：不对\n    2 |  x: 1\n      |  ^\n",
		},
		"a column past the line's end": {
			source.Problem{Pos: at(2, 99), Message: said},
			"f.yaml:2:99: error: wrong\n    2 |  x: 1\n      |      ^\n",
			"f.yaml:2:99: 错误：不对\n    2 |  x: 1\n      |      ^\n",
		},
		"the whole file": {
			source.Problem{Severity: source.Warning, Pos: source.Pos{File: file}, Message: said, Hint: hint},
			"f.yaml: warning: wrong\n      = mend it\n",
			"f.yaml: 提醒：不对\n      = 请改正\n",
		},
		"no file": {
			source.Problem{Message: said},
			"-: error: wrong\n",
			"-: 错误：不对\n",
		},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.english, inLanguage(source.English, c.problem)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.chinese, inLanguage(source.Chinese, c.problem)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func inLanguage(l source.Language, p source.Problem) string {
	var b bytes.Buffer
	source.Printer{Language: l}.Print(&b, source.Problems{p})
	return b.String()
}

func TestPrinterColors(t *testing.T) {
	file := source.NewFile("f.yaml", []byte("abc"))
	p := source.Problem{Pos: source.Pos{File: file, Line: 1, Col: 2}, Message: source.Say("wrong", "不对")}
	var b bytes.Buffer
	source.Printer{Color: true}.Print(&b, source.Problems{p})
	want := "\x1b[1mf.yaml:1:2\x1b[0m: \x1b[31;1merror: \x1b[0mwrong\n    1 | abc\n      |  \x1b[31;1m^\x1b[0m\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsAsErrors(t *testing.T) {
	a, b := source.NewFile("a.yaml", []byte("x\ny")), source.NewFile("b.yaml", []byte("x"))
	problems := source.Problems{
		{Pos: source.Pos{File: b, Line: 1, Col: 1}, Message: source.Say("four", "四")},
		{Pos: source.Pos{File: a, Line: 2, Col: 1}, Message: source.Say("three", "三"), Hint: source.Say("so", "此")},
		{Pos: source.Pos{File: a, Line: 1, Col: 2}, Message: source.Say("two", "二")},
		{Pos: source.Pos{File: a, Line: 1, Col: 1}, Message: source.Say("one", "一")},
	}
	problems.Sort()
	want := "a.yaml:1:1: one\na.yaml:1:2: two\na.yaml:2:1: three; so\nb.yaml:1:1: four"
	if got := problems.Err().Error(); got != want {
		t.Errorf("got %s", got)
	}
	var found source.Problems
	if !errors.As(fmt.Errorf("load: %w", problems.Err()), &found) || len(found) != 4 {
		t.Error("problems are lost behind a wrapper")
	}
	warning := source.Problems{{Severity: source.Warning, Message: source.Say("mind", "注意")}}
	if warning.Err() != nil || source.Problems(nil).Err() != nil {
		t.Error("a warning stops the work")
	}
}

func TestNearest(t *testing.T) {
	known := []string{"person.rank", "person.born", "pay.basic", "离休", "退休", "a"}
	cases := map[string]string{
		"person.rnk":   "person.rank", // one missing
		"person.ranks": "person.rank", // one too many
		"persno.rank":  "person.rank", // two swapped
		"PERSON.RANK":  "person.rank", // letter case does not count
		"person.bron":  "person.born",
		"pay.basik":    "pay.basic",
		"离":            "离休",
		"离职":           "离休",
		"q":            "", // shares nothing with a
		"":             "",
		"something":    "",
	}
	for name, want := range cases {
		if got := source.Nearest(name, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", name, got, want)
		}
	}
	if got := source.Nearest("ac", []string{"ab", "ad"}); got != "ab" {
		t.Error("of two equally near the first is taken, not", got)
	}
}

func TestDidYouMean(t *testing.T) {
	cases := map[string]struct {
		name  string
		known []string
		want  source.Text
	}{
		"near":    {"rnak", []string{"rank", "born"}, source.Text{EN: `did you mean "rank"?`, ZH: `是否应为 "rank"？`}},
		"far":     {"zzzz", []string{"rank", "born"}, source.Text{EN: "known here: rank, born", ZH: "此处可用：rank, born"}},
		"nothing": {"zzzz", nil, source.Text{}},
	}
	for name, c := range cases {
		if got := source.DidYouMean(c.name, c.known); got != c.want {
			t.Errorf("%s: %#v", name, got)
		}
	}
}

func TestSay(t *testing.T) {
	inner := source.Say("a date", "日期")
	got := source.Say("%[2]s needs %[1]s", "%s给%s", inner, "age")
	if want := (source.Text{EN: "age needs a date", ZH: "日期给age"}); got != want {
		t.Errorf("got %#v", got)
	}
	if plain := source.Say("100%", "百分之百"); plain.EN != "100%" || plain.String() != "100%" {
		t.Error("a message without arguments is taken as it is:", plain)
	}
	if (source.Text{EN: "only"}).In(source.Chinese) != "only" {
		t.Error("a message without Chinese falls back to English")
	}
	if !(source.Text{}).Empty() || inner.Empty() {
		t.Error("Empty")
	}
}

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "离休": 4, "a离": 3, "（x）": 5, "％": 2} {
		if got := source.Columns(text); got != want {
			t.Errorf("Columns(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestFileLines(t *testing.T) {
	file := source.NewFile("f", []byte("\ufeffone\r\ntwo\n\nfour"))
	for n, want := range map[int]string{-1: "", 0: "", 1: "one", 2: "two", 3: "", 4: "four", 5: ""} {
		if got := file.Line(n); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
	if got := (*source.File)(nil).Line(1); got != "" {
		t.Error("a missing file has lines")
	}
}

func TestLiteralPositions(t *testing.T) {
	s := source.Literal("flag", "离休 &&\nx")
	for offset, want := range map[int]string{-1: "flag:1:1", 0: "flag:1:1", 6: "flag:1:3", 10: "flag:2:1", 99: "flag:2:2"} {
		if got := s.Pos(offset).String(); got != want {
			t.Errorf("Pos(%d) = %s, want %s", offset, got, want)
		}
	}
}

func TestShiftCountsBytesAlongTheLine(t *testing.T) {
	pos := source.Pos{File: source.NewFile("f", []byte("a离b\nc")), Line: 1, Col: 2}
	for n, want := range map[int]int{0: 2, 3: 3, 4: 4, 99: 4} {
		if got := pos.Shift(n).Col; got != want {
			t.Errorf("Shift(%d) = %d, want %d", n, got, want)
		}
	}
}

func ExampleDecode() {
	type policy struct {
		Title  string                 `yaml:"title,required"`
		Amount int                    `yaml:"amount"`
		Rates  source.Map[source.Str] `yaml:"rates"`
	}
	file := source.NewFile("policy.yaml", []byte("titel: 增加离退休费\namount: many\nrates: {甲: 1%, 甲: 2%}\n"))
	var p policy
	problems := source.Decode(file, &p)
	source.Printer{Language: source.English}.Print(os.Stdout, problems)
	// Output:
	// policy.yaml:1:1: error: unknown key "titel"
	//     1 | titel: 增加离退休费
	//       | ^^^^^ did you mean "title"?
	// policy.yaml:1:1: error: "title" is missing
	//     1 | titel: 增加离退休费
	//       | ^ add a line "title: …"
	// policy.yaml:2:9: error: "many" is not a whole number
	//     2 | amount: many
	//       |         ^^^^
	// policy.yaml:3:16: error: "甲" is given twice
	//     3 | rates: {甲: 1%, 甲: 2%}
	//       |                 ^^ keep one of them
}
