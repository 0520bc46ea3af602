package hotspot_test

import (
	"testing"

	"weiran/rules/hotspot"
)

// TestFewerThanAHotspotHaveNoTier: three of five where next to nobody else is
// flagged pass the false discovery rate, and are no hotspot of at least five.
func TestFewerThanAHotspotHaveNoTier(t *testing.T) {
	sizes, flagged := []int{5}, []int{3}
	for range 20 {
		sizes, flagged = append(sizes, 500), append(flagged, 1)
	}
	s := flat(sizes, flagged)
	s.Replicates = 99
	for _, row := range scan(t, s).Rows {
		if row.Observed == 3 && (row.BH > 0.01 || row.Tier != hotspot.NoTier) {
			t.Errorf("q %v, tier %v", row.BH, row.Tier)
		}
	}
	s.MinCases = 3
	if top := scan(t, s).Rows[0]; top.Tier != hotspot.Red {
		t.Errorf("three are enough, and the tier is %v", top.Tier)
	}
}

// TestChanceIsNotListedOfManyPersons: of a hundred thousand persons in small units
// hundreds of units hold half as many again as expected, and none of them matters.
// One that does is the only hotspot, and nothing weaker is compared with it.
func TestChanceIsNotListedOfManyPersons(t *testing.T) {
	sizes, flagged := []int{100, 60_000}, []int{40, 7_800}
	for range 2_000 {
		sizes, flagged = append(sizes, 20), append(flagged, 2)
	}
	for range 200 {
		sizes, flagged = append(sizes, 20), append(flagged, 5)
	}
	s := flat(sizes, flagged)
	s.Replicates, s.MaxShare = 99, 0.9
	r := scan(t, s)
	unlikely := 0
	for _, row := range r.Rows {
		if row.Persons != 100 && (row.Tier != hotspot.NoTier || row.Relation.Kind != hotspot.Unexamined) {
			t.Errorf("%s: %d of %d is %v, %v", row.Node(), row.Observed, row.Persons, row.Tier, row.Relation.Kind)
		}
		if row.Persons == 20 && row.Ratio > 1.5 {
			unlikely++
		}
	}
	if top := r.Rows[0]; top.Persons == 100 && top.Tier != hotspot.Red {
		t.Errorf("the planted one is %v", top.Tier)
	}
	if unlikely != 200 {
		t.Errorf("%d units are half as much again, the test is of 200", unlikely)
	}
}
