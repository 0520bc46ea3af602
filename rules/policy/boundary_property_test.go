package policy_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// drawnLines are conditions that draw lines through fields of the tests' schema.
var drawnLines = []string{
	`person.born <= date("1934-09-30")`, `person.born == date("1934-10-05")`, `age_on(person.born, date("2004-10-12")) >= 70`,
	`!(months(person.born, as_of) > 963)`, `person.contribution_years >= 30`, `31 - ceil(person.contribution_years) > 0`,
	`person.contribution_years < 30.5 && person.born > date("1934-10-03")`, `pay.basic < 4200`, `pay.basic * 1.5 >= 6310.1`,
	`coalesce(pay.living, 0) > 90`, `after.basic > 4300`, `person.rank == 131 || person.born < policy.effective`,
	`person.hardship_class >= 3`, `known(pay.living) && pay.living <= 2000`,
	`age_on(person.born, date("2004-02-29")) == 69`, `age_on(person.born, date("2004-10-12")) in [69, 71]`,
	`!(person.born < date("1934-10-02") || person.contribution_years > 30) && person.rank != 131`,
	`person.hardship_class > 2 ? person.born <= date("1934-10-04") : months(person.born, date("2015-02-28")) >= 964`,
	`person.born - policy.effective <= -29215 || min(person.contribution_years, 35) * 2 - 1 >= 59`,
	`max(years(person.born, date("2014-10-06")), 60) != 79`, `person.born in [date("1934-10-08")]`,
	`round(person.contribution_years, 1, "half_up") == 31`,
}

// drawLinedPolicy makes up a policy whose clauses hold on one side of lines.
func drawLinedPolicy(t *rapid.T, s *roster.Schema) *policy.Policy {
	var items []string
	for _, when := range rapid.SliceOfN(rapid.SampledFrom(drawnLines), 0, 4).Draw(t, "lines") {
		items = append(items, fmt.Sprintf("{item: %s, when: '%s', %s: '%s'}",
			rapid.SampledFrom([]string{"basic", "living"}).Draw(t, "pay item"), when,
			rapid.SampledFrom([]string{"add", "add", "set"}).Draw(t, "verb"),
			rapid.SampledFrom([]string{
				"100", "-40", "4250", "band.age(person.born)", "band.years(person.contribution_years)", "table.t(person.rank)",
				"table.days(person.born)", `person.born > date("1934-10-09") ? 30 : band.age(person.born)`,
			}).Draw(t, "amount")))
	}
	scope := ""
	if rapid.Bool().Draw(t, "scope") {
		scope = "scope: {when: '" + rapid.SampledFrom(drawnLines).Draw(t, "of the scope") + "'}\n"
	}
	if strings.Contains(scope, "after.") {
		scope = ""
	}
	return mustLoad(t, s, "policy: p\ntitle: t\neffective: 2014-10-01\n"+scope+
		"tables: {t: {by: [rank], rows: {131: 570.55, 132: 480}}, days: {by: [born], rows: {1934-10-05: 20, 1934-10-01: 35}, else: 5}}\n"+
		"bands: {age: {of: date, rows: [{to: 1934-09-30, value: 100}, {above: 1934-10-02, below: 1934-10-20, value: 60}], else: 0}, "+
		"years: {of: decimal, rows: [{above: 30, value: 7}], else: 1}}\n"+
		"items: ["+strings.Join(items, ", ")+"]\n")
}

// drawNear draws a person whose cells lie about the lines that are drawn.
func drawNear(t *rapid.T, s *roster.Schema) []lang.Value {
	row := drawCells(t, s)
	for name, cells := range map[string][]string{
		"born":               {"", "1934-09-01", "1934-09-30", "1934-10-01", "1934-10-04", "1934-10-12", "1934-11-01", "1950-01-01"},
		"contribution_years": {"", "29", "29.5", "30", "30.0001", "31", "40"},
		"pay.basic":          {"", "4150", "4199.9999", "4200", "4206.7", "4249"},
		"pay.living":         {"", "90", "100", "2000.5", "2050"},
	} {
		v, err := s.ParseCell(s.Index(name), rapid.SampledFrom(cells).Draw(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if row[s.Index(name)] = v; !v.Known() {
			row[s.Index(name)] = lang.Unknown(s.LangFields()[s.Index(name)].Name)
		}
	}
	return row
}

// TestBrinksAreTheCliffsOfEachPerson holds what is read of whole columns to what
// is worked out for each person alone, through chains of policies.
func TestBrinksAreTheCliffsOfEachPerson(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		b := roster.NewBuilder(s, rapid.SampledFrom([]int{1, 3, 64}).Draw(t, "batch"))
		for _, row := range rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []lang.Value { return drawNear(t, s) }), 0, 40).Draw(t, "persons") {
			b.Append(row)
		}
		payroll := policy.NewPayroll(b.Build())
		workers := rapid.SampledFrom([]int{1, 8}).Draw(t, "workers")
		for range rapid.IntRange(1, 2).Draw(t, "policies") {
			p := drawLinedPolicy(t, s)
			outcomes, err := p.ApplyAll(context.Background(), payroll, aDay, workers)
			if err != nil {
				t.Fatal(err)
			}
			brinks, err := p.Brinks(context.Background(), outcomes, aDay, workers)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := inWords(brinks), inWords(brinksByRow(p, payroll)); got != want {
				t.Fatalf("got\n%s\nwant\n%s\n%s", got, want, p.File.Text)
			}
			payroll = payroll.After(outcomes)
		}
	})
}

// brinksByRow asks of each person alone.
func brinksByRow(p *policy.Policy, payroll *policy.Payroll) []policy.Brink {
	var brinks []policy.Brink
	for row := range payroll.Roster.Len() {
		far := func(c policy.Cliff) bool { return !c.Near() }
		cliffs := slices.DeleteFunc(p.Cliffs(payroll.Row(row), aDay), far)
		slices.SortStableFunc(cliffs, func(a, b policy.Cliff) int { return int(b.Cost - a.Cost) }) // they come the nearest first
		ledges := slices.DeleteFunc(p.Ledges(payroll.Row(row), aDay), far)
		slices.SortStableFunc(ledges, func(a, b policy.Cliff) int { return int(a.Cost - b.Cost) })
		if len(cliffs)+len(ledges) > 0 {
			brinks = append(brinks, policy.Brink{Row: row, Cliffs: cliffs, Ledges: ledges})
		}
	}
	return brinks
}

func inWords(brinks []policy.Brink) string {
	var b strings.Builder
	for _, brink := range brinks {
		for _, c := range brink.Cliffs {
			fmt.Fprintln(&b, brink.Row, c.Words(), c.Cost, c.Line(), c.Boundary.Cite())
		}
		for _, c := range brink.Ledges {
			fmt.Fprintln(&b, brink.Row, "right side", c.Words(), c.Cost, c.Line(), c.Boundary.Cite())
		}
	}
	return b.String()
}

// TestNoLineIsMissed moves one field of a person through its values, one after the
// other: where the outcome turns, a boundary must lie, and each boundary is told
// once.
func TestNoLineIsMissed(t *testing.T) {
	s := schema(t)
	born, years := s.Index("born"), s.Index("contribution_years")
	rapid.Check(t, func(t *rapid.T) {
		p := drawLinedPolicy(t, s)
		person := person(drawNear(t, s))
		lines := map[int]map[int64]bool{born: {}, years: {}}
		for _, b := range p.Boundaries(aDay) {
			at := int64(b.Last.Date())
			if d, ok := b.Last.Decimal(); ok {
				at = int64(d)
			}
			if lines[b.Field][at] {
				t.Fatalf("%s|%s is told twice\n%s", b.Last, b.First, p.File.Text)
			}
			if lines[b.Field] != nil {
				lines[b.Field][at] = true
			}
		}
		walk := func(field int, from, to int64, value func(n int64) lang.Value) {
			person := slices.Clone(person)
			var last string
			for n := from; n < to; n++ {
				person[field] = value(n)
				now := written(p.Apply(person, aDay))
				if n > from && now != last && !lines[field][n-1] {
					t.Fatalf("no boundary before %s:\n%s\n%s\n%s", person[field], last, now, p.File.Text)
				}
				last = now
			}
		}
		first, _ := lang.ParseDate("1934-09-20")
		walk(born, int64(first), int64(first)+50, func(n int64) lang.Value { return lang.DateOf(lang.Date(n)) })
		for _, around := range []int64{300_000, 305_000} {
			walk(years, around-3, around+4, func(n int64) lang.Value { return lang.DecimalOf(lang.Decimal(n)) })
		}
	})
}

// TestTheNearestGainIsTheNearestCliff moves the day of birth of a person day by day,
// both ways through the window: the first day on which the policy brings more is the
// nearest cliff of birth, and what it brings is its cost; the first on which it brings
// less is the nearest ledge.
func TestTheNearestGainIsTheNearestCliff(t *testing.T) {
	s := schema(t)
	born := s.Index("born")
	rapid.Check(t, func(t *rapid.T) {
		p := drawLinedPolicy(t, s)
		person := person(drawNear(t, s))
		now := p.Apply(person, aDay)
		if !person[born].Known() || now.Status == policy.CannotTell {
			return
		}
		nearest := func(way lang.Date, counts func(more lang.Decimal) bool) string {
			for days := lang.Date(1); days <= 30; days++ {
				moved := slices.Clone(person)
				moved[born] = lang.DateOf(person[born].Date() + way*days)
				then := p.Apply(moved, aDay)
				if then.Status != policy.CannotTell && counts(then.Delta-now.Delta) {
					return fmt.Sprint(moved[born], " ", int(days), " ", then.Delta-now.Delta)
				}
			}
			return ""
		}
		first := func(way lang.Date, of []policy.Cliff) string {
			for _, c := range of {
				if c.Boundary.Field == born && c.Near() && (way > 0) == (c.Other.Date() > person[born].Date()) {
					return fmt.Sprint(c.Other, " ", c.Distance, " ", c.Cost)
				}
			}
			return ""
		}
		for _, way := range []lang.Date{-1, 1} {
			got, want := first(way, p.Cliffs(person, aDay)), nearest(way, func(more lang.Decimal) bool { return more > 0 })
			if got != want {
				t.Fatalf("born %s, %+d: the nearest cliff is %q, the nearest gain %q\n%s", person[born], way, got, want, p.File.Text)
			}
			got, want = first(way, p.Ledges(person, aDay)), nearest(way, func(more lang.Decimal) bool { return more < 0 })
			if got != want {
				t.Fatalf("born %s, %+d: the nearest ledge is %q, the nearest loss %q\n%s", person[born], way, got, want, p.File.Text)
			}
		}
	})
}

// TestBrinksOfNobody finds nobody on an empty roster, and under a policy that
// draws no line.
func TestBrinksOfNobody(t *testing.T) {
	s := schema(t)
	for _, text := range []string{head, head + `items: [{item: basic, when: 'person.born <= date("1934-09-30")', add: 40}]`} {
		p := load(t, text)
		payroll := policy.NewPayroll(roster.NewBuilder(s, 0).Build())
		outcomes, err := p.ApplyAll(t.Context(), payroll, aDay, 1)
		if err != nil {
			t.Fatal(err)
		}
		brinks, err := p.Brinks(t.Context(), outcomes, aDay, 1)
		if err != nil || !reflect.DeepEqual(brinks, []policy.Brink(nil)) {
			t.Errorf("got %v, %v", brinks, err)
		}
	}
}
