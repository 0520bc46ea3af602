package reports

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// TestOneDeathTellsNoAmount holds that the arrears of the committee's report and
// what a policy brings a month do not tell what the dead got: of four who died they
// are those of everybody, of five they are as they are.
func TestOneDeathTellsNoAmount(t *testing.T) {
	for name, test := range map[string]struct {
		dead int
		want string
		note bool
	}{
		"nobody": {0, "补发合计 8,000.00 元。", false},
		"one":    {1, "补发合计 8,000.00 元（", true},
		"four":   {4, "补发合计 8,000.00 元（", true},
		"five":   {5, "补发合计 5,500.00 元。", false},
	} {
		t.Run(name, func(t *testing.T) {
			m := model(t, mortals(t, 10, test.dead, "2014-12-31"))
			page := string(write(t, m, "report.html"))
			if !strings.Contains(page, test.want) {
				t.Errorf("the report lacks %q", test.want)
			}
			if got := strings.Contains(page, "补发未扣减其去世后的部分"); got != test.note {
				t.Errorf("it says that the dead are not left out: %v", got)
			}
			own := m.policies[0].total.arrears
			if secret := money(own); test.note && strings.Contains(page, secret) {
				t.Errorf("the report gives away %s", secret)
			}
			if got := m.Summary().Policies[0].Arrears; got != own {
				t.Errorf("the bureau reads arrears of %s, want %s", got, own)
			}
		})
	}
}

// TestFewDeathsOfAGroupAreNotTold hides the deaths of a table in one of whose rows
// they are few, though they are enough in all.
func TestFewDeathsOfAGroupAreNotTold(t *testing.T) {
	for name, test := range map[string]struct {
		dead  []int // of ten persons each
		hides bool
	}{
		"none":             {[]int{0, 0}, false},
		"enough in both":   {[]int{5, 6}, false},
		"enough in one":    {[]int{6, 0}, false},
		"few in one":       {[]int{6, 1}, true},
		"few in all":       {[]int{1, 0}, true},
		"few in two of it": {[]int{4, 4}, true},
	} {
		t.Run(name, func(t *testing.T) {
			v, dead := dying(test.dead, 10)
			b := newBreaker(v, v.outcomes.Len(), 5)
			table, ok, err := b.breakdown(grouped("g", spread(10, 10)))
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			if table.hidesDeaths != test.hides || v.cut.count() != dead {
				t.Errorf("hides %v, %d died", table.hidesDeaths, v.cut.count())
			}
			for i, row := range table.rows {
				want := 8 * row.tally.delta
				if !test.hides {
					want -= 5 * lang.Decimal(test.dead[i]) * lang.One
				}
				if row.tally.arrears != want {
					t.Errorf("%s has arrears of %s, want %s", row.label, row.tally.arrears, want)
				}
			}
		})
	}
}

// dying gives outcomes of groups of persons, of whom some die after three of eight
// months.
func dying(dead []int, persons int) (v policyView, all int) {
	effective, _ := lang.NewDate(2014, 10, 1)
	paid, _ := lang.NewDate(2015, 6, 1)
	var outcomes []policy.Outcome
	for _, n := range dead {
		for i := range persons {
			o := policy.Outcome{Status: policy.Affected, Delta: lang.One, Arrears: 8 * lang.One, Months: 8}
			if i < n {
				o.Arrears, o.Months = 3*lang.One, 3
				all++
			}
			outcomes = append(outcomes, o)
		}
	}
	v = policyView{policy: &policy.Policy{Effective: effective, PaidFrom: paid}, outcomes: policy.Gather(outcomes)}
	if err := v.viewCuts(); err != nil {
		panic(err)
	}
	return v, all
}

// TestTablesTellNoFewDeaths takes the rows of all tables from one another, each
// two of them: what arrears lack of every month never comes from a few.
func TestTablesTellNoFewDeaths(t *testing.T) {
	const atLeast = 3
	rapid.Check(t, func(t *rapid.T) {
		persons := rapid.IntRange(6, 40).Draw(t, "persons")
		v, _ := dying([]int{0}, persons)
		outcomes := v.outcomes
		var list []policy.Outcome
		for i := range persons {
			o := outcomes.At(i)
			if rapid.Bool().Draw(t, "dies") {
				o.Arrears, o.Months = 3*lang.One, 3
			}
			list = append(list, o)
		}
		v.outcomes = policy.Gather(list)
		if err := v.viewCuts(); err != nil {
			t.Fatal(err)
		}
		b := newBreaker(v, persons, atLeast)
		told := []personSet{v.cut}
		for range 3 {
			of := rapid.SliceOfN(rapid.Int32Range(0, 3), persons, persons).Draw(t, "groups")
			table, ok, err := b.breakdown(grouped("g", of))
			if err != nil {
				t.Fatal(err)
			}
			if !ok || table.hidesDeaths {
				continue
			}
			for _, row := range table.sets() {
				told = append(told, both(row, v.cut))
			}
		}
		for i, one := range told {
			for j, other := range told {
				inside := less(other, one) == 0
				if left := less(one, other); i != j && inside && (i != 0 || v.cut.count() >= atLeast) && 0 < left && left < atLeast {
					t.Fatalf("%d are left of row %d without row %d", left, i, j)
				}
			}
		}
	})
}

// both gives the persons who are in two sets.
func both(a, b personSet) personSet {
	c := personSet{slices.Clone(a.words)}
	for i := range c.words {
		c.words[i] &= b.words[i]
	}
	return c
}

// less gives how many persons are in the one set and not in the other.
func less(a, b personSet) int { return a.count() - both(a, b).count() }
