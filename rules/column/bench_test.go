package column_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// packScope is what rules like the shipped ones read.
var packScope = lang.Scope{
	Fields: []lang.Field{
		{Name: "person.category", Kind: lang.String, Enum: categories},
		{Name: "person.rank", Kind: lang.Int},
		{Name: "person.treatment_rank", Kind: lang.Int},
		{Name: "person.born", Kind: lang.DateKind},
		{Name: "person.joined_on", Kind: lang.DateKind},
		{Name: "person.died_on", Kind: lang.DateKind},
		{Name: "person.payer", Kind: lang.String},
		{Name: "person.disabled", Kind: lang.Bool},
		{Name: "impact.status", Kind: lang.String},
		{Name: "impact.in_scope", Kind: lang.Bool},
		{Name: "impact.before", Kind: lang.DecimalKind},
		{Name: "impact.delta", Kind: lang.DecimalKind},
		{Name: "impact.arrears", Kind: lang.DecimalKind},
		{Name: "impact.months", Kind: lang.Int},
		{Name: "peers.same_rank.count", Kind: lang.Int},
		{Name: "peers.same_rank.delta.p50", Kind: lang.DecimalKind},
		{Name: "peers.same_rank.gains.share", Kind: lang.DecimalKind},
		{Name: "peers.same_rank.in_scope.share", Kind: lang.DecimalKind},
		{Name: "policy.channel", Kind: lang.Strings},
		{Name: "policy.paid_from", Kind: lang.DateKind},
		{Name: "as_of", Kind: lang.DateKind},
	},
}

// packRules are the conditions of the shipped rules, and one of money.
var packRules = []string{
	`impact.delta > 0 && peers.same_rank.count >= 5 && impact.delta < 0.5 * peers.same_rank.delta.p50`,
	`impact.in_scope && impact.delta == 0 && peers.same_rank.count >= 5 && peers.same_rank.gains.share >= 80%`,
	`impact.status == "cannot_tell"`,
	`impact.status == "affected" && !known(impact.before)`,
	`person.category == "lixiu" && person.joined_on > date("1949-09-30") && impact.status != "out_of_scope"`,
	`impact.status != "out_of_scope" && known(person.treatment_rank) && person.treatment_rank < person.rank`,
	`impact.months >= 3 && impact.arrears > 0 && as_of < policy.paid_from + 31
	  && (age_on(person.born, as_of) >= 95 || coalesce(person.disabled, false))
	  && !(known(person.died_on) && person.died_on <= as_of)`,
	`impact.arrears > 0 && as_of < policy.paid_from + 31 && known(person.died_on) && person.died_on <= as_of`,
	`!impact.in_scope && peers.same_rank.count >= 5 && peers.same_rank.in_scope.share >= 80%`,
	`impact.status == "affected" && impact.delta > 0 && size(policy.channel) > 0 && !(person.payer in policy.channel)`,
	`impact.delta < 0`,
	`impact.delta > 0 && impact.before > 0 && impact.delta / impact.before < 1.5% && person.rank in [121, 122, 131, 132, 141, 142]`,
}

// packCells makes persons: some cells are empty, as in any roster.
func packCells(count int, seed uint64) *cells {
	r := rand.New(rand.NewPCG(7, seed))
	c := &cells{scope: packScope, rows: make([][]lang.Value, count)}
	ranks := []int64{111, 112, 121, 122, 131, 132, 141, 142, 151}
	statuses := []string{"affected", "affected", "affected", "affected", "unchanged", "out_of_scope", "cannot_tell"}
	maybe := func(v lang.Value, percent int) lang.Value {
		if r.IntN(100) >= percent {
			return lang.Unknown()
		}
		return v
	}
	day := func(from, span int) lang.Value { return lang.DateOf(lang.Date(from + r.IntN(span))) }
	money := func(span int64) lang.Value { return lang.DecimalOf(lang.Decimal(r.Int64N(span)) * 100) }
	delta := func() lang.Value {
		if r.IntN(10) == 0 {
			return lang.DecimalOf(lang.Decimal(-100 * r.Int64N(2)))
		}
		return money(60_000)
	}
	paid, _ := lang.NewDate(2015, 6, 1)
	asOf, _ := lang.NewDate(2015, 1, 20)
	for i := range c.rows {
		c.rows[i] = []lang.Value{
			lang.StringOf(categories[r.IntN(3)].Code),
			maybe(lang.IntOf(ranks[r.IntN(9)]), 98),
			maybe(lang.IntOf(ranks[r.IntN(9)]), 20),
			maybe(day(-20_000, 15_000), 99),
			maybe(day(-9_000, 12_000), 95),
			maybe(day(10_000, 8_000), 4),
			lang.StringOf([]string{"finance", "insurance", "enterprise"}[r.IntN(3)]),
			maybe(lang.BoolOf(r.IntN(30) == 0), 60),
			lang.StringOf(statuses[r.IntN(7)]),
			lang.BoolOf(r.IntN(10) > 0),
			maybe(money(800_000), 97),
			maybe(delta(), 95),
			maybe(money(400_000), 95),
			lang.IntOf(8),
			lang.IntOf(r.Int64N(400)),
			maybe(money(60_000), 99),
			maybe(lang.DecimalOf(lang.Decimal(r.Int64N(10_000))), 99),
			maybe(lang.DecimalOf(lang.Decimal(r.Int64N(10_000))), 99),
			lang.StringsOf([]string{"finance"}),
			lang.DateOf(paid),
			lang.DateOf(asOf),
		}
	}
	return c
}

// packBatches makes batches of persons, so many in all, as Arrow arrays; the
// last three fields are constants.
func packBatches(persons, size int) []column.Batch {
	var batches []column.Batch
	for from := 0; from < persons; from += size {
		batches = append(batches, packBatch(packCells(min(size, persons-from), uint64(from))))
	}
	return batches
}

func packBatch(c *cells) column.Batch {
	b := column.Batch{Rows: len(c.rows)}
	for f, field := range c.scope.Fields {
		if f < len(c.scope.Fields)-3 {
			b.Columns = append(b.Columns, column.Array(arrowColumn(field.Kind, c.column(f), 0)))
		} else {
			b.Columns = append(b.Columns, column.Constant(c.rows[0][f]))
		}
	}
	return b
}

func packExprs(tb testing.TB) []*lang.Expr {
	tb.Helper()
	env := newEnv(tb, packScope)
	var exprs []*lang.Expr
	for _, text := range packRules {
		x, problems := env.Compile(source.Literal("rule", text), lang.Bool)
		if len(problems) > 0 {
			tb.Fatal(problems)
		}
		exprs = append(exprs, x)
	}
	return exprs
}

// BenchmarkPack runs the twelve rules over a million persons, in batches as a
// roster has them and in others.
func BenchmarkPack(b *testing.B) {
	const persons = 1_000_000
	exprs := packExprs(b)
	for _, size := range []int{1000, 16_384, 65_536} {
		batches := packBatches(persons, size)
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) {
			w := program(b, packScope, exprs...)
			b.ReportAllocs()
			for b.Loop() {
				for _, batch := range batches {
					if _, err := w.Run(batch); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/persons, "ns/row")
		})
	}
}

// BenchmarkReference runs the same rules by cel-go, on fewer persons.
func BenchmarkReference(b *testing.B) {
	const persons = 10_000
	c := packCells(persons, 0)
	exprs := packExprs(b)
	for b.Loop() {
		for row := range c.rows {
			for _, x := range exprs {
				x.Eval(cellRow{c, row})
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/persons, "ns/row")
}

// policyItems are amounts as the shipped policies have them.
var policyItems = []string{
	`table.lixiu(coalesce(person.treatment_rank, person.rank))`,
	`band.age_addition(person.born)`,
	`band.age(age_on(person.born, date("2022-12-31")))`,
	`1.3 * ceil(impact.arrears)`,
	`round(1.13% * impact.before, 0.01, "half_up")`,
	`person.category in ["tuixiu", "tuizhi"] && (!known(person.payer) || person.payer in ["finance", "enterprise"])`,
}

// BenchmarkPolicy works the amounts of a policy out, whose tables and bands are
// looked up by value.
func BenchmarkPolicy(b *testing.B) {
	const persons = 200_000
	s := packScope
	for name, kind := range map[string]lang.Kind{"table.lixiu": lang.Int, "band.age": lang.Int, "band.age_addition": lang.DateKind} {
		s.Lookups = append(s.Lookups, lang.Lookup{
			Name: name, Params: []lang.Field{{Name: "of", Kind: kind}}, Result: lang.DecimalKind,
			Call: func([]lang.Value) lang.Value { return lang.DecimalOf(100 * lang.One) },
		})
	}
	env := newEnv(b, s)
	var exprs []*lang.Expr
	for _, text := range policyItems {
		exprs = append(exprs, compile(b, env, text))
	}
	w := program(b, s, exprs...)
	batches := packBatches(persons, 16_384)
	for b.Loop() {
		for _, batch := range batches {
			if _, err := w.Run(batch); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/persons, "ns/row")
}
