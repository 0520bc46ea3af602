package hotspot_test

import (
	"slices"
	"strings"
	"testing"

	"weiran/rules/hotspot"
)

// residents are persons of two counties, each by county, unit and township: every
// unit has its people in all townships, and of one unit everybody is flagged.
func residents() hotspot.Study {
	var county, unit, township []int32
	var flags []bool
	for c := range int32(2) {
		for u := range int32(5) {
			for town := range int32(4) {
				for range 3 {
					county, unit, township = append(county, c), append(unit, u), append(township, town)
					flags = append(flags, c == 0 && u == 2)
				}
			}
		}
	}
	counties := hotspot.Level{Name: "county", Codes: county, Labels: []string{"甲县", "乙县"}}
	return hotspot.Study{
		Persons: len(county),
		Dimensions: []hotspot.Dimension{
			{Levels: []hotspot.Level{counties, {Name: "unit", Codes: unit, Labels: []string{"一局", "二局", "三局", "四局", "五局"}}}},
			{Levels: []hotspot.Level{counties, {Name: "township", Codes: township, Labels: []string{"东镇", "南镇", "西镇", "北镇"}}}},
		},
		Causes:     []hotspot.Cause{{Name: "x", Flags: flags}},
		Replicates: 99, Seed: 1,
	}
}

// TestAUnitIsWholeWhereverItsPeopleLive: where they live divides a county anew, and
// not the unit. Each group is scanned and told once.
func TestAUnitIsWholeWhereverItsPeopleLive(t *testing.T) {
	r := scan(t, residents())
	top := r.Rows[0]
	if top.Dimension != "unit" || strings.Join(top.Path, "/") != "甲县/三局" || top.Observed != 12 || top.Persons != 12 || top.Tier != hotspot.Red {
		t.Errorf("top %s %v: %d of %d, %v", top.Dimension, top.Path, top.Observed, top.Persons, top.Tier)
	}
	var told []string
	for _, row := range r.Rows {
		told = append(told, row.Dimension+" "+strings.Join(row.Path, "/"))
		if len(row.Aliases) > 0 {
			t.Errorf("%s is %v too", told[len(told)-1], row.Aliases)
		}
	}
	slices.Sort(told)
	if len(told) != 2+10+8 || len(slices.Compact(told)) != 2+10+8 {
		t.Errorf("told %v", told)
	}
	if len(r.Gatherings) != 1 || r.Gatherings[0].Dimension != "unit" {
		t.Errorf("the smallest group is the unit, and not its county: %v", r.Gatherings)
	}
}

// TestLevelsOfOneNameAreOne: two columns of one name are a mistake of the caller.
func TestLevelsOfOneNameAreOne(t *testing.T) {
	for name, change := range map[string]func(*hotspot.Study){
		"other codes":   func(s *hotspot.Study) { s.Dimensions[1].Levels[0].Codes = s.Dimensions[1].Levels[1].Codes },
		"lowest":        func(s *hotspot.Study) { s.Dimensions[1].Levels = s.Dimensions[1].Levels[:1] },
		"another place": func(s *hotspot.Study) { s.Dimensions[1].Levels[1] = s.Dimensions[0].Levels[1] },
		"lower down":    func(s *hotspot.Study) { slices.Reverse(s.Dimensions[1].Levels) },
	} {
		s := residents()
		change(&s)
		if _, err := hotspot.Scan(t.Context(), s); err == nil || !strings.Contains(err.Error(), "there are two") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAGatheringIsListedOnce: a flat group of the very persons of a unit is no
// second place to go to.
func TestAGatheringIsListedOnce(t *testing.T) {
	s := residents()
	payer := make([]int32, s.Persons)
	for i, flagged := range s.Causes[0].Flags {
		if flagged {
			payer[i] = 1
		}
	}
	s.Dimensions = append(s.Dimensions, hotspot.Dimension{Levels: []hotspot.Level{{Name: "payer", Codes: payer, Labels: []string{"财政", "企业"}}}})
	sex := make([]int32, s.Persons)
	for i := range sex {
		sex[i] = int32(i % 2)
	}
	s.Dimensions = append(s.Dimensions, hotspot.Dimension{Levels: []hotspot.Level{{Name: "sex", Codes: sex, Labels: []string{"男", "女"}}}})
	s.Crosses = [][]string{{"payer", "sex"}}
	r := scan(t, s)
	var dimensions []string
	for _, g := range r.Gatherings {
		dimensions = append(dimensions, g.Dimension)
	}
	// Half of the unit, by a flat group, does not take the unit off the list.
	if strings.Join(dimensions, " ") != "unit payer*sex payer*sex" {
		t.Errorf("%v", r.Gatherings)
	}
	if top := r.Rows[0]; len(top.Aliases) != 1 || top.Aliases[0].Dimension != "payer" {
		t.Errorf("the unit is %v too", top.Aliases)
	}
}
