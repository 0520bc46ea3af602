package hotspot_test

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/hotspot"
	"weiran/rules/hotspot/draw"
)

// A table is a drawn study as rows, before it is put into columns.
type table struct {
	cells [][5]string // county, unit, rank, type, stratum
	flags [][2]bool
	risk  []float64
	null  int
}

func drawTable(t *rapid.T) table {
	var out table
	n := rapid.IntRange(0, 90).Draw(t, "persons")
	stream := draw.NewStream(rapid.Uint64().Draw(t, "seed"), 0)
	often := rapid.IntRange(0, 10).Draw(t, "flagged of ten")
	out.null = rapid.IntRange(0, 3).Draw(t, "null")
	pick := func(prefix string, of uint64) string {
		if k := stream.Below(of + 1); k < of {
			return prefix + strconv.FormatUint(k, 10)
		}
		return ""
	}
	for range n {
		out.cells = append(out.cells, [5]string{pick("C", 2), pick("U", 4), pick("R", 3), pick("T", 3), pick("S", 3)})
		out.flags = append(out.flags, [2]bool{int(stream.Below(10)) < often, stream.Below(4) == 0})
		out.risk = append(out.risk, float64(stream.Below(7))/7)
	}
	return out
}

// study puts a table into columns, its rows in the order given and its
// dictionaries in the order of the rows.
func (tb table) study(order []int) hotspot.Study {
	s := hotspot.Study{Persons: len(order), MinCases: 2, Replicates: 99, Seed: 7, Crosses: [][]string{{"rank", "type"}, {"county", "rank"}}}
	levels := make([]hotspot.Level, 5)
	for k, name := range []string{"county", "unit", "rank", "type", "stratum"} {
		levels[k] = hotspot.Level{Name: name}
		for _, i := range order {
			code := slices.Index(levels[k].Labels, tb.cells[i][k])
			if code < 0 {
				code = len(levels[k].Labels)
				levels[k].Labels = append(levels[k].Labels, tb.cells[i][k])
			}
			levels[k].Codes = append(levels[k].Codes, int32(code))
		}
	}
	s.Dimensions = []hotspot.Dimension{{Levels: levels[:2]}, {Levels: levels[2:3]}, {Levels: levels[3:4]}}
	first, second, risk := make([]bool, 0), make([]bool, 0), make([]float64, 0)
	for _, i := range order {
		first, second, risk = append(first, tb.flags[i][0]), append(second, tb.flags[i][1]), append(risk, tb.risk[i])
	}
	s.Causes = []hotspot.Cause{{Name: "first", Flags: first}, {Name: "second", Flags: second}}
	s.Null = []hotspot.Null{hotspot.Global(), hotspot.Within(levels[4]), hotspot.RiskBands(risk), hotspot.RiskShares(risk)}[tb.null]
	return s
}

func inOrder(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// public is what a result says, without how it is kept.
func public(r *hotspot.Result) string {
	text := fmt.Sprintf("Shrinkage: %+v\n", r.Shrink())
	v := reflect.ValueOf(*r)
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			text += fmt.Sprintf("%s: %+v\n", v.Type().Field(i).Name, v.Field(i).Interface())
		}
	}
	return text
}

// TestSameForAnyOrder says that neither the order of rows and dictionaries nor the
// number of workers changes a digit.
func TestSameForAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tb := drawTable(t)
		s := tb.study(inOrder(len(tb.cells)))
		want := public(mustScan(t, s))
		s.Workers = rapid.SampledFrom([]int{2, 8}).Draw(t, "workers")
		if got := public(mustScan(t, s)); got != want {
			t.Fatalf("%d workers:\n%s\none:\n%s", s.Workers, got, want)
		}
		order := rapid.Permutation(inOrder(len(tb.cells))).Draw(t, "order")
		if got := public(mustScan(t, tb.study(order))); got != want {
			t.Fatalf("shuffled:\n%s\nas it was:\n%s", got, want)
		}
	})
}

func mustScan(t *rapid.T, s hotspot.Study) *hotspot.Result {
	t.Helper()
	r, err := hotspot.Scan(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestExpectedSums says that what is expected of the groups of a level sums to the
// flagged, whatever the null hypothesis, and that no number is NaN.
func TestExpectedSums(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		tb := drawTable(rt)
		s := tb.study(inOrder(len(tb.cells)))
		s.MinPersons, s.MaxShare, s.MinCases = 1, 1, 1
		r := mustScan(rt, s)
		mustBeNumbers(t, r)
		expected, observed, persons := map[string]float64{}, map[string]int{}, map[string]int{}
		for _, row := range r.Rows {
			for _, g := range append([]hotspot.Group{row.Group}, row.Aliases...) {
				key := row.Cause + " of " + g.Dimension
				expected[key] += row.Expected
				observed[key] += row.Observed
				persons[key] += row.Persons
			}
		}
		for key, e := range expected {
			if persons[key] == s.Persons && math.Abs(e-float64(observed[key])) > 1e-9 {
				rt.Fatalf("%s: %v expected, %d observed", key, e, observed[key])
			}
		}
		for _, row := range r.Rows {
			if got := len(r.RowsFlagged(row, s.Persons)); got != row.Observed {
				rt.Fatalf("%s: %d rows listed of %d", row.Node(), got, row.Observed)
			}
		}
	})
}

// TestOneStratumIsGlobal says that a single stratum changes nothing.
func TestOneStratumIsGlobal(t *testing.T) {
	s := everything(readTable(t, "synth178/persons.csv"))
	s.Replicates = 999
	want := scan(t, s)
	s.Null = hotspot.Within(hotspot.Level{Name: "all", Codes: make([]int32, s.Persons), Labels: []string{"all"}})
	got := scan(t, s)
	if !reflect.DeepEqual(got.Rows, want.Rows) {
		t.Error("the rows differ")
	}
}

// TestStrata compares the tail and the p-value of one group over two strata with
// a count of all ways to draw.
func TestStrata(t *testing.T) {
	// Stratum A: 10 persons, 4 flagged; stratum B: 12 persons, 5 flagged. The group
	// has 5 of A with 3 flagged, and 6 of B with 4 flagged.
	var unit, strata hotspot.Level
	unit.Name, unit.Labels = "unit", []string{"in", "out"}
	strata.Name, strata.Labels = "stratum", []string{"A", "B"}
	var flags []bool
	lay := func(s, u int32, flagged, n int) {
		for i := range n {
			unit.Codes, strata.Codes, flags = append(unit.Codes, u), append(strata.Codes, s), append(flags, i < flagged)
		}
	}
	lay(0, 0, 3, 5)
	lay(0, 1, 1, 5)
	lay(1, 0, 4, 6)
	lay(1, 1, 1, 6)
	want := 0.0
	for a := range 5 {
		for b := range 6 {
			if a+b >= 7 {
				want += ways(5, a) * ways(5, 4-a) / ways(10, 4) * ways(6, b) * ways(6, 5-b) / ways(12, 5)
			}
		}
	}
	s := hotspot.Study{
		Persons: 22, Dimensions: []hotspot.Dimension{{Levels: []hotspot.Level{unit}}},
		Causes: []hotspot.Cause{{Name: "x", Flags: flags}}, Null: hotspot.Within(strata),
		Replicates: 99_999, StopAfter: -1, Seed: 3, MaxShare: 0.5,
	}
	row := scan(t, s).Rows[0]
	if row.Node() != "in" || row.Expected != 4.5 || !near(row.Tail, want, 1e-12) {
		t.Errorf("%s: expected %v, tail %v, want %v", row.Node(), row.Expected, row.Tail, want)
	}
	// Either group may be as far above 4.5, which is the same event mirrored.
	if p := 2 * want; math.Abs(row.P-p) > 4*standardError(p, 99_999) {
		t.Errorf("P %v, want %v", row.P, p)
	}
}

// ways is the number of ways to draw k of n.
func ways(n, k int) float64 {
	if k < 0 || k > n {
		return 0
	}
	w := 1.0
	for i := range k {
		w = w * float64(n-i) / float64(i+1)
	}
	return w
}

// TestProfilesStayTogether: two causes that always come together are one cause
// twice, so the p-value of the pair is that of one. Were they shuffled apart there
// would be two chances.
func TestProfilesStayTogether(t *testing.T) {
	s := places(readTable(t, "synth178/persons.csv"))
	s.Method, s.Replicates = hotspot.MonteCarlo, 19_999
	p := byNode(scan(t, s))["unit=C01T02U03"].P
	s.Causes = append(s.Causes, hotspot.Cause{Name: "again", Flags: s.Causes[0].Flags})
	twice := scan(t, s)
	again := byNode(twice)["unit=C01T02U03"].P
	if math.Abs(p-again) > 5*standardError(p, 19_999) {
		t.Errorf("one cause %v, two that come together %v", p, again)
	}
	apart := s
	flags := slices.Clone(s.Causes[0].Flags)
	draw.Shuffle(new(draw.Stream), flags)
	apart.Causes = []hotspot.Cause{s.Causes[0], {Name: "other", Flags: flags}}
	for _, row := range scan(t, apart).Rows {
		if row.Node() == "C02" && row.Cause == "flag" && row.P < 0.5 {
			t.Errorf("two causes apart give P %v: as if there were one", row.P)
		}
	}
}

// TestNullIsCalibrated scans 2 000 data sets in which nothing is planted: about one
// in twenty may have P ≤ 0.05.
func TestNullIsCalibrated(t *testing.T) {
	persons := readTable(t, "synth178/persons.csv")
	for name, null := range map[string]hotspot.Null{"global": hotspot.Global(), "within": hotspot.Within(level(persons, "retire_type"))} {
		s := everything(persons)
		s.MinCases, s.Replicates, s.StopAfter, s.Null = 2, 99, 0, null
		low := 0
		for set := range uint64(2_000) {
			flags := s.Causes[0].Flags
			stream := draw.NewStream(12_345, set)
			draw.Shuffle(&stream, flags)
			s.Seed = set
			if scan(t, s).Rows[0].P <= 0.05 {
				low++
			}
		}
		if share := float64(low) / 2_000; share < 0.04 || share > 0.06 {
			t.Errorf("%s: P ≤ 0.05 in %.3f of data sets without a hotspot", name, share)
		}
	}
}
