package calibrate_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"weiran/rules/calibrate"
)

// The oracle is a synthetic history whose figures were worked out by other
// programs: the first periods are fitted, the last is told.

// read gives the rows of an oracle as columns by name.
func read(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

var flags = []string{
	"arrears", "pay_drop", "missing_doc", "peer_gap", "channel_change", "overdue_review", "cohort_policy", "prior_visit",
}

func cellsOf(row map[string]string) (cells []calibrate.Cell) {
	for k, name := range flags {
		if row[name] == "1" {
			cells = append(cells, calibrate.Cell{Column: k, Value: 1})
		}
	}
	return cells
}

// training gives the fitted part of the history.
func training(t *testing.T) calibrate.Table {
	t.Helper()
	tally := calibrate.NewTally(flags)
	for _, row := range read(t, "history.csv") {
		if row["period"] == "train" {
			tally.Add(0, cellsOf(row), 1, number(t, row["petition"]))
		}
	}
	return tally.Table()
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: %.12g, want %.12g", what, got, want)
	}
}

func TestFitsTheOracle(t *testing.T) {
	table := training(t)
	for column, lambda := range map[string]float64{"coef_ml": 0, "coef_ridge1": 1} {
		m, err := calibrate.Fit(table, calibrate.Prior{Weights: make([]float64, len(flags)), Lambda: lambda})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range read(t, "expected_logistic.csv") {
			got := m.Intercept
			if i > 0 {
				got = m.Weights[i-1]
			}
			near(t, column+" of "+row["term"], got, number(t, row[column]), 1e-6)
			if i > 0 && lambda == 1 {
				near(t, "points of "+row["term"], float64(calibrate.Points(got)), number(t, row["points_pdo20"]), 0)
			}
		}
	}
}

func TestWeighsTheEvidenceOfTheOracle(t *testing.T) {
	all, err := calibrate.Evidence(training(t))
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range read(t, "expected_woe_iv.csv") {
		got := all[i]
		for name, value := range map[string]float64{
			"e1": got.Events1, "ne1": got.Others1, "e0": got.Events0, "ne0": got.Others0,
			"woe1": got.Woe1, "woe0": got.Woe0, "iv": got.Information,
		} {
			near(t, got.Column+" "+name, value, number(t, row[name]), 1e-9)
		}
	}
}

func TestTellsTheOracle(t *testing.T) {
	m, err := calibrate.Fit(training(t), calibrate.Prior{Weights: make([]float64, len(flags)), Lambda: 1})
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	for _, row := range read(t, "expected_test_pred.csv") {
		told[row["person_id"]] = row["p_ridge1"]
	}
	var judged []calibrate.Judged
	for _, row := range read(t, "history.csv") {
		if row["period"] == "train" {
			continue
		}
		p := calibrate.Probability(m.LogOdds(cellsOf(row)))
		near(t, row["person_id"], p, number(t, told[row["person_id"]]), 1e-7)
		judged = append(judged, calibrate.Judged{ID: row["person_id"], Score: p, Event: row["petition"] == "1"})
	}
	if len(judged) != len(told) {
		t.Fatalf("%d persons told, want %d", len(judged), len(told))
	}
	measured := measures(t, judged)
	for _, row := range read(t, "expected_metrics.csv") {
		got, ok := measured[row["metric"]]
		if !ok {
			t.Errorf("nothing measured %s", row["metric"])
		}
		near(t, row["metric"], got, number(t, row["value"]), 1e-6)
	}
}

// measures gives every figure by the name that the oracle has for it.
func measures(t *testing.T, all []calibrate.Judged) map[string]float64 {
	t.Helper()
	auc, err1 := calibrate.AUC(all)
	average, err2 := calibrate.AveragePrecision(all)
	r, err3 := calibrate.Reliable(all)
	at50, err4 := calibrate.At(all, 50)
	at100, err5 := calibrate.At(all, 100)
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return map[string]float64{
		"n_test": float64(len(all)), "events_test": float64(calibrate.EventsIn(all)),
		"auc": auc, "average_precision": average,
		"brier": r.Brier, "brier_skill": r.Skill, "logloss": r.LogLoss, "expected_over_observed": r.Expected,
		"cal_intercept": r.Intercept, "cal_slope": r.Slope, "cal_in_the_large": r.Large,
		"precision_at_50": at50.Precision, "lift_at_50": at50.Lift,
		"precision_at_100": at100.Precision, "lift_at_100": at100.Lift, "recall_at_100": at100.Recall,
	}
}
