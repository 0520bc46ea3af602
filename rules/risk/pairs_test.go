package risk

import (
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// openMeasured opens the file of the measures over a subject, asking one condition.
func openMeasured(t *testing.T, seed uint64, when string) *assessment {
	t.Helper()
	s, sub := measured(t, seed)
	pack, problems := Load([]*source.File{source.NewFile("g.yaml", []byte(replaced(when)))}, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	files, err := newStudy(&sub).open(t.Context(), pack.Groups)
	if err != nil {
		t.Fatal(err)
	}
	return files[0]
}

// died reports that a person died before the policy takes effect.
func (a *assessment) died(row int) bool {
	on := a.row(row).Field(a.group.layout.index["person.died_on"])
	return on.Known() && on.Date() < a.subject.Policy.Effective
}

// cells gives some fields of everybody, unknown of whom the policy cannot be told.
func (a *assessment) cells(row int, names ...string) (values []lang.Value, known bool) {
	r := a.row(row)
	known = r.status() != policy.CannotTell
	for _, name := range names {
		v := r.Field(a.group.layout.index[name])
		values, known = append(values, v), known && v.Known()
	}
	return values, known
}

// The twin is, of all pairs, the nearest of the category born within two years who
// gains more; of equally near ones who gains most. The dead are nobody's, and have
// none: they gain nothing, which is more than who loses.
func TestATwinIsTheNearestOfAllPairs(t *testing.T) {
	found, caliper := 0, lang.Date(2*daysOfYear)
	for seed := range uint64(8) {
		a := openMeasured(t, seed, "twin.near.found && twin.near.gap > 0")
		of := a.subject.Outcomes
		for i := range a.size() {
			own, ok := a.cells(i, "person.category", "person.born")
			best, nearest := lang.Decimal(0), caliper+1
			for j := range a.size() {
				other, fits := a.cells(j, "person.category", "person.born")
				if !ok || !fits || a.died(i) || a.died(j) || !own[0].Equal(other[0]) || of.Delta(j) <= of.Delta(i) {
					continue
				}
				apart := own[1].Date() - other[1].Date()
				apart = max(apart, -apart)
				gap := of.Delta(j) - of.Delta(i)
				if apart <= caliper && (apart < nearest || apart == nearest && gap > best) {
					nearest, best = apart, gap
				}
			}
			got, told := a.cells(i, "twin.near.found", "twin.near.gap")
			ok = ok || a.died(i)
			if told != ok || ok && (got[0].Bool() != (best > 0) || !got[1].Equal(lang.DecimalOf(best))) {
				t.Fatalf("seed %d, row %d: %v, want a gap of %v (%v)", seed, i, got, best, ok)
			}
			if best > 0 {
				found++
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d have a twin", found)
	}
}

// An inversion is, of all pairs of the living, a junior who was not above before
// and is after.
func TestAnInversionIsCountedOverAllPairs(t *testing.T) {
	found := int64(0)
	for seed := range uint64(8) {
		a := openMeasured(t, seed, "inversion.rank.count > 0 && inversion.rank.gap > 0")
		for i := range a.size() {
			own, ok := a.cells(i, "person.category", "person.rank", "impact.before", "impact.after")
			count, worst := int64(0), lang.Decimal(0)
			for j := range a.size() {
				junior, fits := a.cells(j, "person.category", "person.rank", "impact.before", "impact.after")
				if !ok || !fits || a.died(i) || a.died(j) || !own[0].Equal(junior[0]) || junior[1].Int() <= own[1].Int() {
					continue
				}
				was, is := lessOf(junior[2], own[2]), lessOf(junior[3], own[3])
				if was <= 0 && is > 0 {
					count, worst = count+1, max(worst, is)
				}
			}
			got, told := a.cells(i, "inversion.rank.count", "inversion.rank.gap")
			ok = ok || a.died(i)
			if told != ok || ok && (got[0].Int() != count || !got[1].Equal(lang.DecimalOf(worst))) {
				t.Fatalf("seed %d, row %d: %v, want %d and %v (%v)", seed, i, got, count, worst, ok)
			}
			found += count
		}
	}
	if found == 0 {
		t.Error("nobody is inverted")
	}
}

func lessOf(a, b lang.Value) lang.Decimal {
	x, _ := a.Decimal()
	y, _ := b.Decimal()
	return x - y
}

// A rule that reads what the run does not have is told of once, not of each person.
func TestAMeasureTheRunLacksIsToldOnce(t *testing.T) {
	s, sub := measured(t, 1)
	sub.Petitions, sub.Last = nil, nil
	for _, when := range []string{"petitions.count > 0", "gap.last > 0"} {
		pack, problems := Load([]*source.File{source.NewFile("g.yaml", []byte(replaced(when)))}, s)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		findings, unsure, err := pack.Assess(t.Context(), sub)
		if err != nil || len(findings) > 0 || len(unsure) != 1 || unsure[0].Person != "" || unsure[0].Reason.Empty() {
			t.Errorf("%s: %v %v %v", when, findings, unsure, err)
		}
	}
}

// Who has died completes no more years, and nobody need fill in their birthday.
func TestTheDeadCompleteNoYears(t *testing.T) {
	soon := 0
	for seed := range uint64(4) {
		a := openMeasured(t, seed, "crossing.ages.soon && crossing.ages.days >= 0")
		for i := range a.size() {
			own, _ := a.cells(i, "person.born", "person.died_on")
			r := a.row(i)
			got, on := r.Field(a.group.layout.index["crossing.ages.soon"]), r.Field(a.group.layout.index["crossing.ages.on"])
			switch dead := own[1].Known() && own[1].Date() < a.subject.AsOf; {
			case dead && (!got.Known() || got.Bool() || on.Known()):
				t.Fatalf("seed %d, row %d: dead since %v, %v %v", seed, i, own[1], got, on)
			case !dead && got.Known() != own[0].Known():
				t.Fatalf("seed %d, row %d: born %v, %v", seed, i, own[0], got)
			case got.Bool():
				soon++
			}
		}
	}
	if soon == 0 {
		t.Error("nobody completes anything")
	}
}
