package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/change"
	"weiran/rules/risk"
)

func found(persons ...string) (list []change.Finding) {
	for _, p := range persons {
		list = append(list, change.Seen(&risk.Finding{Rule: "r", Policy: "p", Person: p}))
	}
	return list
}

func names(list []change.Finding) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(f.Person)
	}
	return b.String()
}

func TestFindingsComeAndGo(t *testing.T) {
	m := change.Compare(found("C", "A", "B"), found("F", "A", "D", "E", "B"), found("E", "A"), found("F", "C"))
	got := fmt.Sprintf("new %s, back %s, gone %s, still %d, changed %d", names(m.New), names(m.Back), names(m.Gone), m.Still, len(m.Changed))
	if want := "new D, back EF, gone C, still 2, changed 0"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if m.None() || !change.Compare(found("A"), found("A")).None() {
		t.Error("none is told wrongly")
	}
}

// A finding is told apart by rule, policy, person, group and milestone, each by
// itself.
func TestWhatAFindingIsKnownBy(t *testing.T) {
	was := risk.Finding{Rule: "r", Policy: "p", Person: "P1"}
	for _, is := range []risk.Finding{
		{Rule: "s", Policy: "p", Person: "P1"},
		{Rule: "r", Policy: "q", Person: "P1"},
		{Rule: "r", Policy: "p", Person: "P2"},
		{Rule: "r", Policy: "p", Person: "P1", Group: "g"},
		{Rule: "r", Policy: "p", Person: "P1", Milestone: "m"},
	} {
		m := change.Compare([]change.Finding{change.Seen(&was)}, []change.Finding{change.Seen(&is)})
		if len(m.New) != 1 || len(m.Gone) != 1 || m.Still != 0 {
			t.Errorf("%v is taken for %v", is, was)
		}
	}
}

// A finding that stays may be told otherwise: in its grade, its numbers, its words.
func TestHowAFindingThatStaysChanged(t *testing.T) {
	was := risk.Finding{
		Rule: "r", Policy: "p", Person: "P1", Severity: risk.Low, Points: 10, Owner: "县人社局", Cite: "第二条",
		Says: "每月增加 1,080.50 元，少 -3.2 元。", Advice: "于 2015-01-20 前说明。",
	}
	for name, test := range map[string]struct {
		change func(f *risk.Finding)
		want   string
	}{
		"nothing":         {func(*risk.Finding) {}, ""},
		"the due date":    {func(f *risk.Finding) { f.Due++ }, ""}, // it moves with the date of every run
		"the trace":       {func(f *risk.Finding) { f.Trace = []risk.TraceValue{{Expr: "x", Value: "1"}} }, ""},
		"the severity":    {func(f *risk.Finding) { f.Severity = risk.High }, "graded"},
		"the points":      {func(f *risk.Finding) { f.Points = 11 }, "graded"},
		"an amount":       {func(f *risk.Finding) { f.Says = "每月增加 1,080.51 元，少 -3.2 元。" }, "numbers"},
		"a sign":          {func(f *risk.Finding) { f.Says = "每月增加 1,080.50 元，少 3.2 元。" }, "numbers"},
		"a day":           {func(f *risk.Finding) { f.Advice = "于 2015-01-21 前说明。" }, "numbers"},
		"numbers swapped": {func(f *risk.Finding) { f.Says = "每月增加 -3.2 元，少 1,080.50 元。" }, "numbers"},
		"digits moved":    {func(f *risk.Finding) { f.Says = "每月增加 1,080.5 元，少 0-3.2 元。" }, "numbers words"},
		"a word":          {func(f *risk.Finding) { f.Says = "每月减少 1,080.50 元，少 -3.2 元。" }, "words"},
		"a word moved":    {func(f *risk.Finding) { f.Says, f.Advice = f.Says+"于", strings.TrimPrefix(f.Advice, "于") }, "words"},
		"the owner":       {func(f *risk.Finding) { f.Owner = "县委老干部局" }, "words"},
		"the clause":      {func(f *risk.Finding) { f.Cite = "第三条" }, "words"},
		"all":             {func(f *risk.Finding) { f.Points, f.Says = 1, "每月 2 元。" }, "graded numbers words"},
	} {
		t.Run(name, func(t *testing.T) {
			is := was
			test.change(&is)
			m := change.Compare([]change.Finding{change.Seen(&was)}, []change.Finding{change.Seen(&is)})
			var got []string
			for _, c := range m.Changed {
				for _, kind := range []struct {
					so   bool
					name string
				}{{c.Graded, "graded"}, {c.Numbers, "numbers"}, {c.Words, "words"}} {
					if kind.so {
						got = append(got, kind.name)
					}
				}
			}
			if m.Still != 1 || strings.Join(got, " ") != test.want {
				t.Errorf("still %d, changed %q, want %q", m.Still, got, test.want)
			}
		})
	}
}

// Every finding of either run is told once, and the other way round new is gone.
func TestEveryFindingIsToldOnce(t *testing.T) {
	draw := rapid.SliceOfNDistinct(rapid.SampledFrom(strings.Split("ABCDEFGH", "")), 0, 8, rapid.ID[string])
	rapid.Check(t, func(t *rapid.T) {
		from, to, before := found(draw.Draw(t, "from")...), found(draw.Draw(t, "to")...), found(draw.Draw(t, "before")...)
		m, reverse := change.Compare(from, to, before), change.Compare(to, from)
		if len(m.New)+len(m.Back)+m.Still != len(to) || len(m.Gone)+m.Still != len(from) {
			t.Fatalf("%v", m)
		}
		together := change.Compare(from, to)
		if diff := cmp.Diff(names(together.New), names(reverse.Gone)); diff != "" || len(together.New) != len(m.New)+len(m.Back) {
			t.Fatal(diff)
		}
		for _, f := range m.Back {
			if !strings.Contains(names(before), f.Person) {
				t.Fatalf("%s was never there", f.Person)
			}
		}
	})
}
