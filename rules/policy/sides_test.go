package policy_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// sided loads the policy of two who are held beside each other, and a way to write
// a person.
func sided(t *testing.T) (*policy.Policy, func(category, rank, born string) lang.Row) {
	t.Helper()
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(besideSchema)))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	p, problems := policy.Load(source.NewFile("policy.yaml", []byte(besidePolicy)), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p, func(category, rank, born string) lang.Row {
		b := roster.NewBuilder(s, 0)
		values := make([]lang.Value, len(s.Fields))
		for i, text := range []string{"P1", category, rank, born, "", "1000"} {
			if text != "" {
				values[i], _ = s.ParseCell(i, text)
			}
		}
		b.Append(values)
		return policy.NewPayroll(b.Build()).Row(0)
	}
}

// The gaps of the clauses sum up to that of the two outcomes, with nothing left
// over, and no clause stands there that neither has.
func TestSidesSumUpToTheDifference(t *testing.T) {
	p, person := sided(t)
	asOf, _ := lang.NewDate(2015, 1, 20)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(who string) policy.Outcome {
			return p.Apply(person(
				rapid.SampledFrom([]string{"甲", "乙", "丙", ""}).Draw(t, who+" category"),
				rapid.SampledFrom([]string{"131", "132", "140", ""}).Draw(t, who+" rank"),
				rapid.SampledFrom([]string{"1934-09-30", "1934-10-01", ""}).Draw(t, who+" born")), asOf)
		}
		own, other := draw("own"), draw("other")
		sum, last := lang.Decimal(0), -1
		for _, s := range p.Sides(own, other) {
			at := slices.IndexFunc(p.Items, func(i policy.Item) bool { return i.Cite == s.Item.Cite })
			if s.Own == nil && s.Other == nil || at <= last {
				t.Fatalf("%d behind %d: %v beside %v", at, last, s.Own, s.Other)
			}
			sum, last = sum+s.Gap, at
		}
		if want := other.Delta - own.Delta; sum != want {
			t.Fatalf("the clauses differ by %v, the outcomes by %v", sum, want)
		}
	})
}

// On the other side of a line stands the same person with one other value, and the
// policy brings them what the line costs.
func TestAcrossALineStandsTheSamePerson(t *testing.T) {
	p, person := sided(t)
	asOf, _ := lang.NewDate(2015, 1, 20)
	late := person("甲", "132", "1934-10-02")
	cliff, ok := p.NearestBoundary(late, asOf)
	if !ok {
		t.Fatal("there is no line")
	}
	there := cliff.Across(late)
	for i := range 6 {
		if want := late.Field(i); i != cliff.Boundary.Field && !there.Field(i).Equal(want) {
			t.Errorf("field %d is %v, want %v", i, there.Field(i), want)
		}
	}
	if got := there.Field(cliff.Boundary.Field).String(); got != "1934-09-30" {
		t.Errorf("stands on %s, want 1934-09-30", got)
	}
	sides := p.Sides(p.Apply(late, asOf), p.Apply(there, asOf))
	if len(sides) != 2 || sides[0].Gap != 0 || sides[1].Own != nil || sides[1].Gap != cliff.Cost || cliff.Cost.String() != "40" {
		t.Errorf("%+v, and the line costs %v", sides, cliff.Cost)
	}
}
