package main

import (
	"weiran/jobs"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// The shape of one comparison of explain --format json. Whoever is beside the person
// is named by the key of the roster; across a line that is the person again.
type (
	besideJSON struct {
		Kind       string        `json:"kind"`   // twin, inversion or boundary
		Name       string        `json:"name"`   // as the rule file declares it; empty of a boundary
		Status     string        `json:"status"` // found, none or cannot_tell
		Person     string        `json:"person"`
		Gap        *lang.Decimal `json:"gap"` // as the measure of the kind has it
		Clause     string        `json:"clause"`
		Because    string        `json:"because"`
		Clauses    []sideJSON    `json:"clauses"`
		Own        *sumsJSON     `json:"own"`
		Other      *sumsJSON     `json:"other"`
		Difference *sumsJSON     `json:"difference"`
		Missing    []string      `json:"missing"`
		Reason     string        `json:"reason"`
	}
	sideJSON struct {
		Title      string        `json:"title"`
		Cite       string        `json:"cite"`
		Own        *lang.Decimal `json:"own"` // null where the clause does not apply
		Other      *lang.Decimal `json:"other"`
		Difference lang.Decimal  `json:"difference"`
	}
	sumsJSON struct {
		Status  string        `json:"status,omitempty"`
		Before  *lang.Decimal `json:"before"`
		Delta   *lang.Decimal `json:"delta"`
		After   *lang.Decimal `json:"after"`
		Arrears *lang.Decimal `json:"arrears"`
	}
)

func (a *app) besideJSON(p jobs.PolicyExplanation, b jobs.Beside) besideJSON {
	x := besideJSON{
		Kind: b.Kind, Name: b.Name, Status: "none",
		Clauses: []sideJSON{}, Missing: listed(b.Missing), Reason: b.Reason.In(a.lang),
	}
	switch {
	case b.Line != nil:
		x.Clause, x.Because, x.Gap = b.Line.Boundary.Cite(), b.Line.Words(), &b.Line.Cost
	case b.With != nil:
		x.Person, x.Clause, x.Because, x.Gap = b.With.Person, b.With.Clause, b.With.Because, &b.With.Gap
	case b.Open():
		x.Status = "cannot_tell"
		return x
	default:
		return x
	}
	x.Status = "found"
	for _, s := range b.Sides {
		x.Clauses = append(x.Clauses, sideJSON{s.Item.Title, s.Item.Cite, s.Own, s.Other, s.Gap})
	}
	own, other := sumsOf(p.Outcome), sumsOf(b.Other)
	x.Own, x.Other, x.Difference = &own, &other, &sumsJSON{
		Before: less(own.Before, other.Before), Delta: less(own.Delta, other.Delta),
		After: less(own.After, other.After), Arrears: less(own.Arrears, other.Arrears),
	}
	return x
}

// sumsOf gives what an outcome comes to; of who cannot be told only what is paid
// before.
func sumsOf(o policy.Outcome) sumsJSON {
	s := sumsJSON{Status: o.Status.String(), Before: ifKnown(o.Before), After: ifKnown(o.After)}
	if o.Status != policy.CannotTell {
		s.Delta, s.Arrears = &o.Delta, &o.Arrears
	}
	return s
}

// less gives how much less the own amount is; nil where one of them is not known, or
// the difference is beyond a decimal.
func less(own, other *lang.Decimal) *lang.Decimal {
	if own == nil || other == nil {
		return nil
	}
	d, err := other.Sub(*own)
	if err != nil {
		return nil
	}
	return &d
}
