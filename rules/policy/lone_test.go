package policy_test

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// What parts two persons does not depend on who was asked about before them, nor as
// of which day: a policy that remembers says what one that was just read says.
func TestBetweenRemembersNothingOfOthers(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		text := drawSample(t, s).text
		used := mustLoad(t, s, text)
		for range rapid.IntRange(2, 5).Draw(t, "pairs") {
			day := rapid.SampledFrom([]lang.Date{aDay, aDay + 4000}).Draw(t, "as of")
			own, other := drawPerson(t, s), drawPerson(t, s)
			between := func(p *policy.Policy) policy.Difference {
				return p.Between(policy.Party{Person: own, Outcome: p.Apply(own, day)}, policy.Party{Person: other, Outcome: p.Apply(other, day)}, day)
			}
			if len(used.Items) == 0 {
				return
			}
			if got, want := between(used), between(mustLoad(t, s, text)); !reflect.DeepEqual(got, want) {
				t.Fatalf("%+v, want %+v\n%s", got, want, text)
			}
		}
	})
}

// No field of the roster alone, asked or not, brings more of the clause than the
// one that is named.
func TestNoFieldBringsMoreThanTheOneNamed(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		b, ok := drawBeside(t, s)
		if !ok {
			return
		}
		d := b.policy.Between(policy.Party{Person: b.person, Outcome: b.mine}, policy.Party{Person: b.other, Outcome: b.theirs}, aDay)
		if d.Item == policy.ByScope {
			return
		}
		of := func(o policy.Outcome) (has lang.Decimal) {
			for _, c := range o.Clauses {
				if c.Item == d.Item {
					has += c.Delta
				}
			}
			return has
		}
		named := of(b.mine)
		if len(d.Facts) == 1 {
			named = max(named, of(b.policy.Apply(b.with(s, d), aDay)))
		}
		for field := range s.Fields {
			then := b.policy.Apply(swapped{b.person, b.other, map[int]bool{field: true}}, aDay)
			if then.Status != policy.CannotTell && of(then) > named {
				t.Fatalf("%s brings %v, and %q is told, that brings %v\n%s", s.Fields[field].Name, of(then), d.Words(), named, b.text)
			}
		}
	})
}
