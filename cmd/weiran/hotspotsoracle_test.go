package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

const oracles = "../../rules/hotspot/testdata/"

// A cells is one line of a table, by the names of its columns.
type cells map[string]string

func (c cells) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(c[name], 64)
	if err != nil {
		t.Fatalf("column %s: %v", name, err)
	}
	return v
}

func linesOf(t *testing.T, data []byte) (rows []cells) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		row := cells{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

func oracle(t *testing.T, name string) []cells {
	t.Helper()
	data, err := os.ReadFile(oracles + name)
	if err != nil {
		t.Fatal(err)
	}
	return linesOf(t, data)
}

var drawnWords = regexp.MustCompile(`(\d+) replicates drawn`)

// scanned runs the command as a statistician types it, and gives its groups by
// dimension and own label, and how many replicates it drew.
func scanned(t *testing.T, persons string, args ...string) (groups map[string]cells, drawn float64) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	a := &app{
		program: "weiran", stdout: &stdout, stderr: &stderr, now: time.Now,
		env:  func(string) string { return "" },
		args: append([]string{"--lang", "en", "hotspots", "--persons", oracles + persons, "--flag", "flag", "--max-share", "1"}, args...),
	}
	if code := a.run(t.Context()); code != 0 {
		t.Fatalf("code %d: %s", code, &stderr)
	}
	groups = map[string]cells{}
	for _, row := range linesOf(t, stdout.Bytes()) {
		groups[row["dimension"]+"="+row["node"][strings.LastIndex(row["node"], "/")+1:]] = row
	}
	if words := drawnWords.FindStringSubmatch(stderr.String()); words != nil {
		drawn, _ = strconv.ParseFloat(words[1], 64)
	}
	return groups, drawn
}

var (
	byPlace     = []string{"--tree", "county,township,unit"}
	byAll       = []string{"--tree", "county,township,unit", "--flat", "rank,retire_type,cohort,channel", "--cross", "cohort*retire_type,cohort*channel,rank*retire_type,county*cohort"}
	whoeverFits = []string{"--min-persons", "1"}
)

// agree compares a column of a group with what is wanted, within a share of it.
func agree(t *testing.T, got cells, column string, want, share float64) {
	t.Helper()
	if v := got.number(t, column); math.Abs(v-want) > share*math.Abs(want)+1e-12 {
		t.Errorf("%s %s: %s is %v, want %v", got["dimension"], got["node"], column, v, want)
	}
}

// TestHotspotsOfNodes holds every line of the table of R to what the command prints.
func TestHotspotsOfNodes(t *testing.T) {
	groups, _ := scanned(t, "synth178/persons.csv", slices.Concat(byAll, []string{"--min-cases", "1", "--replicates", "9"})...)
	for _, want := range oracle(t, "synth178/expected_nodes.csv") {
		got, printed := groups[want["dimension"]+"="+want["node"]]
		if printed != (want["eligible"] == "TRUE") {
			t.Errorf("%s %s: printed is %v, eligible %s", want["dimension"], want["node"], printed, want["eligible"])
		}
		if !printed {
			continue
		}
		for theirs, ours := range map[string]string{
			"n": "n", "observed": "observed", "expected": "expected", "rr_in_out": "rr", "llr_bern": "llr",
			"p_hyper": "p_hyper", "q_bh": "q_bh", "q_by": "q_by", "ic025": "ic025",
		} {
			agree(t, got, ours, want.number(t, theirs), 1e-9)
		}
	}
}

// TestHotspotsExactly holds the exact probabilities of one hierarchy to whole-number
// arithmetic.
func TestHotspotsExactly(t *testing.T) {
	for cases, name := range map[string]string{"2": "expected_geo_exact_min2.csv", "5": "expected_geo_exact_min5.csv"} {
		groups, _ := scanned(t, "synth178/persons.csv", slices.Concat(byPlace, whoeverFits, []string{"--min-cases", cases})...)
		for _, want := range oracle(t, "synth178/"+name) {
			got := groups[want["dimension"]+"="+want["node"]]
			if got["method"] != "exact" {
				t.Errorf("%s: method %s", want["node"], got["method"])
			}
			agree(t, got, "p", want.number(t, "exact_p"), 1e-8)
		}
	}
}

// TestHotspotsDrawn holds p-values by replicates to a Monte Carlo of another make
// within four standard errors, and to TreeScan within eight.
func TestHotspotsDrawn(t *testing.T) {
	for _, c := range []struct {
		persons, name, cases string
		replicates           float64 // of the other tool
		errors               float64
	}{
		{"synth178", "expected_multi_mc_min2.csv", "2", 1e6, 4},
		{"synth178", "expected_multi_mc_min5.csv", "5", 1e6, 4},
		{"synth178", "treescan_multi_bern_min2.csv", "2", 99_999, 8},
		{"synth178", "treescan_multi_bern_min5.csv", "5", 99_999, 8},
		{"synth178_it2", "treescan_multi_bern_min5.csv", "5", 99_999, 8},
		{"synth178_it3", "treescan_multi_bern_min5.csv", "5", 99_999, 8},
	} {
		t.Run(filepath.Join(c.persons, c.name), func(t *testing.T) {
			groups, drawn := scanned(t, c.persons+"/persons.csv", slices.Concat(byAll, whoeverFits, []string{"--min-cases", c.cases})...)
			rows := oracle(t, c.persons+"/"+c.name)
			for _, want := range rows {
				node, p := want["Node Identifier"], "P-value"
				if node == "" {
					node, p = want["dimension"]+"="+want["node"], "p_mc"
				}
				got := groups[node]
				if got["method"] != "mc" && got["method"] != "mc-seq" {
					t.Fatalf("%s: method %q", node, got["method"])
				}
				exactly := want.number(t, p)
				deviation := math.Sqrt(exactly * (1 - exactly) * (1/c.replicates + 1/drawn))
				if miss := math.Abs(got.number(t, "p") - exactly); miss > c.errors*deviation+2/drawn {
					t.Errorf("%s: p %s, want %v within %.2g", node, got["p"], exactly, c.errors*deviation)
				}
			}
			if len(rows) > 0 {
				return
			}
			for node, got := range groups { // TreeScan finds no cut
				agree(t, got, "llr", 0, 0)
				if got.number(t, "p") != 1 {
					t.Errorf("%s: p %s", node, got["p"])
				}
			}
		})
	}
}
