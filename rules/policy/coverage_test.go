package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/coverage"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

func cover(t testing.TB, p *policy.Policy, s *roster.Schema) coverage.Points {
	t.Helper()
	points, err := p.Cover(s)
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// covered lists points as "row used table.t, rank 131", those that no case reaches
// behind a dash.
func covered(points coverage.Points) string {
	var b strings.Builder
	for _, p := range points {
		sign := "-"
		if p.Covered {
			sign = "+"
		}
		fmt.Fprintf(&b, "%s %d:%d %s %s: %s\n", sign, p.Pos.Line, p.Pos.Col, p.Kind, p.Outcome, p.Name.EN)
	}
	return b.String()
}

func TestCover(t *testing.T) {
	s := schema(t)
	f := fileOf(t, "testdata/coverage.yaml")
	p, problems := policy.Load(f, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	points := cover(t, p, s)
	golden(t, "testdata/coverage.golden", []byte(covered(points)))
	if again := cover(t, p, s); !slices.Equal(points, again) {
		t.Error("the second coverage is another")
	}
}

// TestShippedPoliciesAreCovered asks every clause of the shipped policies for a
// worked case.
func TestShippedPoliciesAreCovered(t *testing.T) {
	s := shippedSchema(t)
	for _, p := range shippedPolicies(t, s) {
		for _, point := range cover(t, p, s).Uncovered() {
			t.Errorf("%s: %s %s", point.Pos, point.Name.EN, point.Outcome.Never().EN)
		}
	}
}

// TestShippedCasesNotice changes every figure of the shipped policies, one at a
// time: some case notices if, and only if, coverage says that one uses it.
func TestShippedCasesNotice(t *testing.T) {
	s := shippedSchema(t)
	for _, p := range shippedPolicies(t, s) {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			holdMutants(t, s, p, func(used, noticed bool) bool { return used == noticed })
		})
	}
}

// TestUncoveredIsUnnoticed changes figures of drawn policies: none that coverage
// says is unused is noticed by a case.
func TestUncoveredIsUnnoticed(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawCovered(t, s)
		p, problems := policy.Load(source.NewFile("drawn.yaml", []byte(text)), s)
		if problems.Err() != nil {
			t.Fatalf("%s\n%s", problems, text)
		}
		holdMutants(t, s, p, func(used, noticed bool) bool { return used || !noticed })
	})
}

// holdMutants changes each figure of a policy whose cases pass, and holds whether
// coverage says that it is used to whether some case notices.
func holdMutants(t rapid.TB, s *roster.Schema, p *policy.Policy, right func(used, noticed bool) bool) {
	t.Helper()
	if problems := p.RunCases(); len(problems) > 0 {
		t.Fatal(problems)
	}
	points, err := p.Cover(s)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mutants(p, points) {
		changed, problems := policy.Load(m.file, s)
		if problems.Err() != nil {
			t.Fatalf("%s: %s", m.at, problems)
		}
		if noticed := len(changed.RunCases()) > 0; !right(m.used, noticed) {
			t.Errorf("%s: coverage says used: %t; cases notice its change: %t", m.at, m.used, noticed)
		}
	}
}

// A mutant is a policy file one figure of which is changed.
type mutant struct {
	file *source.File
	at   source.Pos
	used bool
}

// mutants changes each figure that is a number.
func mutants(p *policy.Policy, points coverage.Points) []mutant {
	var list []mutant
	for _, l := range p.Lookups {
		rows := l.Rows
		if l.Else != nil {
			rows = append(slices.Clone(rows), *l.Else)
		}
		for _, r := range rows {
			for _, step := range r.Figure.Steps {
				if step.State == policy.Given || step.State == policy.Expected {
					list = append(list, mutant{file: changed(p.File, step), at: step.Pos, used: usedOn(p, points, r, step)})
				}
			}
		}
	}
	return list
}

// usedOn reports whether coverage says that a step of a row is used.
func usedOn(p *policy.Policy, points coverage.Points, r policy.Row, step policy.Step) bool {
	now, _ := r.Figure.On(p.Effective)
	was, _ := r.Figure.On(p.Effective - 1)
	return slices.ContainsFunc(points, func(point coverage.Point) bool {
		return point.Covered && point.Pos == r.Pos &&
			(point.Outcome == coverage.Used && step == now || point.Outcome == coverage.UsedAsWas && step == was)
	})
}

// far is further than any two figures are apart, so that the changed one is not
// hidden by another of which it was the lower.
const far = 100_000 * lang.One

// changed writes another number in the place of a step's.
func changed(f *source.File, step policy.Step) *source.File {
	lines := strings.Split(string(f.Text), "\n")
	line := []rune(lines[step.Pos.Line-1])
	at := step.Pos.Col - 1
	other, _ := step.Value.Add(far)
	lines[step.Pos.Line-1] = string(line[:at]) + other.String() + string(line[at+step.Width:])
	return source.NewFile(f.Name, []byte(strings.Join(lines, "\n")))
}

// drawCovered writes a policy with a table, a band, a value and cases that state
// what it comes to.
func drawCovered(t *rapid.T, s *roster.Schema) string {
	ranks := []string{"131", "132", "141"}
	figure := rapid.IntRange(1, 900)
	var cases []string
	for range rapid.IntRange(1, 3).Draw(t, "cases") {
		rank := rapid.SampledFrom(ranks).Draw(t, "rank")
		category := rapid.SampledFrom([]string{"lixiu", "tuixiu"}).Draw(t, "category")
		years := rapid.IntRange(0, 40).Draw(t, "years")
		cases = append(cases, fmt.Sprintf("person: {category: %s, rank: %s, contribution_years: %d}", category, rank, years))
	}
	head := fmt.Sprintf(`policy: p
title: t
effective: 2014-10-01
tables: {t: {by: [rank], rows: {131: {initial: %d, 2014-10-01: %d}, 132: %d}, else: %d, cite: c}}
bands: {b: {of: decimal, rows: [{below: 20, value: %d}, {below: 30, value: %d}], else: %d, cite: c}}
values: {v: {value: {initial: %d, 2014-10-01: %d}, cite: c}}
items:
  - {item: basic, set: table.t(person.rank), cite: c}
  - {item: living, when: person.category == "lixiu", add: band.b(person.contribution_years), cite: c}
  - {item: basic, when: person.rank == 132, set: value.v, cite: c}
cases:
`, drawInts(t, figure, 9)...)
	for i, person := range cases {
		p := mustLoad(t, s, head+fmt.Sprintf("  - {name: n%d, %s, delta: 0}\n", i, person))
		last := p.Cases[len(p.Cases)-1]
		o := p.Apply(last.Person, last.AsOf)
		if o.Status == policy.CannotTell {
			head += fmt.Sprintf("  - {name: n%d, %s, status: cannot_tell}\n", i, person)
			continue
		}
		head += fmt.Sprintf("  - {name: n%d, %s, delta: %s}\n", i, person, o.Delta)
	}
	return head
}

func drawInts(t *rapid.T, from *rapid.Generator[int], count int) []any {
	var list []any
	for range count {
		list = append(list, from.Draw(t, "figure"))
	}
	return list
}
