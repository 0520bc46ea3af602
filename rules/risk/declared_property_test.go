package risk

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A world is a roster, a policy and a declaration of each kind, all drawn, and
// what a search of all pairs makes of them: see naive_test.go.
type world struct {
	schema *roster.Schema
	policy *policy.Policy
	cells  [][]string // by person, in the order of their keys

	same, unlike []string
	near         []nearby
	within       []string
	senior       ordering
	years        []int64
	window       int64 // days
}

// A nearby is a near field with its caliper as a file writes it.
type nearby struct {
	field, caliper string
	within, unit   int64 // in days or ones; within below 0 for any
}

// An ordering is a senior as a file writes it.
type ordering struct {
	way, field string
	falls      bool
}

// In so few values there are ties of every kind.
var drawnCells = [][]string{
	{"甲", "乙", "丙", ""},
	{"131", "132", "133", ""},
	{"1934-12-31", "1935-01-01", "1936-01-01", "1944-02-29", "1945-01-20", "1945-02-01", ""},
	{"甲", "乙", ""},
	{"", "", "", "", "2014-09-30", "2014-10-01", "2015-01-25"},
	{"100", "110", "0", ""},
}

var (
	drawnKeys  = []string{"person.category", "person.rank", "person.payer", "person.rank > 131"}
	drawnNears = []nearby{
		{"person.born", "0", 0, 0},
		{"person.born", "30d", 30, 30},
		{"person.born", "1y", 366, 366},
		{"person.born", "any", -1, 366},
		{"person.rank", "0", 0, 0},
		{"person.rank", "1", 1, 1},
		{"person.rank", "any", -1, 1},
		{"pay.basic", "10", 10, 10},
		{"pay.basic", "any", -1, 1},
	}
	drawnOrders = []ordering{
		{"smaller", "person.rank", true},
		{"greater", "person.rank", false},
		{"earlier", "person.born", true},
		{"later", "person.born", false},
		{"greater", "pay.basic", false},
	}
)

func drawWorld(t *rapid.T, s *roster.Schema, p *policy.Policy) world {
	some := func(name string, most int) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(drawnKeys), 0, most, rapid.ID).Draw(t, name)
	}
	w := world{schema: s, policy: p, same: some("same", 2), within: some("within", 2)}
	w.unlike = slices.DeleteFunc(some("unlike", 2), func(x string) bool { return slices.Contains(w.same, x) })
	w.near = rapid.SliceOfNDistinct(rapid.SampledFrom(drawnNears), 1, 3, func(n nearby) string { return n.field }).Draw(t, "near")
	w.senior = rapid.SampledFrom(drawnOrders).Draw(t, "senior")
	w.years = rapid.SampledFrom([][]int64{{70}, {80}, {70, 80}, {69, 70, 71}}).Draw(t, "years")
	w.window = rapid.SampledFrom([]int64{1, 10, 12, 364}).Draw(t, "window")
	for i := range rapid.IntRange(0, 25).Draw(t, "persons") {
		person := []string{fmt.Sprintf("P%02d", i)}
		for _, cells := range drawnCells {
			person = append(person, rapid.SampledFrom(cells).Draw(t, "cell"))
		}
		w.cells = append(w.cells, person)
	}
	return w
}

// asked lists what the one rule says of everybody.
func (w world) asked() []string {
	asked := strings.Split("twin.t.found twin.t.gap twin.t.delta inversion.i.count inversion.i.gap "+
		"crossing.c.soon crossing.c.years crossing.c.on crossing.c.days", " ")
	if len(w.unlike) > 0 {
		asked = append(asked, "twin.t.cost")
	}
	return asked
}

// file writes the declarations, and rules that ask every measure of everybody.
func (w world) file() string {
	quoted := func(list []string) string {
		var all []string
		for _, x := range list {
			all = append(all, "'"+x+"'")
		}
		return strings.Join(all, ", ")
	}
	var near []string
	for _, n := range w.near {
		near = append(near, n.field+": "+n.caliper)
	}
	text := fmt.Sprintf("group: g\ntitle: 量\ntwins: {t: {same: [%s], unlike: [%s], near: {%s}}}\n"+
		"inversions: {i: {within: [%s], senior: {%s: %s}}}\ncrossings: {c: {from: person.born, years: [%s], within: %dd}}\nrules:\n",
		quoted(w.same), quoted(w.unlike), strings.Join(near, ", "), quoted(w.within), w.senior.way, w.senior.field,
		strings.Join(strings.Fields(strings.Trim(fmt.Sprint(w.years), "[]")), ", "), w.window)
	const rule = "  - {rule: r%d, title: 一条, when: '%s', severity: low, grievance: data, owner: 局, within: 2w, cite: 无, says: '%s', advice: 查}\n"
	asked := w.asked()
	for n, field := range asked {
		text += fmt.Sprintf(rule, n, "known("+field+")", "{"+field+"}")
	}
	return text + fmt.Sprintf(rule, len(asked), `person.person != ""`, "{"+strings.Join(asked, "}|{")+"}{twin.t.clause}{twin.t.because}")
}

// A run is how the same persons are given, and by how many workers worked out.
type run struct {
	order   []int
	batch   int
	workers int
}

func (w world) assess(t *rapid.T, by run) ([]Finding, []Unsure, Subject) {
	b := roster.NewBuilder(w.schema, by.batch)
	for _, i := range by.order {
		row := make([]lang.Value, len(w.cells[i]))
		for f, text := range w.cells[i] {
			var err error
			if text == "" {
				continue
			}
			if row[f], err = w.schema.ParseCell(f, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(row)
	}
	people := b.Build()
	if !slices.IsSorted(by.order) {
		people = people.Sorted()
	}
	asOf, _ := lang.NewDate(2015, 1, 20)
	o, err := w.policy.ApplyAll(t.Context(), policy.NewPayroll(people), asOf, by.workers)
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := Load([]*source.File{source.NewFile("g.yaml", []byte(w.file()))}, w.schema)
	if problems.Err() != nil {
		t.Fatalf("%s\n%s", problems, w.file())
	}
	sub := Subject{AsOf: asOf, Policy: w.policy, Outcomes: o, Workers: by.workers}
	findings, unsure, err := pack.Assess(t.Context(), sub)
	if err != nil {
		t.Fatal(err)
	}
	return findings, unsure, sub
}

// What is declared is what a search of all pairs finds, whoever is dead or lacks a
// cell; and neither the order of the roster, nor its batches, nor the workers change
// a word of it.
func TestDeclaredMeasuresAreThoseOfASearchOfAllPairs(t *testing.T) {
	s, sub := measured(t, 1)
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, s, sub.Policy)
		rising := make([]int, len(w.cells))
		for i := range rising {
			rising[i] = i
		}
		findings, unsure, of := w.assess(t, run{rising, 1, 1})
		w.holds(t, findings, of)
		shuffled := rapid.Permutation(rising).Draw(t, "order")
		for _, by := range []run{{rising, 7, 2}, {shuffled, 3, 8}} {
			again, unsureAgain, _ := w.assess(t, by)
			if diff := cmp.Diff(findings, again); diff != "" {
				t.Fatalf("%+v gives others:\n%s\n%s", by, diff, w.file())
			}
			if diff := cmp.Diff(unsure, unsureAgain); diff != "" {
				t.Fatalf("%+v leaves others open:\n%s\n%s", by, diff, w.file())
			}
		}
	})
}

// holds holds every finding to the search: a rule that asks whether a measure is
// known finds just those of whom it is, and says it.
func (w world) holds(t *rapid.T, findings []Finding, of Subject) {
	said, beside := map[string]string{}, map[string]string{}
	for _, f := range findings {
		said[f.Rule+f.Person] = f.Says
		if f.Beside != nil {
			beside[f.Rule+f.Person] = f.Beside.Person
		}
	}
	asked, souls := w.asked(), w.souls(of.Outcomes)
	for i, want := range w.naive(of.Outcomes) {
		person, twin := w.cells[i][0], ""
		if best := w.nearest(souls, i); best != nil {
			twin = best.cells["person.person"]
		}
		if got := beside["r0"+person]; got != twin {
			t.Fatalf("%s stands beside %q, want %q\n%s%v", person, got, twin, w.file(), w.cells)
		}
		if got := said[fmt.Sprintf("r%d%s", len(asked), person)]; !strings.HasPrefix(got, strings.Join(want, "|")) {
			t.Fatalf("%s (%v) is told %q, want %q\n%s%v", person, asked, got, want, w.file(), w.cells)
		}
		for n := range asked {
			if got, known := said[fmt.Sprintf("r%d%s", n, person)]; known != (want[n] != "未知") || known && got != want[n] {
				t.Fatalf("%s of %s is known %v, %q, want %q\n%s%v", asked[n], person, known, got, want[n], w.file(), w.cells)
			}
		}
	}
}
