package policy

import (
	"cmp"
	"fmt"
	"strings"

	"weiran/rules/lang"
)

// A Party is one of two persons who are held beside each other.
type Party struct {
	Person  lang.Row
	Outcome Outcome // of the policy, of somebody who can be told
}

// A Difference is what makes a policy treat two persons differently.
type Difference struct {
	Gap   lang.Decimal // what the other gains more, yuan a month
	Item  int          // the clause that makes most of it: an index into Policy.Items, or ByScope
	Cite  string       // of that clause; its title where it has none
	Facts []Fact       // what of the two persons decides it: one, unless only several together do
}

// ByScope stands for an item where one is in scope and the other is not.
const ByScope = -1

// A Fact is a field of the roster in which two persons differ.
type Fact struct {
	Field      lang.Field
	Own, Other lang.Value
}

// Between says why another person gains more than one does. The clause is the one
// of which the other has most more. The fact is the field that, taken alone from
// the other, would bring the one most: the policy itself works that out, all else
// equal. Where no single field brings anything all those are listed in which the
// two differ and which the policy reads.
func (p *Policy) Between(own, other Party, asOf lang.Date) Difference {
	gap, err := other.Outcome.Delta.Sub(own.Outcome.Delta)
	if err != nil {
		gap = other.Outcome.Delta
	}
	d := Difference{Gap: gap, Facts: p.facts(own, other, asOf)}
	d.Item = p.divides(own.Outcome, other.Outcome)
	if d.Item == ByScope {
		d.Cite = cmp.Or(p.Scope.Cite, p.Title)
		return d
	}
	item := &p.Items[d.Item]
	d.Cite = cmp.Or(item.Cite, item.Title)
	return d
}

// divides gives the clause of which the other has most more; of equal ones the
// first.
func (p *Policy) divides(own, other Outcome) int {
	if own.Status == OutOfScope || other.Status == OutOfScope {
		return ByScope
	}
	more := make([]int64, len(p.Items))
	for _, c := range other.Clauses {
		more[c.Item] += int64(c.Delta)
	}
	for _, c := range own.Clauses {
		more[c.Item] -= int64(c.Delta)
	}
	best := 0
	for i := range more {
		if more[i] > more[best] {
			best = i
		}
	}
	return best
}

// facts gives what of the two persons decides that they are treated differently.
func (p *Policy) facts(own, other Party, asOf lang.Date) []Fact {
	var apart, best []Fact
	brings := own.Outcome.Delta
	for _, field := range p.fieldsRead() {
		f := Fact{p.layout.fields[field], own.Person.Field(field), other.Person.Field(field)}
		if f.Own.Equal(f.Other) || !f.Own.Known() && !f.Other.Known() {
			continue
		}
		apart = append(apart, f)
		then := p.Apply(onOtherSide{own.Person, field, f.Other}, asOf)
		if then.Status != CannotTell && then.Delta > brings {
			brings, best = then.Delta, []Fact{f}
		}
	}
	if best != nil {
		return best
	}
	return apart
}

// Words puts what decides the difference into Chinese: 出生日期晚 1 天.
func (d Difference) Words() string {
	words := make([]string, len(d.Facts))
	for i, f := range d.Facts {
		words[i] = f.Words()
	}
	return strings.Join(words, "，")
}

// Words puts the fact into Chinese, as seen by the one who gains less: a day is
// earlier or later, a number is less or more, and of all else both are named.
func (f Fact) Words() string {
	label := cmp.Or(f.Field.Label, f.Field.Name)
	switch {
	case !f.Own.Known() || !f.Other.Known():
	case f.Field.Kind == lang.DateKind:
		return label + apart(f.Own.Date(), f.Other.Date())
	case len(f.Field.Enum) > 0:
	case f.Field.Kind == lang.DecimalKind || f.Field.Kind == lang.Int:
		if words, ok := f.amount(label); ok {
			return words
		}
	}
	return fmt.Sprintf("%s为%s（对方为%s）", label, f.Field.Words(f.Own), f.Field.Words(f.Other))
}

// amount says how much less or more a number is.
func (f Fact) amount(label string) (string, bool) {
	own, ok := f.Own.Decimal()
	other, fits := f.Other.Decimal()
	by, err := own.Sub(other)
	if !ok || !fits || err != nil {
		return "", false
	}
	if by < 0 {
		return fmt.Sprintf("%s少 %s", label, f.Field.Words(lang.DecimalOf(-by))), true
	}
	return fmt.Sprintf("%s多 %s", label, f.Field.Words(lang.DecimalOf(by))), true
}

// Two days up to so many apart are told in days, and else in whole months.
const fewDays = 60

// apart says how much later or earlier a day is than another.
func apart(own, other lang.Date) string {
	way, from, to := "晚", other, own
	if own < other {
		way, from, to = "早", own, other
	}
	days := int64(to - from)
	months := from.Months(to)
	switch {
	case days <= fewDays:
		return fmt.Sprintf("%s %d 天", way, days)
	case months < 24:
		return fmt.Sprintf("%s %d 个月", way, months)
	}
	return fmt.Sprintf("%s %d 年", way, months/12)
}
