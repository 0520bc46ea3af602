package source_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"weiran/rules/source"
)

type holder struct {
	Expr source.Str   `yaml:"expr"`
	List []source.Str `yaml:"list"`
	Deep []holder     `yaml:"deep"`
}

// strings gives every Str of a decoded file.
func (h holder) strings() []source.Str {
	all := append([]source.Str{}, h.List...)
	if !h.Expr.Empty() {
		all = append(all, h.Expr)
	}
	for _, d := range h.Deep {
		all = append(all, d.strings()...)
	}
	return all
}

// TestPosFindsEveryCharacter decodes each file and asks for the place of every
// character of every value: the file must hold that character there. A line
// break may be a space in the value, or nothing.
func TestPosFindsEveryCharacter(t *testing.T) {
	files := map[string]string{
		"plain":                   "expr: person.rank == 131\n",
		"plain Chinese":           "expr: 离休人员 甲乙 丙\n",
		"plain, two lines":        "expr: person.rank == 131\n  && pay.basic > 5\nlist: []\n",
		"plain, blank line":       "expr: one two\n\n  three four\nlist: []\n",
		"plain, comment after":    "expr: person.rank   # why\n",
		"single":                  "expr: 'person.category == \"lixiu\"'\n",
		"single with quote":       "expr: 'it''s person''s rank'\n",
		"single, two lines":       "expr: 'person.rank == 131\n  && pay.basic > 5'\n",
		"double":                  "expr: \"person.category == \\\"离休\\\" && x\"\n",
		"double with escapes":     "expr: \"a\\tb\\u79bbc\\x41d\\\\e\"\n",
		"double, two lines":       "expr: \"person.rank == 131\n  && pay.basic > 5\"\n",
		"double, escaped break":   "expr: \"person.rank \\\n  == 131\"\n",
		"literal":                 "expr: |\n  person.rank == 131\n  && pay.basic > 5\n",
		"literal, strip":          "expr: |-\n  person.rank == 131\n",
		"literal, keep":           "expr: |+\n  person.rank == 131\n\n\nlist: []\n",
		"literal, deeper line":    "expr: |\n  person.rank == 131\n    && pay.basic > 5\n  && z\n",
		"literal, blank inside":   "expr: |\n  one\n\n  three\n",
		"literal, blank first":    "expr: |\n\n  one\n  two\n",
		"literal, indent given":   "expr: |2\n    one\n  two\n",
		"literal, indent in list": "list:\n  - |2\n      one\n    two\n  - &a |1\n     three\n   four\n",
		"literal, indent in map":  "deep:\n  - expr: |1\n      one\n     two\n",
		"folded":                  "expr: >\n  person.rank == 131\n  && pay.basic > 5\n",
		"folded, blank inside":    "expr: >\n  one\n  two\n\n  three\n  four\n",
		"folded, deeper line":     "expr: >\n  one\n    two\n  three\n",
		"flow map":                "deep:\n  - {expr: 'a == 1', list: [\"b\", c d, '离''休']}\n",
		"flow map, Chinese ahead": "deep: [{list: [离休, 退休], expr: person.rank}]\n",
		"flow map over lines":     "deep:\n  - {list: [a,\n      离休 b],\n     expr: 'x\n       y'}\n",
		"list of blocks":          "list:\n  - |\n    one\n    two\n  - >-\n    three\n    four\n  - five\n",
		"anchor":                  "list: [&a one two, *a]\n",
		"anchor on a block":       "list:\n  - &a |\n    one\n    two\n  - *a\n",
		"tag":                     "expr: !!str one two\n",
		"BOM":                     "\ufeffexpr: person.rank\n",
		"CRLF":                    "list: [a]\r\nexpr: |\r\n  one\r\n  two\r\n",
		"CRLF plain":              "expr: one\r\n  two\r\nlist: [a]\r\n",
		"no end of line":          "expr: person.rank",
		"tab inside":              "expr: 'a\tb'\n",
	}
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			file := source.NewFile("f.yaml", []byte(text))
			var h holder
			if problems := source.Decode(file, &h); len(problems) > 0 {
				t.Fatal(problems)
			}
			values := h.strings()
			if len(values) == 0 {
				t.Fatal("no value was read")
			}
			for _, s := range values {
				checkPositions(t, file, s)
			}
		})
	}
}

func checkPositions(t *testing.T, file *source.File, s source.Str) {
	t.Helper()
	for offset, want := range s.Value {
		pos := s.Pos(offset)
		got := characterAt(file, pos)
		escaped := strings.HasPrefix(rest(file, pos), `\`)
		if got == want || escaped || want == '\n' || want == ' ' && got == utf8.RuneError {
			continue
		}
		t.Errorf("%q at %d: %s holds %q, want %q", s.Value, offset, pos, got, want)
	}
}

func rest(file *source.File, pos source.Pos) string {
	line := []rune(file.Line(pos.Line))
	return string(line[min(pos.Col-1, len(line)):])
}

// characterAt gives the character at a place, or RuneError past the line's end.
func characterAt(file *source.File, pos source.Pos) rune {
	r, _ := utf8.DecodeRuneInString(rest(file, pos))
	return r
}
