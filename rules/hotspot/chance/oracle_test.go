package chance_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"weiran/rules/hotspot/chance"
)

// A row is one line of an oracle, by the names of its columns.
type row map[string]string

func (r row) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(r[name], 64)
	if err != nil {
		t.Fatalf("column %s: %v", name, err)
	}
	return v
}

func readOracle(t *testing.T, name string) []row {
	t.Helper()
	f, err := os.Open("../testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := csv.NewReader(f)
	in.FieldsPerRecord = -1 // a source may hold commas
	lines, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, line := range lines[1:] {
		r := row{}
		for i, cell := range line[:len(lines[0])] {
			r[lines[0][i]] = cell
		}
		rows = append(rows, r)
	}
	return rows
}

func near(got, want, relative float64) bool {
	return math.Abs(got-want) <= relative*max(math.Abs(want), 1e-300)
}

// TestLikelihoods holds every model to the unit tests of TreeScan and SaTScan.
func TestLikelihoods(t *testing.T) {
	for _, r := range readOracle(t, "basic/llr_unit_values.csv") {
		c, n := r.number(t, "c"), r.number(t, "n")
		var got float64
		switch r["model"] {
		case "poisson_conditional":
			got = chance.Poisson(c, n, r.number(t, "C"))
		case "poisson_unconditional":
			got = chance.PoissonAlone(c, n)
		case "bernoulli_conditional":
			got = chance.Bernoulli(c, n, r.number(t, "C"), r.number(t, "N"))
		case "bernoulli_unconditional":
			got = chance.BernoulliAlone(c, n, r.number(t, "p"))
		default:
			t.Fatalf("no model %s", r["model"])
		}
		if math.Abs(got-r.number(t, "llr_computed")) > 1e-8 || math.Abs(got-r.number(t, "llr_reference")) > 1e-5 {
			t.Errorf("%s c=%v n=%v: %.9f, want %s", r["model"], c, n, got, r["llr_computed"])
		}
	}
}

// TestTails holds the tails to R's phyper, dhyper, pbinom and p.adjust.
func TestTails(t *testing.T) {
	rows := readOracle(t, "basic/tests_oracle.csv")
	p := make([]float64, len(rows))
	for i, r := range rows {
		d := chance.Draw{All: r.number(t, "N"), Flagged: r.number(t, "C"), N: r.number(t, "n")}
		c := r.number(t, "c")
		p[i] = d.Upper(c)
		for name, got := range map[string]float64{
			"hyper_upper": p[i],
			"hyper_point": d.Point(c),
			"binom_upper": chance.BinomialUpper(c, d.N, d.Flagged/d.All),
			"pois_upper":  upperPoisson(c, d.Mean()),
		} {
			if want := r.number(t, name); !near(got, want, 1e-9) {
				t.Errorf("row %d: %s = %.13g, want %.13g", i+1, name, got, want)
			}
		}
	}
	bh, by := chance.Discovery(p)
	for i, r := range rows {
		if !near(bh[i], r.number(t, "bh"), 1e-9) || !near(by[i], r.number(t, "by"), 1e-9) {
			t.Errorf("row %d: q %v, %v; want %s, %s", i+1, bh[i], by[i], r["bh"], r["by"])
		}
	}
}

// upperPoisson is P(X ≥ c): the waiting time of the c-th event is a gamma.
func upperPoisson(c, mean float64) float64 {
	if c == 0 {
		return 1
	}
	return chance.GammaLower(c, mean)
}

// TestNodes holds what is said of one group to the table of synth178.
func TestNodes(t *testing.T) {
	const all, flagged = 178, 37
	for _, r := range readOracle(t, "synth178/expected_nodes.csv") {
		n, c, e := r.number(t, "n"), r.number(t, "observed"), r.number(t, "expected")
		d := chance.Draw{All: all, Flagged: flagged, N: n}
		ic, lower := chance.Information(c, e)
		for name, got := range map[string]float64{
			"llr_bern": chance.Bernoulli(c, n, flagged, all),
			"p_hyper":  d.Upper(c), "midp_hyper": d.MidUpper(c), "p_min": d.Upper(min(n, flagged)),
			"ic": ic, "ic025": lower,
		} {
			if want := r.number(t, name); math.Abs(got-want) > 1e-9*math.Abs(want)+1e-15 {
				t.Errorf("%s %s: %s = %.13g, want %.13g", r["dimension"], r["node"], name, got, want)
			}
		}
	}
}

// TestInformation is the check value of Norén's formula.
func TestInformation(t *testing.T) {
	ic, lower := chance.Information(12, 5)
	if math.Abs(ic-1.184425) > 5e-7 || math.Abs(lower-0.2542334) > 5e-8 {
		t.Errorf("IC %v, lower end %v", ic, lower)
	}
}
