package risk

import (
	"reflect"
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// measuredPack loads the file of the measures with one condition, and others
// behind it.
func measuredPack(t *testing.T, seed uint64, when string, others ...string) (*Pack, Subject) {
	t.Helper()
	s, sub := measured(t, seed)
	files := []*source.File{source.NewFile("g.yaml", []byte(replaced(when)))}
	for _, text := range others {
		files = append(files, source.NewFile("other.yaml", []byte(text)))
	}
	pack, problems := Load(files, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return pack, sub
}

// standings gives what the pack compares a person by, by kind and name.
func standings(t *testing.T, pack *Pack, sub Subject, person int) map[string]Standing {
	t.Helper()
	all, err := pack.Beside(t.Context(), sub, person)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]Standing{}
	for _, c := range all {
		by[c.Kind+" "+c.Name] = c
	}
	if len(by) != len(all) {
		t.Fatalf("something is told twice: %+v", all)
	}
	return by
}

// One person is held beside whom a search of all pairs finds, by declarations that
// no rule reads.
func TestAPersonStandsBesideWhomASearchOfAllPairsFinds(t *testing.T) {
	found := map[string]int{}
	for seed := range uint64(3) {
		pack, sub := measuredPack(t, seed, "impact.in_scope")
		// An assessment that reads them, for its cells only.
		a := openMeasured(t, seed, "twin.near.found && inversion.rank.count > 0")
		for i := range a.size() {
			by := standings(t, pack, sub, i)
			if a.row(i).status() == policy.CannotTell {
				if len(by) > 0 {
					t.Fatalf("seed %d, row %d cannot be told of: %v", seed, i, by)
				}
				continue
			}
			if len(by) != 6 {
				t.Fatalf("seed %d, row %d: %d declarations, want 6: %v", seed, i, len(by), by)
			}
			for name, best := range map[string][]string{"twin near": a.bestTwins(i), "inversion rank": a.worstJuniors(i)} {
				switch with := by[name].With; {
				case with == nil && len(best) == 0:
				case with == nil || !strings.Contains(strings.Join(best, " "), with.Person+"="+with.Gap.String()):
					t.Fatalf("seed %d, row %d: %s is %+v, want one of %v", seed, i, name, with, best)
				default:
					found[name]++
				}
			}
		}
	}
	if found["twin near"] < 20 || found["inversion rank"] == 0 {
		t.Errorf("too few are held beside anybody: %v", found)
	}
}

// bestTwins gives, of all pairs, the nearest in age of the category who gains more,
// and of those who gains most, with the gap.
func (a *assessment) bestTwins(i int) (best []string) {
	own, ok := a.cells(i, "person.category", "person.born")
	of, nearest, most := a.subject.Outcomes, lang.Date(2*daysOfYear), lang.Decimal(0)
	for j := range a.size() {
		other, fits := a.cells(j, "person.category", "person.born")
		if !ok || !fits || a.died(i) || a.died(j) || !own[0].Equal(other[0]) || of.Delta(j) <= of.Delta(i) {
			continue
		}
		apart := own[1].Date() - other[1].Date()
		apart, gap := max(apart, -apart), of.Delta(j)-of.Delta(i)
		if apart > nearest || apart == nearest && gap < most {
			continue
		}
		if apart < nearest || gap > most {
			nearest, most, best = apart, gap, nil
		}
		best = append(best, a.row(j).person()+"="+gap.String())
	}
	return best
}

// worstJuniors gives, of all pairs, the juniors who come out furthest above, with
// the gap.
func (a *assessment) worstJuniors(i int) (worst []string) {
	names := []string{"person.category", "person.rank", "impact.before", "impact.after"}
	own, ok := a.cells(i, names...)
	most := lang.Decimal(0)
	for j := range a.size() {
		junior, fits := a.cells(j, names...)
		if !ok || !fits || a.died(i) || a.died(j) || !own[0].Equal(junior[0]) || junior[1].Int() <= own[1].Int() {
			continue
		}
		is := lessOf(junior[3], own[3])
		if lessOf(junior[2], own[2]) > 0 || is <= 0 || is < most {
			continue
		}
		if is > most {
			most, worst = is, nil
		}
		worst = append(worst, a.row(j).person()+"="+is.String())
	}
	return worst
}

// What a finding says of whom it compares with is what is said of the person.
func TestAPersonStandsBesideWhomTheirFindingsName(t *testing.T) {
	held := map[string]int{}
	for _, when := range []string{"twin.near.gap > 0", "twin.exact.gap > 0", "twin.unlike.gap > 0", "inversion.age.count > 0"} {
		pack, sub := measuredPack(t, 1, when)
		findings, _, err := pack.Assess(t.Context(), sub)
		if err != nil {
			t.Fatal(err)
		}
		for i := range findings {
			f := &findings[i]
			row := rowOf(t, sub, f.Person)
			of := standings(t, pack, sub, row)[f.Beside.Kind+" "+f.Beside.Name]
			if !reflect.DeepEqual(of.With, f.Beside) {
				t.Fatalf("%s: %+v, and the finding of %s says %+v", when, of.With, f.Person, f.Beside)
			}
			held[when]++
		}
		if held[when] == 0 {
			t.Errorf("%s finds nobody", when)
		}
	}
}

func rowOf(t *testing.T, sub Subject, person string) int {
	t.Helper()
	on := sub.Outcomes.Payroll().Roster
	for row := range on.Len() {
		if on.Person(row) == person {
			return row
		}
	}
	t.Fatalf("nobody is %s", person)
	return 0
}

// What cannot be told is said to be so, and why; it is never said that there is
// nobody.
func TestBesideWhomCannotBeTold(t *testing.T) {
	pack, sub := measuredPack(t, 2, "impact.in_scope")
	a := openMeasured(t, 2, "twin.near.found")
	missing, failed := 0, 0
	for i := range a.size() {
		if a.row(i).status() == policy.CannotTell {
			continue
		}
		by := standings(t, pack, sub, i)
		if a.died(i) {
			for _, c := range by {
				if c.With != nil || len(c.Missing) > 0 || !c.Reason.Empty() {
					t.Fatalf("row %d is dead, and %+v", i, c)
				}
			}
			continue
		}
		for name, field := range map[string]string{"twin near": "person.born", "inversion age": "person.born", "inversion rank": "person.rank"} {
			_, has := a.cells(i, field)
			if _, paid := a.cells(i, "pay.basic"); !paid && strings.HasPrefix(name, "inversion") {
				field, has = "pay.basic", false // asked for first: nobody stands anywhere without it
			}
			lacks := strings.Contains(strings.Join(by[name].Missing, " "), field)
			if has == lacks {
				t.Fatalf("row %d, %s: %s known %v, and missing %v", i, name, field, has, by[name].Missing)
			}
			if lacks {
				missing++
			}
		}
		_, ranked := a.cells(i, "person.rank")
		if c := by["twin failing"]; ranked == c.Reason.Empty() || c.With != nil {
			t.Fatalf("row %d: %+v, rank known %v", i, c, ranked)
		} else if ranked {
			failed++
		}
	}
	if missing == 0 || failed == 0 {
		t.Errorf("%d miss a field, %d failed", missing, failed)
	}
}

// Two files that declare one thing are told of once; a pack without files, and a
// policy without items, put nobody beside anybody.
func TestWhatIsDeclaredTwiceIsToldOnce(t *testing.T) {
	const other = `
group: h
title: 又
twins:
  same_as_near: {same: [person.category], near: {person.born: 2y}}
  wider: {same: [person.category], near: {person.born: 3y}}
rules:
  - {rule: s, title: 一条, when: 'impact.in_scope', severity: low, grievance: data, owner: 局, within: 2w, cite: 无, says: 说, advice: 查, limit: 100000}
`
	pack, sub := measuredPack(t, 1, "impact.in_scope", other)
	row := 0
	for sub.Outcomes.Status(row) == policy.CannotTell {
		row++
	}
	by := standings(t, pack, sub, row)
	if _, twice := by["twin same_as_near"]; twice || len(by) != 7 {
		t.Errorf("told of: %v", by)
	}
	if len(standings(t, &Pack{}, sub, row)) > 0 {
		t.Error("no file declares anything")
	}
	bare := *sub.Policy
	bare.Items, sub.Policy = nil, &bare
	if len(standings(t, pack, sub, row)) > 0 {
		t.Error("a policy without items tells nobody apart")
	}
}
