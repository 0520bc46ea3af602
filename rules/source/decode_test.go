package source_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A shade is a value that reads itself from text and says its fault in both
// languages.
type shade string

func (s *shade) UnmarshalText(text []byte) error {
	if string(text) != "light" && string(text) != "dark" {
		return source.Fault{
			Message: source.Say("%q is not a shade", "%q 不是深浅", string(text)),
			Hint:    source.DidYouMean(string(text), []string{"light", "dark"}),
		}
	}
	*s = shade(text)
	return nil
}

// A plainError is a value whose error knows one language only.
type plainError struct{}

func (*plainError) UnmarshalText([]byte) error { return errors.New("never right") }

// A pair reads itself from a node: a list of two whole numbers.
type pair struct{ A, B int }

func (p *pair) UnmarshalSource(n source.Node) {
	items := n.Items()
	if len(items) != 2 {
		n.Problem(source.Say("two numbers are needed", "此处应为两个数"), source.Text{})
		return
	}
	items[0].Decode(&p.A)
	items[1].Decode(&p.B)
}

type paint struct {
	Pos   source.Pos
	Name  string                      `yaml:"name,required"`
	Code  string                      `yaml:"code"`
	Count int                         `yaml:"count"`
	Large int64                       `yaml:"large"`
	Dry   bool                        `yaml:"dry"`
	Shade shade                       `yaml:"shade"`
	Never plainError                  `yaml:"never"`
	When  source.Str                  `yaml:"when"`
	Tags  []string                    `yaml:"tags"`
	Price source.Map[int]             `yaml:"price"`
	Parts []paint                     `yaml:"parts"`
	Under *paint                      `yaml:"under"`
	Coats []string                    `yaml:"coats,filled"`
	Size  pair                        `yaml:"size"`
	Nest  source.Map[source.Map[int]] `yaml:"nest"`
	Free  int
	Kept  int `yaml:"-"`
}

func decode(text string) (paint, source.Problems) {
	var p paint
	problems := source.Decode(source.NewFile("f.yaml", []byte(text)), &p)
	return p, problems
}

func TestDecodeFillsEveryKindOfField(t *testing.T) {
	p, problems := decode(`
name: 红
code: 0123
count: -7
large: 9223372036854775807
dry: true
shade: dark
when: a == 1
tags: [x, 5, 2014-09-30, true, 1.50]
price: {b: 2, a: 1}
parts:
  - name: one
  - {name: two, count: 2}
under: {name: deep, under: {name: deeper}}
size: [3, 4]
nest: {x: {y: 1}}
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if p.Name != "红" || p.Code != "0123" || p.Count != -7 || p.Large != 9223372036854775807 || !p.Dry || p.Shade != "dark" {
		t.Errorf("scalars: %+v", p)
	}
	if diff := cmp.Diff([]string{"x", "5", "2014-09-30", "true", "1.50"}, p.Tags); diff != "" {
		t.Error("a string takes any scalar as written:", diff)
	}
	if p.When.Value != "a == 1" || p.When.Pos(0).String() != "f.yaml:8:7" {
		t.Errorf("when: %q at %s", p.When, p.When.Pos(0))
	}
	if len(p.Price) != 2 || p.Price[0].Key.Value != "b" || p.Price[1].Value != 1 {
		t.Errorf("a map keeps the order of the file: %v", p.Price)
	}
	if v, ok := p.Price.Get("a"); v != 1 || !ok {
		t.Error("Get(a):", v, ok)
	}
	if _, ok := p.Price.Get("z"); ok {
		t.Error("Get(z) found something")
	}
	if len(p.Parts) != 2 || p.Parts[1].Count != 2 || p.Parts[1].Pos.String() != "f.yaml:13:5" {
		t.Errorf("parts: %+v", p.Parts)
	}
	if p.Under == nil || p.Under.Under == nil || p.Under.Under.Name != "deeper" || p.Size != (pair{3, 4}) {
		t.Errorf("under %v, size %v", p.Under, p.Size)
	}
	if inner, _ := p.Nest.Get("x"); len(inner) != 1 || inner[0].Value != 1 {
		t.Errorf("nest: %v", p.Nest)
	}
}

func TestDecodeFillsWhatItCanBesideProblems(t *testing.T) {
	p, problems := decode("name: red\ncount: many\ncode: 7\n")
	if len(problems) != 1 || p.Name != "red" || p.Code != "7" {
		t.Errorf("%+v, problems %v", p, problems)
	}
}

func TestNullLeavesTheFieldAlone(t *testing.T) {
	p, problems := decode("name: red\ncount: ~\ntags:\nunder: null\n")
	if len(problems) > 0 || p.Count != 0 || p.Tags != nil || p.Under != nil {
		t.Errorf("%+v, problems %v", p, problems)
	}
}

func TestAliasesStandForTheirAnchor(t *testing.T) {
	p, problems := decode("name: &n red\nparts:\n  - &one {name: *n, tags: &t [a]}\n  - *one\ntags: *t\n")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(p.Parts) != 2 || p.Parts[1].Name != "red" || len(p.Tags) != 1 {
		t.Errorf("%+v", p)
	}
}

// TestBadFiles prints the problems of every testdata/*.bad.yaml in both
// languages and compares them with the golden file beside it.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) < 30 {
		t.Fatal("too few files:", len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var p paint
			problems := source.Decode(source.NewFile(filepath.Base(name), text), &p)
			if len(problems) == 0 || problems.Err() == nil {
				t.Fatal("nothing was found wrong")
			}
			golden(t, strings.TrimSuffix(name, ".bad.yaml")+".golden", printed(problems))
		})
	}
}

// printed gives problems as people read them, in both languages.
func printed(problems source.Problems) []byte {
	var b bytes.Buffer
	source.Printer{Language: source.English}.Print(&b, problems)
	source.Printer{Language: source.Chinese}.Print(&b, problems)
	return b.Bytes()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("name: red\nparts: [{name: a}]\nwhen: |\n  a\n")
	f.Add("name: &a x\nunder: &u {name: *a, under: *u}\n")
	f.Add("a: \"x\\\n  y\"")
	f.Fuzz(func(t *testing.T, text string) {
		p, problems := decode(text)
		for _, problem := range problems {
			if problem.Pos.Line < 0 || problem.Message.EN == "" || problem.Message.ZH == "" {
				t.Errorf("%#v", problem)
			}
		}
		printed(problems)
		for offset := range len(p.When.Value) + 1 {
			if pos := p.When.Pos(offset); pos.Line < 1 || pos.Col < 1 {
				t.Errorf("%q at %d: %v", p.When.Value, offset, pos)
			}
		}
	})
}
