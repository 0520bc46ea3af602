package reports

import (
	"cmp"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

// A besideView is what the persons found by one rule have beside those whom they
// are held beside. All amounts are medians, yuan a month, and each person counts
// once: one who is held beside many would else be the median by themselves.
type besideView struct {
	kind       string
	found      int // persons
	others     int // persons; 0 of the other side of a line, where they stand themselves
	own, other paidView
	gap        lang.Decimal
	clause     string // that makes the difference for most, empty where for too few
	because    string
	few        bool // too few stand on one side: nothing else may be told
}

// paidView holds medians of what is paid and gained; nil where they are not known
// of enough persons.
type paidView struct{ before, after, delta *lang.Decimal }

// besideViews gives the comparisons of the findings of one rule, one a kind, that
// of the most persons first.
func (m *Model) besideViews(places []int) (views []besideView, err error) {
	byKind := map[string][]*risk.Finding{}
	for _, i := range places {
		if f := &m.subject.Result.Findings[i]; f.Beside != nil {
			byKind[f.Beside.Kind] = append(byKind[f.Beside.Kind], f)
		}
	}
	for kind, findings := range byKind {
		view, err := compareAll(kind, findings, m.subject.MinGroup)
		if err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	slices.SortFunc(views, func(a, b besideView) int {
		return cmp.Or(cmp.Compare(b.found, a.found), cmp.Compare(a.kind, b.kind))
	})
	return views, nil
}

// compareAll takes the medians of both sides. Of a group that is itself too small
// the median is nobody's business, and its persons are left out.
func compareAll(kind string, findings []*risk.Finding, atLeast int) (besideView, error) {
	findings = slices.DeleteFunc(slices.Clone(findings), func(f *risk.Finding) bool {
		return kind == risk.BesidePeers && f.Beside.Count < int64(atLeast)
	})
	own, other := map[string]risk.Paid{}, map[string]risk.Paid{}
	gaps := make([]lang.Decimal, 0, len(findings))
	for _, f := range findings {
		own[f.Person] = f.Beside.Own
		other[cmp.Or(f.Beside.Person, f.Person)] = f.Beside.Other
		gaps = append(gaps, f.Beside.Gap)
	}
	view := besideView{kind: kind, found: len(own)}
	if kind == risk.BesideTwin || kind == risk.BesideInversion {
		view.others = len(other)
	}
	if view.few = len(own) < atLeast || len(other) < atLeast; view.few {
		return view, nil
	}
	view.gap = middle(gaps)
	view.clause = mostSaid(findings, atLeast, func(b *risk.Beside) string { return b.Clause })
	view.because = mostSaid(findings, atLeast, func(b *risk.Beside) string { return b.Because })
	var err error
	if view.own, err = medians(own, atLeast); err != nil {
		return view, err
	}
	view.other, err = medians(other, atLeast)
	return view, err
}

// payStep is to what medians of pay are rounded, yuan: what is gained follows from
// the policy, but what is paid to the fen is one person's own.
const payStep = 10 * lang.One

func medians(of map[string]risk.Paid, atLeast int) (p paidView, err error) {
	var before, after, delta []lang.Decimal
	for _, paid := range of {
		if paid.Delta != nil {
			delta = append(delta, *paid.Delta)
		}
		if paid.After != nil {
			after = append(after, *paid.After)
		}
		if paid.Before != nil && paid.After != nil {
			before = append(before, *paid.Before)
		}
	}
	if p.delta, err = medianOf(delta, lang.One/100, atLeast); err != nil {
		return p, err
	}
	if p.after, err = medianOf(after, payStep, atLeast); err != nil {
		return p, err
	}
	p.before, err = medianOf(before, payStep, atLeast)
	return p, err
}

func medianOf(amounts []lang.Decimal, step lang.Decimal, atLeast int) (*lang.Decimal, error) {
	if len(amounts) < max(atLeast, 1) {
		return nil, nil
	}
	d, err := middle(amounts).Round(step, lang.HalfUp)
	return &d, err
}

// middle gives the median of at least one amount, as [tally.median] does.
func middle(amounts []lang.Decimal) lang.Decimal {
	slices.Sort(amounts)
	low, high := amounts[(len(amounts)-1)/2], amounts[len(amounts)/2]
	return low + lang.Decimal((uint64(high)-uint64(low))/2)
}

// mostSaid gives what is said of the most findings, if it is of enough of them.
func mostSaid(findings []*risk.Finding, atLeast int, say func(*risk.Beside) string) (most string) {
	said := map[string]int{}
	for _, f := range findings {
		said[say(f.Beside)]++
	}
	for words, times := range said {
		if words != "" && times >= atLeast && (times > said[most] || most == "" || times == said[most] && words < most) {
			most = words
		}
	}
	return most
}
