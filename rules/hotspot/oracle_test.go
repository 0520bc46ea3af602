package hotspot_test

import (
	"context"
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"weiran/rules/hotspot"
)

// A row is one line of a table, by the names of its columns.
type row map[string]string

func (r row) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(r[name], 64)
	if err != nil {
		t.Fatalf("column %s: %v", name, err)
	}
	return v
}

func readTable(t testing.TB, name string) []row {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, line := range lines[1:] {
		r := row{}
		for i, cell := range line {
			r[lines[0][i]] = cell
		}
		rows = append(rows, r)
	}
	return rows
}

// level makes a level of a column.
func level(persons []row, name string) hotspot.Level {
	l := hotspot.Level{Name: name}
	codes := map[string]int32{}
	for _, p := range persons {
		label := p[name]
		if _, known := codes[label]; !known {
			codes[label] = int32(len(l.Labels))
			l.Labels = append(l.Labels, label)
		}
		l.Codes = append(l.Codes, codes[label])
	}
	return l
}

// places is the study of a table by place alone. Groups may be of any size, as the
// oracles have them.
func places(persons []row) hotspot.Study {
	s := hotspot.Study{
		Persons:    len(persons),
		Dimensions: []hotspot.Dimension{{Levels: []hotspot.Level{level(persons, "county"), level(persons, "township"), level(persons, "unit")}}},
		MinPersons: 1, MaxShare: 1, StopAfter: -1, Seed: 20140101, Rounds: -1, Workers: 2,
	}
	flags := make([]bool, len(persons))
	for i, p := range persons {
		flags[i] = p["flag"] == "1"
	}
	s.Causes = []hotspot.Cause{{Name: "flag", Flags: flags}}
	return s
}

// everything is the study of a table by all its dimensions and crosses.
func everything(persons []row) hotspot.Study {
	s := places(persons)
	for _, name := range []string{"rank", "retire_type", "cohort", "channel"} {
		s.Dimensions = append(s.Dimensions, hotspot.Dimension{Levels: []hotspot.Level{level(persons, name)}})
	}
	s.Crosses = [][]string{{"cohort", "retire_type"}, {"cohort", "channel"}, {"rank", "retire_type"}, {"county", "cohort"}}
	return s
}

func risks(t testing.TB, persons []row) []float64 {
	t.Helper()
	p := make([]float64, len(persons))
	for i, r := range persons {
		v, err := strconv.ParseFloat(r["base_risk"], 64)
		if err != nil {
			t.Fatal(err)
		}
		p[i] = v
	}
	return p
}

func scan(t testing.TB, s hotspot.Study) *hotspot.Result {
	t.Helper()
	r, err := hotspot.Scan(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func byNode(r *hotspot.Result) map[string]hotspot.Row {
	rows := map[string]hotspot.Row{}
	for _, row := range r.Rows {
		rows[row.Dimension+"="+row.Node()] = row
	}
	return rows
}

func near(got, want, relative float64) bool {
	return math.Abs(got-want) <= relative*math.Abs(want)+1e-12
}

// TestNodes holds all that is said of a group to the table of synth178.
func TestNodes(t *testing.T) {
	s := everything(readTable(t, "synth178/persons.csv"))
	s.MinPersons, s.MinCases, s.Replicates = 5, 1, 9
	rows := byNode(scan(t, s))
	eligible := 0
	for _, want := range readTable(t, "synth178/expected_nodes.csv") {
		name := want["dimension"] + "=" + want["node"]
		got, found := rows[name]
		if found != (want["eligible"] == "TRUE") {
			t.Errorf("%s: eligible is %v, want %s", name, found, want["eligible"])
		}
		if !found {
			continue
		}
		eligible++
		for column, v := range map[string]float64{
			"n": float64(got.Persons), "observed": float64(got.Observed), "expected": got.Expected,
			"rr_in_out": got.RelativeRisk, "llr_bern": got.LLR, "p_hyper": got.Tail, "midp_hyper": got.MidTail,
			"q_bh": got.BH, "q_by": got.BY, "ic": got.IC, "ic025": got.IC025,
		} {
			if !near(v, want.number(t, column), 1e-9) {
				t.Errorf("%s: %s is %.13g, want %s", name, column, v, want[column])
			}
		}
	}
	if eligible != len(rows) || eligible != 69 {
		t.Errorf("%d rows, %d of them in the table; want 69", len(rows), eligible)
	}
}

// TestExact holds the exact probabilities to those of whole-number arithmetic,
// and replicates to both within four standard errors.
func TestExact(t *testing.T) {
	for cases, name := range map[int]string{2: "synth178/expected_geo_exact_min2.csv", 5: "synth178/expected_geo_exact_min5.csv"} {
		s := places(readTable(t, "synth178/persons.csv"))
		s.MinCases = cases
		exactly := byNode(scan(t, s))
		s.Method, s.Replicates = hotspot.MonteCarlo, 99_999
		drawn := byNode(scan(t, s))
		for _, want := range readTable(t, name) {
			node := want["dimension"] + "=" + want["node"]
			p, got, mc := want.number(t, "exact_p"), exactly[node], drawn[node]
			if got.Origin != hotspot.FromExact || !near(got.P, p, 1e-8) {
				t.Errorf("min %d, %s: p %v (%v), want %v", cases, node, got.P, got.Origin, p)
			}
			if mc.Origin != hotspot.FromReplicates || math.Abs(mc.P-p) > 4*standardError(p, 99_999)+1e-5 {
				t.Errorf("min %d, %s: drawn %v (%v), exact %v", cases, node, mc.P, mc.Origin, p)
			}
		}
	}
}

func standardError(p, n float64) float64 { return math.Sqrt(p * (1 - p) / n) }

// TestMonteCarlo holds all dimensions together to an independent Monte Carlo of a
// million replicates.
func TestMonteCarlo(t *testing.T) {
	for cases, name := range map[int]string{2: "synth178/expected_multi_mc_min2.csv", 5: "synth178/expected_multi_mc_min5.csv"} {
		s := everything(readTable(t, "synth178/persons.csv"))
		s.MinCases, s.Replicates = cases, 99_999
		rows := byNode(scan(t, s))
		for _, want := range readTable(t, name) {
			node := want["dimension"] + "=" + want["node"]
			p, got := want.number(t, "p_mc"), rows[node]
			if math.Abs(got.LLR-want.number(t, "llr")) > 1e-9 {
				t.Errorf("min %d, %s: LLR %v, want %s", cases, node, got.LLR, want["llr"])
			}
			se := math.Hypot(standardError(p, 1e6), standardError(p, 99_999))
			if math.Abs(got.P-p) > 4*se+2e-5 {
				t.Errorf("min %d, %s: p %v, want %v within %v", cases, node, got.P, p, 4*se)
			}
		}
	}
}

// TestTreeScan holds everything to the output of TreeScan 2.4, to eight standard
// errors: its seeds spread more than chance.
func TestTreeScan(t *testing.T) {
	first := readTable(t, "synth178/persons.csv")
	second := readTable(t, "synth178_it2/persons.csv")
	risk := everything(first)
	risk.Null = hotspot.RiskShares(risks(t, first))
	for _, c := range []struct {
		table string
		study hotspot.Study
		cases int
	}{
		{"synth178/treescan_geo_bern_min2.csv", places(first), 2},
		{"synth178/treescan_geo_bern_min5.csv", places(first), 5},
		{"synth178/treescan_multi_bern_min2.csv", everything(first), 2},
		{"synth178/treescan_multi_bern_min5.csv", everything(first), 5},
		{"synth178/treescan_multi_pois_min2.csv", risk, 2},
		{"synth178_it2/treescan_multi_bern_min5.csv", everything(second), 5},
	} {
		c.study.MinCases, c.study.Replicates, c.study.Method = c.cases, 99_999, hotspot.MonteCarlo
		rows := byNode(scan(t, c.study))
		for _, want := range readTable(t, c.table) {
			got, p := rows[want["Node Identifier"]], want.number(t, "P-value")
			if math.Abs(got.P-p) > 8*standardError(p, 99_999)+3e-5 {
				t.Errorf("%s, %s: p %v, want %v", c.table, want["Node Identifier"], got.P, p)
			}
			for column, v := range map[string]float64{
				"Log Likelihood Ratio": got.LLR, "Relative Risk": got.RelativeRisk,
				"Excess Cases": got.Excess, "Expected": got.Expected,
			} {
				digits := len(want[column]) - strings.Index(want[column], ".") - 1
				if math.Abs(v-want.number(t, column)) > 0.51*math.Pow10(-digits) {
					t.Errorf("%s, %s: %s is %v, want %s", c.table, want["Node Identifier"], column, v, want[column])
				}
			}
		}
	}
}

// TestNothingLeft is the third step of the iterative scan of synth178, where
// TreeScan finds no cut.
func TestNothingLeft(t *testing.T) {
	s := everything(readTable(t, "synth178_it3/persons.csv"))
	s.Replicates = 999
	for _, row := range scan(t, s).Rows {
		if row.LLR > 0 {
			t.Errorf("%s %s: LLR %v", row.Dimension, row.Node(), row.LLR)
		}
	}
	if len(readTable(t, "synth178_it3/treescan_multi_bern_min5.csv")) != 0 {
		t.Error("TreeScan finds something")
	}
}

// TestRounds is the iterative scan: the planted unit, then the rank that was less
// sure before (0.0079) and is now 0.0296.
func TestRounds(t *testing.T) {
	s := everything(readTable(t, "synth178/persons.csv"))
	s.Replicates, s.Rounds = 99_999, 0
	r := scan(t, s)
	if len(r.Rounds) != 2 {
		t.Fatalf("%d rounds: %+v", len(r.Rounds), r.Rounds)
	}
	if a, b := r.Rounds[0], r.Rounds[1]; a.Node() != "C02T01U02" || b.Node() != "R1" || b.Left != 157 || b.Flagged != 24 {
		t.Errorf("rounds %+v", r.Rounds)
	}
	if p := r.Rounds[1].P; math.Abs(p-0.0296) > 8*standardError(0.0296, 99_999) {
		t.Errorf("R1 adjusted: %v, want 0.0296", p)
	}
	if row := byNode(r)["rank=R1"]; row.Round != 2 || row.AdjustedP != r.Rounds[1].P || row.P > 0.01 {
		t.Errorf("row of R1: round %d, adjusted %v, raw %v", row.Round, row.AdjustedP, row.P)
	}
}
