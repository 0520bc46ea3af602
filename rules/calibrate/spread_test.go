package calibrate_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/calibrate"
)

func drawnJudged(t *rapid.T) []calibrate.Judged {
	var all []calibrate.Judged
	for i := range rapid.IntRange(2, 60).Draw(t, "persons") {
		all = append(all, calibrate.Judged{
			ID: fmt.Sprint(i), Score: float64(rapid.IntRange(0, 5).Draw(t, "score")),
			Event: i == 0 || i > 1 && rapid.Bool().Draw(t, "event"), Group: fmt.Sprint(i % 4),
		})
	}
	return all
}

// Where every group is the same there is no other place for the trouble to come
// to: each sample has the figures of the whole, which others work out.
func TestSpreadsOfEqualGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []calibrate.Judged
		for _, j := range drawnJudged(t) {
			for group := range 3 {
				all = append(all, calibrate.Judged{ID: fmt.Sprint(group, j.ID), Score: j.Score, Event: j.Event, Group: fmt.Sprint(group)})
			}
		}
		auc, _ := calibrate.AUC(all)
		average, _ := calibrate.AveragePrecision(all)
		s, ok := calibrate.Spreads(all)
		if !ok || s.Groups != 3 || s.Samples != 499 {
			t.Fatalf("%+v, %v", s, ok)
		}
		for what, d := range map[string]float64{
			"lowest AUC": s.AUC.Low - auc, "highest AUC": s.AUC.High - auc,
			"lowest average": s.Average.Low - average, "highest average": s.Average.High - average,
		} {
			if d < -1e-12 || d > 1e-12 {
				t.Errorf("%s is off by %g", what, d)
			}
		}
	})
}

// The order of a file moves no figure, and every figure is a share.
func TestSpreadsDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := drawnJudged(t)
		one, ok1 := calibrate.Spreads(all)
		other, ok2 := calibrate.Spreads(rapid.Permutation(all).Draw(t, "order"))
		if one != other || ok1 != ok2 {
			t.Fatalf("%+v, %+v", one, other)
		}
		for _, i := range []calibrate.Interval{one.AUC, one.Average} {
			if ok1 && !(0 <= i.Low && i.Low <= i.High && i.High <= 1) {
				t.Errorf("%+v", one)
			}
		}
	})
}

func TestOneGroupSpreadsOverNothing(t *testing.T) {
	all := []calibrate.Judged{{ID: "a", Event: true}, {ID: "b"}}
	if s, ok := calibrate.Spreads(all); ok {
		t.Errorf("%+v", s)
	}
}

// A flag that nobody has, or everybody, tells nothing: its information value is
// of the halves that smooth it.
func TestEvidenceOfNobody(t *testing.T) {
	tally := calibrate.NewTally([]string{"nobody", "everybody", "some"})
	everybody := calibrate.Cell{Column: 1, Value: 1}
	tally.Add(0, []calibrate.Cell{everybody}, 800, 20)
	tally.Add(0, []calibrate.Cell{everybody, {Column: 2, Value: .5}}, 100, 10)
	all, err := calibrate.Evidence(tally.Table())
	if err != nil {
		t.Fatal(err)
	}
	if all[0].Tells() || all[1].Tells() || !all[2].Tells() {
		t.Errorf("%+v", all)
	}
}
