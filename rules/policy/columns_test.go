package policy_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// TestColumnsLikeRows is what holds the two ways of working a policy out
// together: chains of random policies over random rosters with holes, cut into
// batches of any size and shared out among any count of workers, say of everyone
// what Apply says of that person alone.
func TestColumnsLikeRows(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []lang.Value { return drawCells(t, s) }), 0, 70).Draw(t, "persons")
		policies := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *policy.Policy { return drawPolicy(t, s) }), 1, 3).Draw(t, "policies")
		batch := rapid.SampledFrom([]int{1, 3, 64, 1000}).Draw(t, "batch")
		workers := rapid.SampledFrom([]int{1, 2, 8}).Draw(t, "workers")
		b := roster.NewBuilder(s, batch)
		for _, row := range cells {
			b.Append(row)
		}
		chain{t, policies, workers}.compare(b.Build())
	})
}

// A chain is policies to be applied one after another in both ways.
type chain struct {
	t        fataler
	policies []*policy.Policy
	workers  int
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

// compare applies the chain to a roster.
func (c chain) compare(r *roster.Roster) {
	c.t.Helper()
	people := make([]paidPerson, r.Len())
	for i := range people {
		people[i] = paidPerson{r.Row(i), map[int]lang.Value{}}
	}
	payroll := policy.NewPayroll(r)
	for step, p := range c.policies {
		o, err := p.ApplyAll(context.Background(), payroll, aDay, c.workers)
		if err != nil {
			c.t.Fatalf("policy %d: %v\n%s", step, err, p.File.Text)
		}
		if o.Len() != r.Len() || o.Payroll() != payroll {
			c.t.Fatalf("policy %d: outcomes for %d persons of %d", step, o.Len(), r.Len())
		}
		seen := 0
		for i, walked := range o.All() {
			want := p.Apply(people[i], aDay)
			c.same(p, "walked", written(walked), written(want), reflect.DeepEqual(walked, want))
			got := o.At(i)
			c.same(p, "asked for", written(got), written(want), reflect.DeepEqual(got, want))
			c.samePart(p, o, i, want)
			people[i].take(r.Schema, want)
			seen++
		}
		if seen != r.Len() {
			c.t.Fatalf("walked over %d of %d", seen, r.Len())
		}
		payroll = payroll.After(o)
		c.samePayroll(payroll, people)
	}
}

func (c chain) same(p *policy.Policy, how, got, want string, same bool) {
	c.t.Helper()
	if !same {
		c.t.Fatalf("%s:\ngot  %s\nwant %s\n%s", how, got, want, p.File.Text)
	}
}

// samePart compares the columns of one row with its outcome.
func (c chain) samePart(p *policy.Policy, o *policy.Outcomes, i int, want policy.Outcome) {
	c.t.Helper()
	batch, at := o.Payroll().Roster.Place(i)
	part := o.Part(batch)
	before, known := o.Before(i)
	wanted, _ := want.Before.Decimal()
	got := []any{
		part.Status[at], part.Delta[at], part.Arrears[at], part.Months[at], part.Before[at], part.NoBefore.Has(at),
		o.Status(i), o.Delta(i), o.Arrears(i), before, known,
	}
	wants := []any{
		want.Status, int64(want.Delta), int64(want.Arrears), int32(want.Months), int64(wanted), !want.Before.Known(),
		want.Status, want.Delta, want.Arrears, wanted, want.Before.Known(),
	}
	c.same(p, "by columns", fmt.Sprint(got), fmt.Sprint(wants), reflect.DeepEqual(got, wants))
}

// samePayroll compares what everyone is paid, cell by cell and by columns.
func (c chain) samePayroll(payroll *policy.Payroll, people []paidPerson) {
	c.t.Helper()
	fields := payroll.Roster.Schema.LangFields()
	for i, person := range people {
		for f := range fields {
			if got, want := payroll.Row(i).Field(f), person.Field(f); !reflect.DeepEqual(got, want) {
				c.t.Fatalf("%s: got %s %v, want %s %v", fields[f].Name, got, got.Missing(), want, want.Missing())
			}
		}
	}
	for f := range fields {
		if payroll.Changed(f) {
			c.sameColumn(payroll, f, people)
		}
	}
}

// sameColumn reads a changed column as a program does.
func (c chain) sameColumn(payroll *policy.Payroll, field int, people []paidPerson) {
	c.t.Helper()
	scope := lang.Scope{Fields: payroll.Roster.Schema.LangFields()}
	env, err := lang.NewEnv(scope)
	if err != nil {
		c.t.Fatalf("%v", err)
	}
	x, problems := env.Compile(source.Literal(scope.Fields[field].Name, scope.Fields[field].Name), scope.Fields[field].Kind)
	if len(problems) > 0 {
		c.t.Fatalf("%v", problems)
	}
	program, err := column.Compile(scope, []*lang.Expr{x})
	if err != nil {
		c.t.Fatalf("%v", err)
	}
	worker := program.NewWorker()
	for batch := range payroll.Roster.Batches {
		from, to := payroll.Roster.Span(batch)
		columns := make([]column.Column, len(scope.Fields))
		columns[field] = payroll.Column(batch, field)
		results, err := worker.Run(column.Batch{Rows: to - from, Columns: columns})
		if err != nil {
			c.t.Fatalf("%v", err)
		}
		for row := from; row < to; row++ {
			if got, want := results[0].Value(row-from), x.Eval(people[row]); !got.Equal(want) {
				c.t.Fatalf("%s by columns: got %s, want %s", scope.Fields[field].Name, got, want)
			}
		}
	}
}

// A paidPerson is a person with what the chain has made of their pay, by the
// reference.
type paidPerson struct {
	lang.Row
	paid map[int]lang.Value
}

func (p paidPerson) Field(i int) lang.Value {
	if v, ok := p.paid[i]; ok {
		return v
	}
	return p.Row.Field(i)
}

// take moves the person's pay on.
func (p paidPerson) take(s *roster.Schema, o policy.Outcome) {
	for _, paid := range o.Paid {
		p.paid[s.Index("pay."+paid.PayItem)] = paid.Value
	}
}

// drawCells makes up a person of a roster, with holes and with amounts beyond
// all reason.
func drawCells(t *rapid.T, s *roster.Schema) []lang.Value {
	row := make([]lang.Value, len(s.Fields))
	for i, f := range s.LangFields() {
		row[i] = lang.Unknown(f.Name)
	}
	wild := "922337203685477.5807"
	for _, field := range []struct {
		name  string
		cells []string
	}{
		{"person", []string{"P1", "P2"}},
		{"category", []string{"", "lixiu", "tuixiu", "tuixiu", "tuizhi"}},
		{"rank", []string{"", "131", "132", "132", "141"}},
		{"born", []string{"", "1932-05-01", "1934-09-30", "1950-02-28"}},
		{"hardship_class", []string{"", "0", "2", "6"}},
		{"contribution_years", []string{"", "30", "34.1", "38.55", "0"}},
		{"pay.basic", []string{"", "0", "999.99", "4200", "4050.05", "812345.67", wild}},
		{"pay.living", []string{"", "100", "2000.5", "2000.5", "90000000000000"}},
		{"died_on", []string{"", "", "", "", "2012-03-31", "2014-10-01", "2015-02-28", "2019-12-31"}},
		{"military", []string{"", "是", "否"}},
	} {
		index := s.Index(field.name)
		v, err := s.ParseCell(index, rapid.SampledFrom(field.cells).Draw(t, field.name))
		if err != nil {
			t.Fatal(err)
		}
		if v.Known() {
			row[index] = v
		}
	}
	return row
}

// drawPolicy makes up a policy of items of every kind.
func drawPolicy(t *rapid.T, s *roster.Schema) *policy.Policy {
	items := rapid.SliceOfN(rapid.Custom(drawColumnItem), 0, 6).Draw(t, "items")
	effective := rapid.SampledFrom([]string{"2014-10-01", "2014-10-31", "2011-01-01"}).Draw(t, "effective")
	paidFrom := rapid.SampledFrom([]string{"2014-10-31", "2015-06-01", "2031-01-01"}).Draw(t, "paid from")
	scope := rapid.SampledFrom([]string{
		"", "scope: {when: 'person.rank <= 132', cite: 第一条}\n", "scope: {when: 'person.born < policy.effective && as_of >= policy.paid_from'}\n",
		"scope: {when: 'table.t(person.rank) > 0 || known(person.category)', cite: 第二条}\n",
	}).Draw(t, "scope")
	text := "policy: p\ntitle: t\neffective: " + effective + "\npaid_from: " + paidFrom + "\n" + scope +
		"tables: {t: {by: [rank], rows: {131: 570.55, 132: -480}}, d: {by: [rank], rows: {131: {initial: 333.335, 2014-10-31: 444}, 132: unknown, 141: 5}}, c: {by: [category, rank], rows: {lixiu: {131: 900}, tuixiu: {131: 700.5}}, else: 11.115}}\n" +
		"bands: {b: {of: date, rows: [{to: 1934-09-30, value: 100}, {to: 1939-09-30, value: 60}]}, " +
		"y: {of: decimal, rows: [{from: 35, value: 5%}], else: 0.33}, " +
		"s: {of: date, rows: [{to: 1934-09-30, value: {initial: 900, 2014-10-01: 1000.005}}], else: {2014-10-01: 700, 2014-10-31: unknown}}}\n" +
		"values: {v: {value: {initial: 600, 2014-10-01: 1000, 2014-10-31: {value: 2500, expected: true}}}, " +
		"w: {value: {2011-01-01: 5.55%, 2014-10-31: 6%}}, e: {value: {initial: 922337203685477.5807, 2014-10-31: null}}, h: {value: unknown}}\n" +
		"items: [" + strings.Join(items, ", ") + "]\n"
	return mustLoad(t, s, text)
}

func drawColumnItem(t *rapid.T) string {
	payItem := rapid.SampledFrom([]string{"basic", "basic", "living"}).Draw(t, "pay item")
	verb := rapid.SampledFrom([]string{"add", "add", "set"}).Draw(t, "verb")
	amount := rapid.SampledFrom([]string{
		"0", "28", "-28.005", "person.hardship_class", "person.hardship_class * 1000000000000000", "1.3 * ceil(person.contribution_years)",
		"1.13% * pay.basic", "-2.5% * after.living", "table.t(person.rank)", "table.c(person.category, person.rank)", "after.basic",
		"-after.basic", "band.b(person.born)", "band.y(person.contribution_years) * after.basic", "coalesce(pay.living, 12.345)",
		"min(after.basic, 4100.555)", "person.military ? 5 : after.living", "table.t(person.rank) * 100000000000",
		"922337203685477.5807", "pay.living / person.contribution_years", "after.basic - pay.basic",
		"value.v", "value.v", "value.w * 1000", "table.d(person.rank)", "table.d(person.rank)", "band.s(person.born)", "value.e", "value.h",
		"value.v + value.w * after.living", "value.w * pay.living", "known(person.rank) ? table.d(person.rank) : value.v", "value.v * 1000000000000",
	}).Draw(t, "amount")
	when := rapid.SampledFrom([]string{
		"", "", "person.rank == 131", `person.category == "lixiu"`, "after.basic > 1000", "after.living >= after.basic",
		"table.t(person.rank) > 0", "known(pay.living)", "as_of > person.born", "value.v > 600", "band.s(person.born) < after.basic",
	}).Draw(t, "when")
	rounding := rapid.SampledFrom([]string{
		"{mode: half_up}", "{mode: half_even}", "{mode: up}", "{mode: down}", "{to: 0.1, mode: up}", "{to: 1}", "{to: 0.07, mode: half_even}",
		"{to: 0.0001}", "{to: 100000000000000, mode: up}",
	}).Draw(t, "rounding")
	if when != "" {
		when = fmt.Sprintf("when: '%s', ", when)
	}
	return fmt.Sprintf("{item: %s, title: t, %s%s: '%s', rounding: %s}", payItem, when, verb, amount, rounding)
}

// TestDeathThatIsNoDate reads a county's own died_on, which is a text, as the
// reference does.
func TestDeathThatIsNoDate(t *testing.T) {
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(`fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: died_on, kind: string, label: 去世时间}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p, problems := policy.Load(source.NewFile("test.yaml", []byte(head+"items: [{item: basic, add: 1}]")), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	b := roster.NewBuilder(s, 2)
	for _, died := range []lang.Value{lang.Unknown(), lang.StringOf("long ago"), lang.Unknown()} {
		b.Append([]lang.Value{lang.StringOf("P"), died, lang.Unknown()})
	}
	chain{t, []*policy.Policy{p, p}, 1}.compare(b.Build())
}

// TestColumnsAtTheEdges is what a random policy seldom meets.
func TestColumnsAtTheEdges(t *testing.T) {
	s := schema(t)
	b := roster.NewBuilder(s, 2)
	for _, words := range []string{
		"pay.basic=1000 pay.living=200 hardship_class=1", "hardship_class=1 contribution_years=30",
		"pay.basic=1000 hardship_class=1 contribution_years=30", "pay.basic=922337203685477.58 pay.living=922337203685477.58 rank=131",
	} {
		b.Append(personOf(t, s, words))
	}
	r := b.Build()
	for name, items := range map[string]string{
		"a move from one pay item to another": "{item: basic, add: 5}, {item: living, add: -5}",
		"an int beyond the decimals":          "{item: basic, add: '1152921504606846976 * person.hardship_class'}",
		"an overflow after an unknown field": "{item: basic, when: 'person.rank == 131', add: 0}, " +
			"{item: basic, add: '922337203685477.5807'}",
		"arrears that overflow in all, and a set without pay": "{item: basic, set: 0}, " +
			"{item: basic, add: 28, rounding: {to: 100000000000000, mode: up}}, {item: basic, add: '33% * after.basic'}",
		"a rounding that overflows": "{item: basic, add: '900000000000000', rounding: {to: 500000000000000, mode: up}}",
	} {
		t.Run(name, func(t *testing.T) {
			p := load(t, head+"items: ["+items+"]")
			chain{t, []*policy.Policy{p, p}, 1}.compare(r)
		})
	}
}

// TestManyAmounts gives a batch more amounts than a table could: few, many small
// ones, and such as no pension is.
func TestManyAmounts(t *testing.T) {
	s := schema(t)
	b := roster.NewBuilder(s, 1500)
	for i := range 4000 {
		pay := fmt.Sprintf("pay.basic=%d.%02d", 1000+i*7%1500, i%100)
		if i >= 3000 {
			pay = fmt.Sprintf("pay.basic=%d", i*1_000_000)
		}
		b.Append(personOf(t, s, fmt.Sprintf("rank=%d %s", []int{131, 132, 141}[i%3], pay)))
	}
	p := load(t, head+`tables: {t: {by: [rank], rows: {131: 5, 132: 4}}}
items:
  - {item: basic, add: 28}
  - {item: basic, add: '3.8% * pay.basic'}
  - {item: living, when: 'person.rank == 132', set: 'pay.basic'}
  - {item: basic, when: 'person.rank != 141', add: 'table.t(person.rank)'}
`)
	chain{t, []*policy.Policy{p}, 2}.compare(b.Build())
}

// TestAfterGatheredOutcomes moves pay on by outcomes in words as by columns.
func TestAfterGatheredOutcomes(t *testing.T) {
	s := schema(t)
	policies := []*policy.Policy{
		load(t, head+"items: [{item: basic, add: '1.3 * ceil(person.contribution_years)'}, {item: living, add: 5, when: 'pay.living < 1000'}]"),
		load(t, head+"items: [{item: basic, add: '10% * pay.basic'}, {item: living, set: 'band.y(pay.living)'}]\nbands: {y: {of: decimal, rows: [{from: 1000, value: 900}]}}"),
	}
	b := roster.NewBuilder(s, 3)
	rapid.Check(t, func(t *rapid.T) {
		for range 8 {
			b.Append(drawCells(t, s))
		}
		byColumns := policy.NewPayroll(b.Build())
		byWords := policy.NewPayroll(byColumns.Roster)
		for _, p := range policies {
			o, err := p.ApplyAll(context.Background(), byColumns, aDay, 1)
			if err != nil {
				t.Fatal(err)
			}
			list := make([]policy.Outcome, o.Len())
			for i := range list {
				list[i] = p.Apply(byWords.Row(i), aDay)
			}
			gathered := policy.Gather(list)
			for i, want := range gathered.All() {
				if got := o.At(i); !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gathered.At(i), want) {
					t.Fatalf("got  %s\nwant %s", written(got), written(want))
				}
			}
			byColumns, byWords = byColumns.After(o), byWords.After(gathered)
			for i := range list {
				for f := range s.Fields {
					if got, want := byColumns.Row(i).Field(f), byWords.Row(i).Field(f); !reflect.DeepEqual(got, want) {
						t.Fatalf("%s: by columns %s %v, by words %s %v", s.Fields[f].Name, got, got.Missing(), want, want.Missing())
					}
				}
			}
		}
	})
}

// TestPayrollIsImmutable applies two policies to one payroll: neither sees the
// other.
func TestPayrollIsImmutable(t *testing.T) {
	s := schema(t)
	b := roster.NewBuilder(s, 0)
	b.Append(personOf(t, s, "pay.basic=1000 pay.living=50"))
	first := policy.NewPayroll(b.Build())
	basic, living := s.Index("pay.basic"), s.Index("pay.living")
	for range 2 {
		o, err := load(t, head+"items: [{item: basic, add: 1}]").ApplyAll(context.Background(), first, aDay, 1)
		if err != nil {
			t.Fatal(err)
		}
		next := first.After(o)
		if got := next.Row(0).Field(basic).String(); got != "1001" {
			t.Errorf("paid %s", got)
		}
		if first.Changed(basic) || !next.Changed(basic) || next.Changed(living) {
			t.Error("a payroll says of the wrong pay item that it has changed")
		}
	}
	if got := first.Row(0).Field(basic).String(); got != "1000" {
		t.Errorf("the payroll before has become %s", got)
	}
}

// TestApplyAllEndsWithTheContext gives no outcomes of half a roster.
func TestApplyAllEndsWithTheContext(t *testing.T) {
	s := schema(t)
	b := roster.NewBuilder(s, 0)
	b.Append(personOf(t, s, "rank=131"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	o, err := load(t, head).ApplyAll(ctx, policy.NewPayroll(b.Build()), aDay, 1)
	if o != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v and %v", o, err)
	}
}

// TestPlans cuts a policy where an item reads what an earlier one has changed.
func TestPlans(t *testing.T) {
	p := load(t, head+`scope: {when: 'known(person.rank)'}
items:
  - {item: basic, when: 'after.living > 0', add: 1}
  - {item: living, add: 1}
  - {item: basic, add: 'after.basic'}
  - {item: living, add: 'pay.basic'}
  - {item: living, when: 'after.living > 3', set: 2}
`)
	plans, err := p.Plans()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, plan := range plans {
		for i, x := range plan.Exprs {
			got = append(got, fmt.Sprintf("%d when=%t %s = %s", x.Item, x.When, x.Expr.Text(), plan.Program.Roots()[i]))
		}
		got = append(got, "-")
	}
	want := []string{
		"-1 when=true known(person.rank) = #1",
		"0 when=true after.living > 0 = #2", "0 when=false 1 = 1",
		"1 when=false 1 = 1", "-",
		"2 when=false after.basic = after.basic", "3 when=false pay.basic = pay.basic", "-",
		"4 when=true after.living > 3 = #1", "4 when=false 2 = 2", "-",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
