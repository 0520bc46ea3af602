package risk_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/risk"
)

// expected is a score as the specification says it, worked out person by person
// in hundredths of a point.
type expected struct {
	points, rank int
	band         risk.Band
}

// define works scores out from the definition: of one grievance the most counts in
// full and the rest a quarter, what is of petitions halves every 24 months, and the
// bands are the first 1, 5 and 20 % with 60, 40 and 20 points.
func define(persons []string, findings []risk.Finding, months map[string]int) map[string]expected {
	cents := map[string]int{}
	for _, person := range persons {
		of := map[risk.Grievance][]int{}
		add := func(g risk.Grievance, points float64) {
			if m, petitioned := months[person]; g == risk.History && petitioned {
				points *= math.Exp2(-float64(m) / 24)
			}
			of[g] = append(of[g], int(math.RoundToEven(points*100)))
		}
		for _, f := range findings {
			if f.Person == person {
				add(f.Grievance, float64(f.Points))
			}
		}
		if _, petitioned := months[person]; petitioned {
			add(risk.History, 40)
		}
		for _, list := range of {
			slices.Sort(list)
			for i, c := range list {
				if i < len(list)-1 {
					c = int(math.RoundToEven(float64(c) / 4))
				}
				cents[person] += c
			}
		}
	}
	scores := map[string]expected{}
	for _, person := range persons {
		e := expected{points: cents[person], rank: 1, band: risk.Rest}
		for _, other := range persons {
			if cents[other] > e.points {
				e.rank++
			}
		}
		above := float64(e.rank-1) / float64(len(persons))
		switch {
		case above < .01 && e.points >= 6000:
			e.band = risk.First
		case above < .05 && e.points >= 4000:
			e.band = risk.Second
		case above < .20 && e.points >= 2000:
			e.band = risk.Third
		}
		if e.points > 0 {
			scores[person] = e
		}
	}
	return scores
}

func TestScoresAreAsDefined(t *testing.T) {
	scorings := map[int]risk.Scoring{1: scoringOf(t, 1), 7: scoringOf(t, 7), 40: scoringOf(t, 40)}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 7, 40}).Draw(t, "persons")
		s, months := scorings[n], map[string]int{}
		persons := make([]string, n)
		for i := range persons {
			persons[i] = fmt.Sprintf("P%02d", i)
		}
		anybody := rapid.SampledFrom(append(slices.Clone(persons), "A00", "P99")) // two are not on the roster
		for i := range rapid.IntRange(0, 80).Draw(t, "findings") {
			f := found(fmt.Sprint("r", i), int64(rapid.IntRange(0, 8).Draw(t, "points"))*5, rapid.SampledFrom(risk.Grievances()).Draw(t, "grievance"))
			f.Person = anybody.Draw(t, "person")
			s.Findings = append(s.Findings, f)
		}
		var records []petition.Record
		for i := range rapid.IntRange(0, 20).Draw(t, "petitions") {
			person, ago := anybody.Draw(t, "petitioner"), rapid.IntRange(0, 100).Draw(t, "months ago")
			records = append(records, petition.Record{Number: fmt.Sprint(i), Person: person, Date: day(2015-(ago+11)/12, 12-(ago+11)%12, 20)})
			if last, known := months[person]; !known || ago < last {
				months[person] = ago
			}
		}
		book, err := petition.NewBook(records)
		if err != nil {
			t.Fatal(err)
		}
		s.Petitions = book
		want, got := define(persons, s.Findings, months), s.Scores()
		if len(got) != len(want) {
			t.Fatalf("%d scores, want %d", len(got), len(want))
		}
		for _, score := range got {
			w := want[score.Person]
			if score.Points != lang.Decimal(w.points)*lang.One/100 || score.Rank != w.rank || score.Band != w.band {
				t.Fatalf("%+v, want %+v (months %v)", score, w, months)
			}
		}
	})
}
