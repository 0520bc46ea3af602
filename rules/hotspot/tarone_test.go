package hotspot_test

import (
	"math"
	"testing"

	"weiran/rules/hotspot"
	"weiran/rules/hotspot/chance"
)

// TestAttainable holds the smallest tails to the table of synth178.
func TestAttainable(t *testing.T) {
	s := everything(readTable(t, "synth178/persons.csv"))
	s.MinPersons, s.MinCases, s.Replicates = 5, 1, 9
	rows := byNode(scan(t, s))
	for _, want := range readTable(t, "synth178/expected_nodes.csv") {
		got, found := rows[want["dimension"]+"="+want["node"]]
		if found && !near(got.Attainable, want.number(t, "p_min"), 1e-9) {
			t.Errorf("%s: %v, want %s", want["node"], got.Attainable, want["p_min"])
		}
	}
}

// TestTarone: among sixty groups of two persons no one can be significant, so that
// the one large group pays for itself alone.
func TestTarone(t *testing.T) {
	sizes, flagged := []int{30}, []int{9}
	for i := range 60 {
		sizes, flagged = append(sizes, 2), append(flagged, i%10/9)
	}
	s := flat(sizes, flagged)
	s.MinPersons, s.MinCases, s.Replicates = 2, 2, 9
	r := scan(t, s)
	top := r.Rows[0]
	if len(r.Rows) != 61 || top.Persons != 30 || top.Tarone != top.Tail || top.BH < 50*top.Tarone {
		t.Errorf("%d rows; top of %d: tail %v, BH %v, Tarone %v", len(r.Rows), top.Persons, top.Tail, top.BH, top.Tarone)
	}
	for _, row := range r.Rows[1:] {
		if row.Tarone != 1 || row.Attainable < 0.05/61 {
			t.Errorf("%s of 2: attainable %v, Tarone %v", row.Node(), row.Attainable, row.Tarone)
		}
	}
}

// TestAttainableOfStrata multiplies over counties: a group of two in each of two
// counties can have all the flagged there.
func TestAttainableOfStrata(t *testing.T) {
	s := flat([]int{4, 16}, []int{2, 2})
	county := hotspot.Level{Name: "county", Labels: []string{"A", "B"}}
	for i := range 20 {
		county.Codes = append(county.Codes, int32(i%2))
	}
	s.Null, s.MinPersons, s.Replicates = hotspot.Within(county), 2, 9
	one := chance.Draw{All: 10, Flagged: 2, N: 2}.Point(2)
	for _, row := range scan(t, s).Rows {
		if row.Persons == 4 && math.Abs(row.Attainable/(one*one)-1) > 1e-12 {
			t.Errorf("attainable %v, want %v", row.Attainable, one*one)
		}
	}
	s.Null = hotspot.RiskShares([]float64{1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2})
	for _, row := range scan(t, s).Rows {
		if want := math.Pow(4.0/36, 4); row.Persons == 4 && math.Abs(row.Attainable/want-1) > 1e-12 {
			t.Errorf("by risk %v, want %v", row.Attainable, want)
		}
	}
}
