package risk

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const measuredSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: category, kind: string, label: 类别}
  - {name: rank, kind: int, label: 职级}
  - {name: born, kind: date, label: 出生日期}
  - {name: payer, kind: string, label: 发放渠道}
  - {name: died_on, kind: date, label: 去世时间}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`

const measuredPolicy = `
policy: p
title: 增加
effective: 2014-10-01
paid_from: 2015-01-01
channel: [甲]
matters: [护理费]
headline: {rate: 4%}
scope: {when: 'person.category != "丙"', cite: 一}
tables: {t: {by: [rank], rows: {131: 50, 132: 20}}}
items:
  - {item: basic, title: 增加, add: table.t(person.rank), cite: 二}
  - {item: basic, title: 军转, when: 'person.payer == "乙"', add: -30, cite: 四}
  - {item: basic, title: 高龄, when: 'person.born < date("1935-01-01")', add: 40, cite: 三}
`

// measuredFile declares some of each kind; %s is what is asked.
const measuredFile = `
group: g
title: 量
twins:
  near: {same: [person.category], near: {person.born: 2y}}
  exact: {same: [person.rank], near: {pay.basic: 0}}
  unlike: {same: [], unlike: [person.category], near: {person.rank: 1, person.born: any}}
  failing: {same: ["person.rank * 90000000000000000 > 0"]}
inversions:
  rank: {within: [person.category], senior: {smaller: person.rank}}
  age: {senior: {earlier: person.born}}
crossings:
  ages: {from: person.born, years: [70, 80], within: 52w}
rules:
  - {rule: r, title: 一条, when: '%s', severity: low, grievance: data, owner: 局, within: 2w, cite: 无, says: 说, advice: 查, limit: 100000}
`

// measured draws a roster in batches and gives everybody's outcome.
func measured(t *testing.T, seed uint64) (*roster.Schema, Subject) {
	t.Helper()
	return measuredUnder(t, seed, measuredPolicy)
}

func measuredUnder(t *testing.T, seed uint64, text string) (*roster.Schema, Subject) {
	t.Helper()
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(measuredSchema)))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	p, problems := policy.Load(source.NewFile("policy.yaml", []byte(text)), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	d := rand.New(rand.NewPCG(3, seed))
	b := roster.NewBuilder(s, 64)
	for i := range 150 {
		cells := []string{
			fmt.Sprintf("P%04d", i), []string{"甲", "乙", "丙", ""}[d.IntN(4)], []string{"131", "132", "133", ""}[d.IntN(4)],
			[]string{"1934-12-31", "1935-01-01", "1944-02-29", "1945-06-01", ""}[d.IntN(5)], []string{"甲", "乙", ""}[d.IntN(3)],
			[]string{"", "", "", "", "2014-09-30", "2014-10-01"}[d.IntN(6)], []string{"100", "110", "0", ""}[d.IntN(4)],
		}
		row := make([]lang.Value, len(cells))
		for f, text := range cells {
			if text == "" {
				continue
			}
			var err error
			if row[f], err = s.ParseCell(f, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(row)
	}
	asOf, _ := lang.NewDate(2015, 1, 20)
	o, err := p.ApplyAll(t.Context(), policy.NewPayroll(b.Build()), asOf, 2)
	if err != nil {
		t.Fatal(err)
	}
	before, _ := lang.NewDate(2014, 3, 1)
	book, err := petition.NewBook([]petition.Record{
		{Number: "1", Person: "P0001", Date: before, Persons: 3, Status: petition.Open, Category: "护理费"},
		{Number: "2", Person: "P0002", Date: before},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, Subject{AsOf: asOf, Policy: p, Outcomes: o, Last: o, Petitions: book, Workers: 2}
}

// Every measure that a rule can read is by columns what it is of one row: known
// and alike, unknown, or failed.
func TestMeasuresByColumnsAreThoseOfRows(t *testing.T) {
	known := map[string]int{}
	for seed := range uint64(4) {
		s, sub := measured(t, seed)
		for _, name := range declaredNames(t, s) {
			when := "known(" + name + ")"
			pack, problems := Load([]*source.File{source.NewFile("g.yaml", fmt.Appendf(nil, measuredFile, when))}, s)
			if problems.Err() != nil {
				t.Fatal(name, problems)
			}
			g := pack.Groups[0]
			st := newStudy(&sub)
			files, err := st.open(context.Background(), pack.Groups)
			if err != nil {
				t.Fatal(err)
			}
			known[name] += agree(t, files[0], g.layout.index[name])
		}
	}
	for name, n := range known {
		if n == 0 && !strings.HasPrefix(name, "twin.failing.") {
			t.Errorf("%s is never known", name)
		}
	}
}

// So is every gauge under heads of every kind: an amount that is promised, one that
// no sum holds, a rate of that kind, and nothing at all.
func TestGaugesByColumnsAreThoseOfRowsUnderAnyHead(t *testing.T) {
	for _, with := range []string{
		"headline: {amount: 60}", "headline: {amount: 922337203685477.58}", "headline: {rate: 9223372036854.7%}", "",
		"milestones: [{id: a, title: 甲, owner: 局, due: 2015-01-19}, {id: b, title: 乙, owner: 局, due: 2015-01-20}]",
	} {
		text := strings.Replace(strings.Replace(measuredPolicy, "headline: {rate: 4%}", with, 1), "channel: [甲]", "", 1)
		s, sub := measuredUnder(t, 5, text)
		for _, name := range declaredNames(t, s)[:len(gauges)] {
			pack, problems := Load([]*source.File{source.NewFile("g.yaml", fmt.Appendf(nil, measuredFile, "known("+name+")"))}, s)
			if problems.Err() != nil {
				t.Fatal(name, problems)
			}
			files, err := newStudy(&sub).open(t.Context(), pack.Groups)
			if err != nil {
				t.Fatal(err)
			}
			agree(t, files[0], pack.Groups[0].layout.index[name])
		}
	}
}

// declaredNames gives every gauge and all that the file declares.
func declaredNames(t *testing.T, s *roster.Schema) []string {
	t.Helper()
	pack, problems := Load([]*source.File{source.NewFile("g.yaml", fmt.Appendf(nil, measuredFile, "impact.in_scope"))}, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	l := pack.Groups[0].layout
	var names []string
	for i := l.gauges; i < l.declared+len(l.slots); i++ {
		if !l.costless[i] {
			names = append(names, l.fields[i].Name)
		}
	}
	return names
}

// agree holds a field's columns to its rows, and counts the known.
func agree(t *testing.T, a *assessment, field int) (known int) {
	t.Helper()
	l := a.group.layout
	env, err := lang.NewEnv(lang.Scope{Fields: l.fields})
	if err != nil {
		t.Fatal(err)
	}
	name := l.fields[field].Name
	x, problems := env.Compile(source.Literal(name, name), lang.Invalid)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	e, err := newEngine(lang.Scope{Fields: l.fields}, []*lang.Expr{x})
	if err != nil {
		t.Fatal(err)
	}
	for batch := range a.batches() {
		sh := &sheet{}
		sh.open(a.study, batch)
		sh.widen(len(l.fields))
		if field < l.declared {
			sh.fill(a, field)
		} else if sh.columns[field], err = l.slots[field-l.declared].column(sh, a, sh.buffers(field)); err != nil {
			t.Fatal(err)
		}
		err := e.run(column.Batch{Rows: sh.rows, Columns: sh.columns}, func(v []column.Result) {
			for row := range sh.rows {
				got, want := v[0].Value(row), a.row(sh.first+row).Field(field)
				_, failed := got.Fault()
				_, fails := want.Fault()
				if failed != fails || got.Known() != want.Known() || got.Known() && !got.Equal(want) {
					t.Fatalf("%s of row %d is %v by columns, and %v", name, sh.first+row, got, want)
				}
				if want.Known() {
					known++
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return known
}

// A crossing is found on the first day on which so many whole years have passed,
// stepping day by day, 29 February with the rest.
func TestACrossingIsTheFirstDayOfItsYears(t *testing.T) {
	for _, day := range []string{"1944-02-29", "1943-02-28", "1944-03-01", "1945-12-31", "1935-01-31"} {
		from, err := lang.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		for _, years := range []int64{1, 4, 35, 70, 71, 100} {
			want := from
			for from.Years(want) < years {
				want++
			}
			if on, ok := anniversary(from, years); !ok || on != want {
				t.Errorf("%d years from %s are complete on %s, want %s", years, day, on, want)
			}
		}
	}
}

// replaced writes the file of the measures with one condition.
func replaced(when string) string { return fmt.Sprintf(measuredFile, when) }
