package main

import (
	"slices"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// An effect is what a policy means for some persons together. The reports have
// added up the same outcomes before, with every overflow an error, so that none
// happens here.
type effect struct {
	persons [4]int         // by status
	deltas  []lang.Decimal // yuan a month of the affected
	month   lang.Decimal   // Σ of the deltas
	arrears lang.Decimal
	lose    int
}

func (e *effect) add(o policy.Outcome) {
	e.persons[o.Status]++
	if o.Status != policy.Affected {
		return
	}
	e.deltas = append(e.deltas, o.Delta)
	e.month += o.Delta
	e.arrears += o.Arrears
	if o.Delta < 0 {
		e.lose++
	}
}

func (e *effect) count() int { return e.persons[0] + e.persons[1] + e.persons[2] + e.persons[3] }

// median gives the middle difference, or half way between the two in the middle.
// There must be one affected.
func (e *effect) median() lang.Decimal {
	sorted := slices.Sorted(slices.Values(e.deltas))
	low, high := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	return low/2 + high/2 + (low%2+high%2)/2
}

// effectOf adds up a policy over everybody.
func effectOf(r rules.PolicyResult) *effect {
	e := &effect{}
	for _, o := range r.Outcomes {
		e.add(o)
	}
	return e
}

// A group is an effect over persons who are alike.
type group struct {
	key   []string // values of the fields that make them alike
	words []string // the same, for people
	effect
}

// alike are the fields by which retirees compare themselves, as far as a roster
// has them.
var alike = []string{"category", "rank"}

// groupsOf adds up a policy by category and rank, in the order of their codes.
func groupsOf(res *rules.Result, r rules.PolicyResult) []*group {
	fields := alikeFields(res.Roster.Schema)
	if len(fields) == 0 {
		return nil
	}
	var groups []*group
	for row, o := range r.Outcomes {
		person := res.Roster.Row(row)
		key, words := make([]string, len(fields)), make([]string, len(fields))
		for i, f := range fields {
			key[i], words[i] = person.Field(f).String(), valueWord(res.Roster.Schema, f, person.Field(f))
		}
		at, found := slices.BinarySearchFunc(groups, key, func(g *group, key []string) int { return slices.Compare(g.key, key) })
		if !found {
			groups = slices.Insert(groups, at, &group{key: key, words: words})
		}
		groups[at].add(o)
	}
	return groups
}

func alikeFields(s *roster.Schema) []int {
	var fields []int
	for _, name := range alike {
		if i := s.Index(name); i >= 0 {
			fields = append(fields, i)
		}
	}
	return fields
}

// valueWord gives a value as people call it: 离休 for lixiu.
func valueWord(s *roster.Schema, field int, v lang.Value) string {
	if !v.Known() {
		return "—"
	}
	return s.ValueLabel(field, v)
}
