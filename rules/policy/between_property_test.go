package policy_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// swapped is a person with some of the cells of another.
type swapped struct {
	person
	other  person
	fields map[int]bool
}

func (s swapped) Field(index int) lang.Value {
	if s.fields[index] {
		return s.other[index]
	}
	return s.person[index]
}

// A beside is two persons, of whom the other gains more.
type beside struct {
	sample
	other        person
	mine, theirs policy.Outcome
}

// drawBeside gives two living persons; ok is false where neither gains more, or one
// cannot be told.
func drawBeside(t *rapid.T, s *roster.Schema) (b beside, ok bool) {
	b = beside{sample: drawSample(t, s), other: drawPerson(t, s)}
	for _, p := range []person{b.person, b.other} {
		p[s.Index("died_on")] = lang.Unknown("person.died_on")
	}
	b.mine, b.theirs = b.policy.Apply(b.person, aDay), b.policy.Apply(b.other, aDay)
	if b.theirs.Delta < b.mine.Delta {
		b.person, b.other, b.mine, b.theirs = b.other, b.person, b.theirs, b.mine
	}
	told := b.mine.Status != policy.CannotTell && b.theirs.Status != policy.CannotTell
	return b, told && b.theirs.Delta > b.mine.Delta
}

// with gives the person with the facts of the other.
func (b beside) with(s *roster.Schema, d policy.Difference) swapped {
	like := swapped{b.person, b.other, map[int]bool{}}
	for _, f := range d.Facts {
		like.fields[s.Index(strings.TrimPrefix(f.Field.Name, "person."))] = true
	}
	return like
}

// The clause named is the one that makes most of the gap, by the calculations of
// both as they are explained, too; and whoever has the facts of the other has more of
// that clause, or stands on the same side of the scope.
func TestBetweenNamesWhatMakesTheGap(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		b, ok := drawBeside(t, s)
		if !ok {
			return
		}
		d := b.policy.Between(policy.Party{Person: b.person, Outcome: b.mine}, policy.Party{Person: b.other, Outcome: b.theirs}, aDay)
		if d.Gap != b.theirs.Delta-b.mine.Delta || len(d.Facts) == 0 {
			t.Fatalf("%v by %q, of %v and %v\n%s", d.Gap, d.Words(), b.mine.Delta, b.theirs.Delta, b.text)
		}
		left, in := b.mine.Status == policy.OutOfScope, b.theirs.Status == policy.OutOfScope
		if d.Item != policy.ByScope && !left && !in {
			b.holdsClause(t, s, d)
			return
		}
		then := b.policy.Apply(b.with(s, d), aDay).Status
		if d.Item != policy.ByScope || left == in || then != policy.CannotTell && (then == policy.OutOfScope) != in {
			t.Fatalf("%s beside %s is by item %d, and with %s %s\n%s", b.mine.Status, b.theirs.Status, d.Item, d.Words(), then, b.text)
		}
	})
}

// holdsClause holds the clause to the explanations of both, and the facts to what
// they bring: several of them together all that the other has of it.
func (b beside) holdsClause(t *rapid.T, s *roster.Schema, d policy.Difference) {
	own, other := explainedGains(t, b.policy, b.person), explainedGains(t, b.policy, b.other)
	var replaced lang.Decimal // what the other has others for, at most
	for i := range own {
		if other[i] == 0 {
			replaced += max(own[i], 0)
		}
	}
	for i := range own {
		more := other[i] - own[i]
		if own[i] == 0 {
			more -= replaced
		}
		if more > other[d.Item]-own[d.Item] {
			t.Fatalf("item %d makes more than item %d: %v beside %v\n%s", i, d.Item, own, other, b.text)
		}
	}
	like := b.with(s, d)
	if then := b.policy.Apply(like, aDay).Status; then == policy.OutOfScope || then == policy.CannotTell {
		return
	}
	has := explainedGains(t, b.policy, like)[d.Item]
	if has <= own[d.Item] || len(d.Facts) > 1 && has != other[d.Item] {
		t.Fatalf("with %s a person has %v of item %d, beside %v\n%s", d.Words(), has, d.Item, other, b.text)
	}
}

// explainedGains reads what each item brings out of an explanation.
func explainedGains(t *rapid.T, p *policy.Policy, of lang.Row) (gains []lang.Decimal) {
	for _, line := range p.Explain(of, aDay) {
		switch {
		case line.Depth > 0 || line.Title == "适用范围":
			continue
		case line.Title == "每月合计":
			return gains
		}
		gain := lang.Decimal(0)
		if words, changes := strings.CutSuffix(line.Value, " 元/月"); changes {
			var err error
			if gain, err = lang.ParseDecimal(strings.TrimPrefix(words, "+")); err != nil {
				t.Fatal(err)
			}
		}
		gains = append(gains, gain)
	}
	return gains
}
