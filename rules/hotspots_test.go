package rules_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/jobs/synth"
	"weiran/rules"
	"weiran/rules/hotspot"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// synthetic screens a synthetic county, and gives the list of what was planted in it.
func synthetic(t testing.TB, seed uint64, persons int64, scanning *rules.Scanning) (*rules.Result, [][]string) {
	t.Helper()
	schema, _, pack := shipped(t)
	var file, planted bytes.Buffer
	order := synth.Order{Persons: persons, Seed: seed, Schema: schema, Format: synth.CSV}
	if _, err := order.Write(t.Context(), &file, &planted); err != nil {
		t.Fatal(err)
	}
	table, err := intake.ReadRosterBytes(t.Context(), "county.csv", file.Bytes(), schema, intake.Options{AsOf: configs.SampleAsOf()})
	if err != nil {
		t.Fatal(err)
	}
	list, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(planted.Bytes(), []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	in := rules.Input{
		Roster: table.Roster, Policies: []*policy.Policy{sampled(t, schema)}, Rules: pack,
		AsOf: configs.SampleAsOf(), Scanning: scanning,
	}
	res, err := rules.Screen(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return res, list[1:]
}

func sampled(t testing.TB, schema *roster.Schema) *policy.Policy {
	t.Helper()
	_, policies, _ := shipped(t)
	at := slices.IndexFunc(policies, func(p *policy.Policy) bool { return p.ID == configs.SamplePolicy })
	return policies[at]
}

// TestSpotsAreWhatTheFindingsSay counts every spot anew from the findings and the
// labels of the roster: its persons, who is flagged, what is expected, and the rules
// behind it.
func TestSpotsAreWhatTheFindingsSay(t *testing.T) {
	scanning := rules.Scanning{Replicates: 99}
	for seed := range uint64(3) {
		res, _ := synthetic(t, seed+1, 900, &scanning)
		h := res.Hotspots[0]
		if len(h.Spots) < 20 {
			t.Fatalf("%d spots", len(h.Spots))
		}
		for i := range h.Spots {
			if problem := counted(res, &h, &h.Spots[i]); problem != "" {
				t.Errorf("seed %d, %s %v, %s: %s", seed, h.Spots[i].Dimension, h.Spots[i].Path, h.Spots[i].Cause, problem)
			}
		}
	}
}

func counted(res *rules.Result, h *rules.Hotspots, s *rules.Spot) string {
	rowOf, in, persons := map[string]int{}, map[string]bool{}, 0
	for row := range res.Roster.Len() {
		rowOf[res.Roster.Person(row)] = row
		if isOf(res.Roster, row, s) {
			in[res.Roster.Person(row)] = true
			persons++
		}
	}
	all, who, drivers := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, f := range res.Findings {
		if f.Person == "" || f.Grievance != s.Cause || f.Severity == risk.Low {
			continue
		}
		all[f.Person] = true
		if in[f.Person] {
			who[f.Person] = true
			drivers[f.Rule]++
		}
	}
	var rows []int32
	for person := range who {
		rows = append(rows, int32(rowOf[person]))
	}
	slices.Sort(rows)
	told := map[string]int{}
	for _, d := range s.Drivers {
		told[d.Rule] = d.Persons
	}
	expected := float64(persons) * float64(len(all)) / float64(res.Roster.Len())
	switch {
	case persons != s.Persons || len(who) != s.Observed:
		return fmt.Sprintf("%d of %d, and it says %d of %d", len(who), persons, s.Observed, s.Persons)
	case !slices.Equal(rows, h.Who(s)) || len(all) != len(h.All(s.Cause)):
		return "other persons are flagged"
	case !maps.Equal(drivers, told):
		return fmt.Sprintf("by %v, and it says %v", drivers, told)
	case s.Compared() && math.Abs(expected-s.Expected) > 1e-9*expected:
		return fmt.Sprintf("%v are expected, and it says %v", expected, s.Expected)
	}
	return ""
}

// isOf reports whether a person is of the group of a spot, by the labels alone.
func isOf(r *roster.Roster, row int, s *rules.Spot) bool {
	names, labels := []string{s.Dimension}, s.Path
	switch {
	case strings.Contains(s.Dimension, "*"):
		names, labels = strings.Split(s.Dimension, "*"), strings.Split(s.Path[0], "*")
	case len(s.Path) == 2:
		names = []string{"region", s.Dimension}
	}
	for i, name := range names {
		if groupLabel(r, row, name) != labels[i] {
			return false
		}
	}
	return true
}

func groupLabel(r *roster.Roster, row int, name string) string {
	at := r.Schema.Index(name)
	if name == "cohort" {
		at = r.Schema.Index("born")
	}
	v := r.Row(row).Field(at)
	switch {
	case !v.Known():
		return hotspot.MissingLabel
	case r.Schema.Fields[at].Kind == lang.DateKind:
		year, _, _ := v.Date().Civil()
		return fmt.Sprintf("%d0年代", year/10)
	}
	return r.Schema.ValueLabel(at, v)
}

// TestPlantedPlacesStand: where enough persons of a place are paid by another office,
// miss the same line or lack the same date, the place is told in full, and no other
// place is; but for comparison, of which a large unit holds more by itself: there are
// more to compare with.
func TestPlantedPlacesStand(t *testing.T) {
	found := []string{"payer", "birth-line", "retired-late", "joined-late", "no-birth-date"}
	sought := 0
	for seed := range uint64(4) {
		res, planted := synthetic(t, seed+1, 6_000, &rules.Scanning{Replicates: 99})
		h := res.Hotspots[0]
		places, _ := h.Standing()
		told := map[string]bool{}
		for _, s := range places {
			if s.Cause != "comparison" {
				told[s.Path[len(s.Path)-1]] = true
			}
		}
		known := map[string]bool{}
		for _, p := range planted {
			if p[0] != "hotspot" {
				continue
			}
			known[p[3]] = true
			if slices.Contains(found, p[1]) && len(p[4]) > 1 { // ten persons or more
				sought++
				if !told[p[3]] {
					t.Errorf("seed %d: %s of %s in %s is not told", seed+1, p[4], p[1], p[3])
				}
			}
		}
		for place := range told {
			if !known[place] {
				t.Errorf("seed %d: %s is told, and nothing was planted there", seed+1, place)
			}
		}
	}
	if sought < 8 {
		t.Errorf("%d places were planted", sought)
	}
}
