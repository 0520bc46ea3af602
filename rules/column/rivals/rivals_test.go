package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"weiran/rules/source"
)

// TestSameRows holds all engines together, whatever the workers; the persons are
// not a whole number of batches, stretches or words.
func TestSameRows(t *testing.T) {
	for _, workers := range []int{1, 3} {
		p := plan{persons: 20_011, workers: workers}
		if testing.Short() {
			p.persons = 2_011
		}
		runners, err := p.ready()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range runners {
			if err := r.engine.judge(); err != nil {
				t.Fatalf("%s: %v", r.name.EN, err)
			}
		}
		if err := agree(runners); err != nil {
			t.Error(err)
		}
	}
}

// TestEveryRuleFlags shows that rules are worth running: each flags some, and
// none flags all.
func TestEveryRuleFlags(t *testing.T) {
	const persons = 20_000
	e, err := newColumns(newPeople(persons), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.judge(); err != nil {
		t.Fatal(err)
	}
	flags, err := e.flagged()
	if err != nil {
		t.Fatal(err)
	}
	counts := make([]int, len(rules))
	for _, f := range flags {
		for ; f != 0; f &= f - 1 {
			counts[bits.TrailingZeros16(f)]++
		}
	}
	for rule, n := range counts {
		if n == 0 || n == persons {
			t.Errorf("rule %d flags %d of %d", rule+1, n, persons)
		}
	}
}

func TestDisagreementIsNamed(t *testing.T) {
	first := &runner{contender: contender{name: source.Say("first", "")}, engine: &byPerson{flags: []uint16{0, 1, 2, 4}}}
	second := &runner{contender: contender{name: source.Say("second", "")}, engine: &byPerson{flags: []uint16{0, 1, 2, 6}}}
	err := agree([]*runner{first, second})
	if err == nil || err.Error() != "second differs from first on rule 2, row 3" {
		t.Errorf("got %v", err)
	}
}

// TestRulesAreTheBenchmarks holds weiran's texts to those of the engine's own
// benchmark, so that the two do not measure different work.
func TestRulesAreTheBenchmarks(t *testing.T) {
	want := benchmarked(t)
	var got []string
	for _, r := range rules {
		got = append(got, strings.Join(strings.Fields(r.weiran), " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("the rules here are\n%s\nthose of the benchmark\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// benchmarked reads the variable packRules of the engine's tests.
func benchmarked(t *testing.T) (texts []string) {
	t.Helper()
	files, err := filepath.Glob("../*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if ok && v.Names[0].Name == "packRules" {
				texts = literals(t, v)
			}
			return !ok
		})
	}
	return texts
}

// literals gives the texts of a variable that lists them.
func literals(t *testing.T, v *ast.ValueSpec) (texts []string) {
	t.Helper()
	ast.Inspect(v, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok {
			text, err := strconv.Unquote(l.Value)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, strings.Join(strings.Fields(text), " "))
		}
		return true
	})
	return texts
}

func TestTable(t *testing.T) {
	p := plan{persons: 1_000_000, workers: 2, rounds: 3}
	runners := []*runner{
		{contender: contender{name: source.Say("ours", "本引擎")}, count: 1_000_000, clock: []float64{20, 21, 19}, cpu: []float64{40, 42, 41}},
		{contender: contender{name: source.Say("theirs", "对方")}, count: 1000, clock: []float64{2500, 2000, 1900}, cpu: []float64{120, 110, 100}},
	}
	for l, want := range map[source.Language][]string{
		source.English: {
			"| ours |  | 1,000,000 | 20 (19 … 21) | 41 (40 … 42) | 1.0 |",
			"| theirs |  | 1,000 | 2,000 (1,900 … 2,500) | 110 (100 … 120) | 2.5 |",
		},
		source.Chinese: {"| 对方 |  | 1,000 | 2,000 (1,900 … 2,500) | 110 (100 … 120) | 2.5 |"},
	} {
		text := p.table(runners, l)
		for _, line := range want {
			if !strings.Contains(text, line+"\n") {
				t.Errorf("no %q in\n%s", line, text)
			}
		}
	}
}

func TestRenew(t *testing.T) {
	got, err := renew("a\n<!-- rivals -->\nold\n<!-- /rivals -->\nb\n", "new\n")
	if want := "a\n<!-- rivals -->\nnew\n<!-- /rivals -->\nb\n"; err != nil || got != want {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := renew("a\n<!-- rivals -->\n", "new\n"); err == nil {
		t.Error("a mark that is not closed is no error")
	}
}

// TestReadmesShowTheTable holds the READMEs to a table that names every
// contender, with the same figures in both languages.
func TestReadmesShowTheTable(t *testing.T) {
	figures := map[string][]string{}
	for name, l := range readmes {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), opening)
		table, _, _ := strings.Cut(rest, closing)
		for _, c := range contenders {
			_, line, found := strings.Cut(table, "\n| "+c.name.In(l)+" |")
			if !found {
				t.Fatalf("%s has no line of %s", name, c.name.EN)
			}
			line, _, _ = strings.Cut(line, "\n")
			figures[name] = append(figures[name], line)
		}
	}
	if !slices.Equal(figures["README.md"], figures["README.zh-CN.md"]) {
		t.Errorf("the READMEs differ: %q", figures)
	}
}
