package hotspot_test

import (
	"fmt"
	"testing"

	"weiran/rules/hotspot"
	"weiran/rules/hotspot/chance"
)

// village is a study of two townships of units, and of ranks laid across them.
// Each cell is township, unit, rank, persons, flagged.
func village(cells [][5]int) hotspot.Study {
	levels := make([]hotspot.Level, 3)
	for k, name := range []string{"township", "unit", "rank"} {
		levels[k].Name = name
		for i := range 12 {
			levels[k].Labels = append(levels[k].Labels, fmt.Sprintf("%c%d", "TUR"[k], i))
		}
	}
	var flags []bool
	for _, c := range cells {
		for i := range c[3] {
			for k := range levels {
				levels[k].Codes = append(levels[k].Codes, int32(c[k]))
			}
			flags = append(flags, i < c[4])
		}
	}
	return hotspot.Study{
		Persons:    len(flags),
		Dimensions: []hotspot.Dimension{{Levels: levels[:2]}, {Levels: levels[2:]}},
		Causes:     []hotspot.Cause{{Name: "arrears", Flags: flags}}, Replicates: 999, Seed: 2,
	}
}

// TestRelations puts a hotspot into one unit and looks at all that overlaps it.
func TestRelations(t *testing.T) {
	r := scan(t, village([][5]int{
		{0, 0, 0, 20, 18}, // the hotspot: most of them of rank 1
		{0, 0, 1, 4, 3},
		{0, 1, 2, 30, 2}, // the rest of the township is as everywhere
		{0, 2, 3, 30, 2},
		{1, 3, 2, 120, 5},
		{1, 4, 3, 110, 4},
		{1, 5, 4, 100, 3},
		{2, 6, 5, 40, 17}, // a second one, elsewhere
		{2, 7, 6, 60, 11}, // and its township, which is raised as a whole
	}))
	rows := byNode(r)
	for node, want := range map[string]hotspot.Kind{
		"unit=U0":     hotspot.Hotspot,
		"township=T0": hotspot.Explained, // nothing in it beside its unit
		"rank=R0":     hotspot.Focus,     // those of the unit who are of one rank; or explained
		"township=T2": hotspot.Wider,
		"unit=U6":     hotspot.Hotspot,
		"unit=U3":     hotspot.Unexamined,
	} {
		got := rows[node]
		if got.Relation.Kind != want && (node != "rank=R0" || got.Relation.Kind != hotspot.Explained) {
			t.Errorf("%s is %v (LLR %.2f, P %.3f, residual %.3f), want %v", node, got.Relation.Kind, got.LLR, got.P, got.Relation.P, want)
		}
		if said := got.Relation.Text(); (said.ZH == "") != (want == hotspot.Unexamined) || (said.EN == "") != (said.ZH == "") {
			t.Errorf("%s: %v", node, said)
		}
	}
	top := r.Rows[0]
	if top.Node() != "U0" || top.Tier != hotspot.Red {
		t.Fatalf("top %s %v", top.Node(), top.Tier)
	}
	// The rest of T0 is 60 of the 490 left, 4 of the 44 flagged left.
	rest := chance.Draw{All: 490, Flagged: 44, N: 60}
	if got := rows["township=T0"].Relation; got.Of != 1 || !near(got.P, rest.Upper(4), 1e-12) || got.Overlap != 1 {
		t.Errorf("T0 beside U0: %+v, want P %v", got, rest.Upper(4))
	}
}

// TestAlternative: a rank whose flagged persons mostly sit in one unit.
func TestAlternative(t *testing.T) {
	r := scan(t, village([][5]int{
		{0, 0, 0, 20, 17},
		{0, 0, 1, 5, 4},
		{0, 1, 0, 15, 3}, // of the rank, outside of the unit
		{0, 2, 1, 100, 5},
		{1, 3, 2, 100, 5},
		{1, 4, 3, 100, 5},
	}))
	got := byNode(r)["rank=R0"].Relation
	// 15 of the 315 left, 3 of the 18 flagged left.
	if want := (chance.Draw{All: 315, Flagged: 18, N: 15}).Upper(3); got.Kind != hotspot.Alternative || !near(got.P, want, 1e-12) || got.Overlap != 17.0/20 {
		t.Errorf("%+v, want P %v", got, want)
	}
}

// TestGatherings lists the smallest groups with five of one cause, significant or
// not, however large a part of all they are.
func TestGatherings(t *testing.T) {
	s := village([][5]int{
		{0, 0, 0, 20, 6},
		{0, 1, 1, 20, 4},
		{1, 2, 0, 200, 3},
		{1, 3, 1, 200, 4},
	})
	other := make([]bool, s.Persons)
	for i := range 4 {
		other[i] = true
	}
	s.Causes = append(s.Causes, hotspot.Cause{Name: "pension", Flags: other})
	var got []string
	for _, g := range scan(t, s).Gatherings {
		got = append(got, fmt.Sprint(g.Cause, " ", g.Path, " ", g.Observed, "/", g.Persons))
	}
	want := "[arrears [R0] 9/220 arrears [R1] 8/220 arrears [T1] 7/400 arrears [T0 U0] 6/20]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v\nwant %s", got, want)
	}
}

// TestTiers names what each tier asks for.
func TestTiers(t *testing.T) {
	rows := byNode(scan(t, everythingOf5(t)))
	for node, want := range map[string]hotspot.Tier{
		"unit=C02T01U02":                       hotspot.Red,
		"rank=R1":                              hotspot.Red,
		"township=C02T01":                      hotspot.Orange,
		"cohort*retire_type=2021-2024*ILLNESS": hotspot.Blue,
		"county=C01":                           hotspot.NoTier,
	} {
		if got := rows[node].Tier; got != want {
			t.Errorf("%s: tier %q, want %q", node, got.Text().ZH, want.Text().ZH)
		}
	}
}

func everythingOf5(t *testing.T) hotspot.Study {
	s := everything(readTable(t, "synth178/persons.csv"))
	s.Replicates, s.MinPersons = 9_999, 5
	return s
}

// TestGumbel shows the fitted tail only where no replicate came, and of many persons.
func TestGumbel(t *testing.T) {
	s := flat([]int{200, 4000, 4000, 4000}, []int{60, 300, 300, 300})
	s.Method, s.Replicates = hotspot.MonteCarlo, 999
	r := scan(t, s)
	if top := r.Rows[0]; top.Reached != 0 || !(top.Gumbel > 0 && top.Gumbel < 0.001) || top.P != 0.001 {
		t.Errorf("P %v, reached %d, fitted %v", top.P, top.Reached, top.Gumbel)
	}
	for _, row := range r.Rows[1:] {
		if row.Reached > 0 && row.Gumbel != 0 {
			t.Errorf("%s: fitted %v", row.Node(), row.Gumbel)
		}
	}
}

// TestLargeStudiesAskForMore: at a hundred thousand persons a group one tenth
// above what is expected is significant, and yet no hotspot.
func TestLargeStudiesAskForMore(t *testing.T) {
	s := flat([]int{40_000, 80_000}, []int{4_400, 8_000})
	s.Replicates = 99
	if top := scan(t, s).Rows[0]; top.P > 0.01 || top.Tail > 1e-4 || top.Tier != hotspot.NoTier {
		t.Errorf("P %v, tail %v, tier %v", top.P, top.Tail, top.Tier)
	}
}
