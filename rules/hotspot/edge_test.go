package hotspot_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"weiran/rules/hotspot"
)

// flat makes a study of one flat dimension: groups of sizes, of which so many each
// are flagged.
func flat(sizes, flagged []int) hotspot.Study {
	l := hotspot.Level{Name: "unit"}
	var flags []bool
	for g, n := range sizes {
		l.Labels = append(l.Labels, fmt.Sprintf("U%02d", g))
		for i := range n {
			l.Codes = append(l.Codes, int32(g))
			flags = append(flags, i < flagged[g])
		}
	}
	return hotspot.Study{
		Persons: len(flags), Dimensions: []hotspot.Dimension{{Levels: []hotspot.Level{l}}},
		Causes: []hotspot.Cause{{Name: "arrears", Flags: flags}}, Seed: 1,
	}
}

// mustBeNumbers fails on any NaN in a result.
func mustBeNumbers(t testing.TB, r *hotspot.Result) {
	t.Helper()
	var look func(v reflect.Value, path string)
	look = func(v reflect.Value, path string) {
		switch v.Kind() {
		case reflect.Float64:
			if math.IsNaN(v.Float()) {
				t.Errorf("%s is NaN", path)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				look(v.Field(i), path+"."+v.Type().Field(i).Name)
			}
		case reflect.Slice:
			for i := range v.Len() {
				look(v.Index(i), fmt.Sprintf("%s[%d]", path, i))
			}
		}
	}
	look(reflect.ValueOf(r.Shrink()), "shrinkage")
	look(reflect.ValueOf(r.Rows), "rows")
	look(reflect.ValueOf(r.Rounds), "rounds")
	for _, row := range r.Rows {
		if row.P <= 0 && row.Origin != hotspot.FromExact || row.P < 0 || row.P > 1 || row.Tail < 0 || row.Tail > 1 || row.LLR < 0 {
			t.Errorf("%s: P %v, tail %v, LLR %v", row.Node(), row.P, row.Tail, row.LLR)
		}
	}
}

// TestEveryoneInTheUnit is the case that matters most and that TreeMineR drops:
// everyone of a unit is flagged.
func TestEveryoneInTheUnit(t *testing.T) {
	s := flat([]int{8, 50, 60, 40}, []int{8, 2, 3, 1})
	for _, method := range []hotspot.Method{hotspot.Exact, hotspot.MonteCarlo} {
		s.Method = method
		r := scan(t, s)
		mustBeNumbers(t, r)
		if top := r.Rows[0]; top.Node() != "U00" || top.LLR < 15 || top.P > 0.001 || top.Tier != hotspot.Red {
			t.Errorf("top %s: LLR %v, P %v, tier %v", top.Node(), top.LLR, top.P, top.Tier)
		}
	}
}

// TestAllFlaggedInOneGroup: c = C, and nobody outside is flagged.
func TestAllFlaggedInOneGroup(t *testing.T) {
	r := scan(t, flat([]int{20, 50, 60}, []int{7, 0, 0}))
	mustBeNumbers(t, r)
	if top := r.Rows[0]; !math.IsInf(top.RelativeRisk, 1) || top.Excess != 7 || top.P > 0.01 {
		t.Errorf("risk %v, excess %v, P %v", top.RelativeRisk, top.Excess, top.P)
	}
}

// TestParentsMoveWithChildren: a parent of one flagged child and one empty child is
// as strong in a replicate as its children make it. Drawn each alone, as TreeMineR
// does, the groups of a chain would count as many chances; here a chain of three
// identical groups is one, and its p-value that of a single group.
func TestParentsMoveWithChildren(t *testing.T) {
	s := flat([]int{10, 40, 50}, []int{5, 3, 4})
	unit := s.Dimensions[0].Levels[0]
	up := func(name string) hotspot.Level {
		return hotspot.Level{Name: name, Codes: unit.Codes, Labels: unit.Labels}
	}
	chain := s
	chain.Dimensions = []hotspot.Dimension{{Levels: []hotspot.Level{up("county"), up("township"), unit}}}
	for _, method := range []hotspot.Method{hotspot.Exact, hotspot.MonteCarlo} {
		s.Method, chain.Method = method, method
		alone, nested := scan(t, s), scan(t, chain)
		if len(alone.Rows) != len(nested.Rows) {
			t.Fatalf("%d rows alone, %d in the chain", len(alone.Rows), len(nested.Rows))
		}
		for i, row := range nested.Rows {
			if row.P != alone.Rows[i].P || row.Dimension != "unit" || len(row.Aliases) != 2 || row.BH != alone.Rows[i].BH {
				t.Errorf("%s %s: P %v, alone %v; aliases %v", row.Dimension, row.Node(), row.P, alone.Rows[i].P, row.Aliases)
			}
		}
	}
}

// TestCountsStayInTheGroup: prevalence is high. Drawn with putting back, as treeSS
// does, p would be many times the exact one.
func TestCountsStayInTheGroup(t *testing.T) {
	s := flat([]int{12, 20, 28}, []int{11, 9, 12})
	exactly := scan(t, s).Rows[0]
	s.Method, s.Replicates, s.StopAfter = hotspot.MonteCarlo, 99_999, -1
	drawn := scan(t, s).Rows[0]
	if math.Abs(drawn.P-exactly.P) > 4*standardError(exactly.P, 99_999) {
		t.Errorf("drawn %v, exact %v", drawn.P, exactly.P)
	}
	putBack := s
	putBack.Null = hotspot.RiskShares(slices.Repeat([]float64{1}, s.Persons))
	if p := scan(t, putBack).Rows[0].P; p < 2*exactly.P {
		t.Errorf("with putting back %v, exact %v: this test says nothing", p, exactly.P)
	}
}

// TestSeedsSpreadAsChance counts the replicates as strong as the second group of
// synth178 for several seeds: they must spread no more than binomially. Those of
// TreeScan gave a chi-square of 15.9.
func TestSeedsSpreadAsChance(t *testing.T) {
	s := places(readTable(t, "synth178/persons.csv"))
	s.MinCases, s.Replicates, s.Method = 2, 19_999, hotspot.MonteCarlo
	const p = 0.01221916539
	chiSquare, seeds := 0.0, 12
	for seed := range seeds {
		s.Seed = uint64(seed)
		n := float64(byNode(scan(t, s))["township=C02T01"].Reached)
		chiSquare += (n - p*19_999) * (n - p*19_999) / (19_999 * p * (1 - p))
	}
	if chiSquare > 32.9 || chiSquare < 2.2 { // one in a thousand on either side
		t.Errorf("χ² of %d seeds is %.1f", seeds, chiSquare)
	}
}

// TestStatements gives data that leave little to find, and looks for the sentence
// that says so in both languages.
func TestStatements(t *testing.T) {
	missing := flat([]int{20, 20}, []int{6, 1})
	for i := range 6 {
		missing.Dimensions[0].Levels[0].Codes[i] = -1
	}
	noRisk := flat([]int{20, 20}, []int{6, 1})
	noRisk.Null = hotspot.RiskShares(make([]float64, 40))
	stopped := flat([]int{20, 20, 20}, []int{6, 4, 5})
	stopped.Method = hotspot.MonteCarlo
	strata := flat([]int{20, 20}, []int{6, 1})
	strata.Null, strata.Method = hotspot.Within(strata.Dimensions[0].Levels[0]), hotspot.Exact
	for name, c := range map[string]struct {
		study hotspot.Study
		zh    string
		rows  int
	}{
		"one group":      {flat([]int{30}, []int{6}), "只有一个分组", 0},
		"everyone":       {flat([]int{30, 20}, []int{30, 20}), "所有人都被标记", 0},
		"nobody":         {flat([]int{30, 20}, []int{0, 0}), "无人被标记", 0},
		"few flagged":    {flat([]int{20, 20}, []int{3, 0}), "少于热点下限5人", 2},
		"four persons":   {flat([]int{2, 2}, []int{1, 2}), "少于最小分组人数", 0},
		"no persons":     {flat(nil, nil), "少于最小分组人数", 0},
		"missing codes":  {missing, "有6人未填", 3},
		"small groups":   {flat([]int{4, 4, 4}, []int{4, 2, 1}), "没有达到5人", 0},
		"no risk":        {noRisk, "预期风险均为0", 0},
		"exact, strata":  {strata, "已改用随机模拟", 2},
		"no dimension":   {hotspot.Study{Persons: 9, Causes: []hotspot.Cause{{Flags: make([]bool, 9)}}}, "未给出任何分组维度", 0},
		"stopped":        {stopped, "提前停止", 3},
		"equal to whole": {flat([]int{30, 0}, []int{6, 0}), "即全体人员", 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := scan(t, c.study)
			mustBeNumbers(t, r)
			if len(r.Rows) != c.rows {
				t.Errorf("%d rows, want %d", len(r.Rows), c.rows)
			}
			var all []string
			for _, n := range r.Notes {
				if n.EN == "" || n.ZH == "" || strings.Contains(n.EN+n.ZH, "%!") {
					t.Errorf("note %q %q", n.EN, n.ZH)
				}
				all = append(all, n.ZH)
			}
			if !strings.Contains(strings.Join(all, "\n"), c.zh) {
				t.Errorf("no note says %s: %q", c.zh, all)
			}
		})
	}
}

// TestMissingIsSaid: the group of those not filled in is scanned and marked.
func TestMissingIsSaid(t *testing.T) {
	s := flat([]int{20, 20, 20}, []int{1, 2, 12})
	s.Dimensions[0].Levels[0].Labels[2] = "  "
	top := scan(t, s).Rows[0]
	if !top.Missing || top.Node() != hotspot.MissingLabel {
		t.Errorf("top is %q, missing %v", top.Node(), top.Missing)
	}
}

// TestStops ends the drawing at the fiftieth replicate that reaches the top, and
// gives the p-value of Besag and Clifford.
func TestStops(t *testing.T) {
	s := flat([]int{20, 20, 20}, []int{7, 4, 4})
	s.Method, s.Replicates = hotspot.MonteCarlo, 9_999
	r := scan(t, s)
	top := r.Rows[0]
	if !r.Stopped || top.Origin != hotspot.FromSequence || top.Reached != 50 || top.Of != r.Drawn || r.Drawn >= 9_999 ||
		top.P != 50/float64(r.Drawn) {
		t.Errorf("stopped %v after %d: %+v", r.Stopped, r.Drawn, top)
	}
	s.StopAfter = -1
	all := scan(t, s)
	if all.Stopped || all.Drawn != 9_999 || math.Abs(all.Rows[0].P-top.P) > 5*top.P/math.Sqrt(50) {
		t.Errorf("unstopped P %v, stopped %v", all.Rows[0].P, top.P)
	}
}

// TestMistakes are of the caller: an error, not a note.
func TestMistakes(t *testing.T) {
	good := func() hotspot.Study { return flat([]int{20, 20}, []int{6, 1}) }
	for name, spoil := range map[string]func(*hotspot.Study){
		"flags":         func(s *hotspot.Study) { s.Causes[0].Flags = s.Causes[0].Flags[1:] },
		"no cause":      func(s *hotspot.Study) { s.Causes = nil },
		"codes":         func(s *hotspot.Study) { s.Persons++ },
		"label":         func(s *hotspot.Study) { s.Dimensions[0].Levels[0].Codes[3] = 2 },
		"below":         func(s *hotspot.Study) { s.Dimensions[0].Levels[0].Codes[3] = -2 },
		"no level":      func(s *hotspot.Study) { s.Dimensions = append(s.Dimensions, hotspot.Dimension{}) },
		"twice":         func(s *hotspot.Study) { s.Dimensions = append(s.Dimensions, s.Dimensions[0]) },
		"cross":         func(s *hotspot.Study) { s.Crosses = [][]string{{"unit", "rank"}} },
		"half a cross":  func(s *hotspot.Study) { s.Crosses = [][]string{{"unit"}} },
		"few risks":     func(s *hotspot.Study) { s.Null = hotspot.RiskBands([]float64{1}) },
		"NaN":           func(s *hotspot.Study) { s.Null = hotspot.RiskShares(slices.Repeat([]float64{math.NaN()}, 40)) },
		"strata":        func(s *hotspot.Study) { s.Null = hotspot.Within(hotspot.Level{Name: "county"}) },
		"share":         func(s *hotspot.Study) { s.MaxShare = math.NaN() },
		"below nothing": func(s *hotspot.Study) { s.Workers = -1 },
	} {
		s := good()
		spoil(&s)
		if r, err := hotspot.Scan(context.Background(), s); err == nil {
			t.Errorf("%s: no error but %d rows", name, len(r.Rows))
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, method := range []hotspot.Method{hotspot.Exact, hotspot.MonteCarlo} {
		s := good()
		s.Method = method
		if _, err := hotspot.Scan(ctx, s); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
	}
}
