package rules

import (
	"testing"

	"weiran/rules/hotspot"
)

// A county of which everybody is says nothing of where a unit lies; two do, and so
// does one of which an empty cell leaves somebody out. Nothing is left nameless.
func TestPlaceLeavesOutTheOnlyCounty(t *testing.T) {
	for name, test := range map[string]struct {
		labels       []string
		codes        []int32
		unit, county string
	}{
		"one county":                   {[]string{"230126"}, []int32{0, 0}, "甲校", "230126"},
		"one county and an empty cell": {[]string{"230126"}, []int32{0, -1}, "230126 / 甲校", "230126"},
		"two counties":                 {[]string{"230126", "230127"}, []int32{0, 1}, "230126 / 甲校", "230126"},
	} {
		t.Run(name, func(t *testing.T) {
			county := hotspot.Level{Name: "region", Labels: test.labels, Codes: test.codes}
			unit := hotspot.Level{Name: "unit", Labels: []string{"甲校"}, Codes: []int32{0, 0}}
			w := &ways{dimensions: []hotspot.Dimension{{Levels: []hotspot.Level{county, unit}}}}
			spots := make([]Spot, 2)
			spots[0].Group = hotspot.Group{Dimension: "unit", Path: []string{"230126", "甲校"}}
			spots[1].Group = hotspot.Group{Dimension: "region", Path: []string{"230126"}}
			w.share(spots)
			if got := spots[0].Place(); got != test.unit {
				t.Errorf("the unit is %q, want %q", got, test.unit)
			}
			if got := spots[1].Place(); got != test.county {
				t.Errorf("the county is %q, want %q", got, test.county)
			}
		})
	}
}
