package main

import (
	"math/rand/v2"

	"weiran/rules/lang"
)

// people are synthetic persons by column, in the order of the scope.
type people struct {
	persons int
	columns []cells // less the constants
}

// cells are one field of everyone: ints as they are, decimals in 1/10 000, dates
// in days since 1970-01-01, bools as 0 and 1, texts as indexes into texts.
type cells struct {
	field  lang.Field
	values []int64
	known  []bool
	texts  []string
}

// A marginal says how a column is filled: what a known cell holds, and of how
// many in a hundred it is known.
type marginal struct {
	draw    func(*rand.Rand) int64
	percent int
	texts   []string
}

// constants are the values of the scope's last fields.
var constants = []lang.Value{
	lang.StringsOf([]string{"finance"}),
	lang.DateOf(day(2015, 6, 1)),
	lang.DateOf(asOf),
}

// asOf is the day of the screening; the rules of the peers spell it out.
var asOf = day(2015, 1, 20)

func day(year, month, of int) lang.Date {
	d, _ := lang.NewDate(year, month, of)
	return d
}

// newPeople makes persons as the engine's own benchmark draws them: some cells
// are empty, as in any roster. The same count gives the same persons.
func newPeople(persons int) *people {
	p := &people{persons: persons}
	for i, m := range marginals {
		p.columns = append(p.columns, m.fill(scope.Fields[i], persons, uint64(i)))
	}
	return p
}

// marginals are drawn independently of each other: every rule has to judge
// whom others flag, too.
var marginals = []marginal{
	text("lixiu", "tuixiu", "tuizhi"),
	{draw: rank, percent: 98},
	{draw: rank, percent: 20},
	{draw: between(-20_000, 15_000), percent: 99},
	{draw: between(-9_000, 12_000), percent: 95},
	{draw: between(10_000, 8_000), percent: 4},
	text("finance", "insurance", "enterprise"),
	{draw: oneIn(30), percent: 60},
	text("affected", "affected", "affected", "affected", "unchanged", "out_of_scope", "cannot_tell"),
	{draw: func(r *rand.Rand) int64 { return min(1, r.Int64N(10)) }, percent: 100},
	{draw: fen(800_000), percent: 97},
	{draw: delta, percent: 95},
	{draw: fen(400_000), percent: 95},
	{draw: func(*rand.Rand) int64 { return 8 }, percent: 100},
	{draw: between(0, 400), percent: 100},
	{draw: fen(60_000), percent: 99},
	{draw: between(0, 10_000), percent: 99},
	{draw: between(0, 10_000), percent: 99},
}

func (m marginal) fill(f lang.Field, persons int, seed uint64) cells {
	r := rand.New(rand.NewPCG(7, seed))
	c := cells{field: f, values: make([]int64, persons), known: make([]bool, persons), texts: m.texts}
	for i := range c.values {
		if c.known[i] = r.IntN(100) < m.percent; c.known[i] {
			c.values[i] = m.draw(r)
		}
	}
	return c
}

// text draws one of the texts; one that is listed more often is drawn more often.
func text(texts ...string) marginal {
	codes := make([]int64, len(texts))
	var distinct []string
	for i, t := range texts {
		if i == 0 || texts[i-1] != t {
			distinct = append(distinct, t)
		}
		codes[i] = int64(len(distinct) - 1)
	}
	return marginal{draw: func(r *rand.Rand) int64 { return codes[r.IntN(len(codes))] }, percent: 100, texts: distinct}
}

func rank(r *rand.Rand) int64 {
	return []int64{111, 112, 121, 122, 131, 132, 141, 142, 151}[r.IntN(9)]
}

func between(from, span int64) func(*rand.Rand) int64 {
	return func(r *rand.Rand) int64 { return from + r.Int64N(span) }
}

func fen(span int64) func(*rand.Rand) int64 {
	return func(r *rand.Rand) int64 { return r.Int64N(span) * 100 }
}

// oneIn draws 1 for one of so many, else 0.
func oneIn(n int64) func(*rand.Rand) int64 {
	return func(r *rand.Rand) int64 { return 1 - min(1, r.Int64N(n)) }
}

// delta of one in ten is nothing or a fen less.
func delta(r *rand.Rand) int64 {
	if r.IntN(10) == 0 {
		return -100 * r.Int64N(2)
	}
	return fen(60_000)(r)
}

// first gives some persons, the same as of everyone.
func (p *people) first(persons int) *people {
	some := &people{persons: persons}
	for _, c := range p.columns {
		c.values, c.known = c.values[:persons], c.known[:persons]
		some.columns = append(some.columns, c)
	}
	return some
}
