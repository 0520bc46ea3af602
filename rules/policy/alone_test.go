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
