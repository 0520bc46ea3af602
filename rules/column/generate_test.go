package column_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A generator writes random typed expressions and fills random rows.
type generator struct{ *rand.Rand }

func newGenerator(seed uint64) generator { return generator{rand.New(rand.NewPCG(seed, 1))} }

func (g generator) pick(options ...string) string { return options[g.IntN(len(options))] }

// expression writes one of any kind.
func (g generator) expression() string {
	kinds := []lang.Kind{lang.Bool, lang.Bool, lang.Int, lang.DecimalKind, lang.DateKind, lang.String, lang.Strings}
	return g.of(kinds[g.IntN(len(kinds))], 1+g.IntN(4))
}

// of writes an expression of a kind that is so deep at most.
func (g generator) of(kind lang.Kind, depth int) string {
	if depth <= 0 || g.IntN(6) == 0 {
		return g.leaf(kind)
	}
	switch g.IntN(8) {
	case 0:
		return fmt.Sprintf("(%s ? %s : %s)", g.of(lang.Bool, depth-1), g.of(kind, depth-1), g.of(kind, depth-1))
	case 1:
		return fmt.Sprintf("coalesce(%s, %s)", g.of(kind, depth-1), g.of(kind, depth-1))
	}
	switch kind {
	case lang.Bool:
		return g.bool(depth - 1)
	case lang.Int:
		return g.int(depth - 1)
	case lang.DecimalKind:
		return g.decimal(depth - 1)
	case lang.DateKind:
		return g.date(depth - 1)
	case lang.String:
		return g.text(depth - 1)
	}
	return g.list(depth - 1)
}

func (g generator) leaf(kind lang.Kind) string {
	switch kind {
	case lang.Bool:
		return g.pick("b", "c", "b", "c", "true", "false")
	case lang.Int:
		return g.pick("i", "j", "i", "j", "0", "1", "7", "-3", "131", "9223372036854775807", "10000")
	case lang.DecimalKind:
		return g.pick("x", "y", "x", "y", "head.rate", "0.0", "0.5", "1.13%", "-2.0001", "131.0", "922337203685477.5807")
	case lang.DateKind:
		return g.pick("d", "e", "d", "e", "as_of", `date("2000-02-29")`, `date("0001-01-01")`, `date("9999-12-31")`, `date("1950-05-01")`)
	case lang.String:
		return g.pick("s", "t", "s", "code", "head.text", `"lixiu"`, `"甲"`, `""`, `"a"`)
	}
	return g.pick("list", "head.list", `["a", "甲"]`, `[s, "a"]`, `["b"]`)
}

// two writes an operator or a function of two operands.
func (g generator) two(form string, left, right lang.Kind, depth int) string {
	return fmt.Sprintf(form, g.of(left, depth), g.of(right, depth))
}

func (g generator) bool(depth int) string {
	kinds := []lang.Kind{lang.Int, lang.DecimalKind, lang.DateKind, lang.String}
	kind := kinds[g.IntN(len(kinds))]
	switch g.IntN(13) {
	case 0, 1:
		return g.two("(%s && %s)", lang.Bool, lang.Bool, depth)
	case 2, 3:
		return g.two("(%s || %s)", lang.Bool, lang.Bool, depth)
	case 4:
		return "!" + g.of(lang.Bool, depth)
	case 5, 6:
		return g.two("(%s "+g.pick("<", "<=", ">", ">=", "==", "!=")+" %s)", kind, kind, depth)
	case 7:
		return g.two("("+"%s "+g.pick("==", "!=")+" %s)", lang.Bool, lang.Bool, depth)
	case 8:
		return "known(" + g.of(kind, depth) + ")"
	case 9:
		return fmt.Sprintf("(%s in [%s])", g.of(kind, depth), g.members(kind, depth))
	case 10:
		return g.two("(%s in %s)", lang.String, lang.Strings, depth)
	case 11:
		return g.pick(
			g.two("(%s).startsWith(%s)", lang.String, lang.String, depth),
			g.two("(%s).endsWith(%s)", lang.String, lang.String, depth),
			g.two("(%s).contains(%s)", lang.String, lang.String, depth),
			fmt.Sprintf(`(%s).matches("^[a-l甲]+$")`, g.of(lang.String, depth)),
			"band.date("+g.of(lang.DateKind, depth)+")",
		)
	}
	return g.macro(depth)
}

func (g generator) members(kind lang.Kind, depth int) string {
	members := make([]string, g.IntN(7))
	for i := range members {
		members[i] = g.leaf(kind)
		if g.IntN(8) == 0 {
			members[i] = g.of(kind, depth-1)
		}
	}
	return strings.Join(members, ", ")
}

func (g generator) macro(depth int) string {
	name := g.pick("exists", "all", "exists_one")
	condition := g.of(lang.Bool, depth-1)
	switch g.IntN(4) {
	case 0:
		return fmt.Sprintf("[1, 7, %s].%s(n, n == %s || %s)", g.leaf(lang.Int), name, g.of(lang.Int, depth-1), condition)
	case 1:
		return fmt.Sprintf("[1, 7, 131].%s(n, n < %s && %s)", name, g.of(lang.Int, depth-1), condition)
	case 2:
		return fmt.Sprintf(`["a", "甲"].%s(n, ["a", "lixiu"].exists(m, m == n) ? s.contains(n) : %s)`, name, condition)
	}
	return fmt.Sprintf("%s.%s(n, n == %s)", g.pick("list", "head.list"), name, g.of(lang.String, depth-1))
}

func (g generator) int(depth int) string {
	switch g.IntN(6) {
	case 0, 1:
		return g.two("(%s "+g.pick("+", "-", "*", "/", "%")+" %s)", lang.Int, lang.Int, depth)
	case 2:
		return "-(" + g.of(lang.Int, depth) + ")"
	case 3:
		return g.two(g.pick("age_on", "years", "months")+"(%s, %s)", lang.DateKind, lang.DateKind, depth)
	case 4:
		return g.two(g.pick("min", "max")+"(%s, %s)", lang.Int, lang.Int, depth)
	}
	return g.pick(
		g.two("(%s - %s)", lang.DateKind, lang.DateKind, depth),
		"size("+g.of(lang.String, depth)+")",
		"size("+g.of(lang.Strings, depth)+")",
		g.two("table.pair(%s, %s)", lang.String, lang.Int, depth),
	)
}

func (g generator) decimal(depth int) string {
	kinds := []lang.Kind{lang.DecimalKind, lang.DecimalKind, lang.Int}
	left, right := kinds[g.IntN(3)], kinds[g.IntN(3)]
	switch g.IntN(7) {
	case 0, 1, 2:
		return g.two("(%s "+g.pick("+", "-", "*", "/", "%")+" %s)", left, right, depth)
	case 3:
		return g.pick("-", "ceil", "floor") + "(" + g.of(left, depth) + ")"
	case 4:
		to := g.pick("0.01", "1", "10", "0.0003", g.of(lang.DecimalKind, depth-1))
		return fmt.Sprintf("round(%s, %s, %q)", g.of(left, depth), to, g.pick("half_up", "half_even", "up", "down"))
	case 5:
		return g.two(g.pick("min", "max")+"(%s, %s)", lang.DecimalKind, right, depth)
	}
	return g.pick("table.rank("+g.of(lang.Int, depth)+")", "band.amount("+g.of(left, depth)+")")
}

func (g generator) date(depth int) string {
	switch g.IntN(4) {
	case 0, 1:
		return g.two("(%s "+g.pick("+", "-")+" %s)", lang.DateKind, lang.Int, depth)
	case 2:
		return g.two(g.pick("min", "max")+"(%s, %s)", lang.DateKind, lang.DateKind, depth)
	}
	return "table.none()"
}

func (g generator) text(depth int) string {
	if g.IntN(2) == 0 {
		return "table.title(" + g.of(lang.Bool, depth) + ")"
	}
	return g.two("(%s + %s)", lang.String, lang.String, depth)
}

func (g generator) list(depth int) string {
	return fmt.Sprintf("%s.filter(n, n != %s)", g.pick("list", "head.list"), g.of(lang.String, depth-1))
}

// rows fills cells. A third of the columns have no hole, so that the kernels'
// quick ways are gone as well.
func (g generator) rows(of lang.Scope, count int) *cells {
	c := &cells{scope: of, rows: make([][]lang.Value, count)}
	for i := range c.rows {
		c.rows[i] = make([]lang.Value, len(c.scope.Fields))
	}
	for f, field := range c.scope.Fields {
		whole, wild := g.IntN(3) == 0, g.IntN(2) == 0
		value := g.cell(field, wild, whole)
		alike := whole && g.IntN(2) == 0 // so that the column settles what is asked of it
		for i := range c.rows {
			if i == 0 || !alike && !constant(field.Name) {
				value = g.cell(field, wild, whole)
			}
			c.rows[i][f] = value
		}
	}
	return c
}

// constant says that a field has one value for all rows.
func constant(name string) bool {
	return name == "as_of" || strings.HasPrefix(name, "head.") || strings.HasPrefix(name, "policy.")
}

func (g generator) cell(f lang.Field, wild, whole bool) lang.Value {
	switch {
	case !whole && g.IntN(5) == 0:
		return lang.Unknown()
	case !whole && canFail(f.Name) && g.IntN(8) == 0:
		return noRow
	}
	switch f.Kind {
	case lang.Bool:
		return lang.BoolOf(g.IntN(2) == 0)
	case lang.Int:
		return lang.IntOf(g.number(wild))
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(g.number(wild)))
	case lang.DateKind:
		if wild && g.IntN(4) == 0 {
			return lang.DateOf(lang.Date(g.Uint32()))
		}
		return lang.DateOf(lang.Date(g.IntN(60_000) - 30_000))
	case lang.Strings:
		return lang.StringsOf([][]string{{}, {"a"}, {"甲", "lixiu"}, {"a", "a", "b"}}[g.IntN(4)])
	}
	if f.Enum != nil {
		return lang.StringOf(f.Enum[g.IntN(len(f.Enum))].Code)
	}
	return lang.StringOf(g.pick("", "a", "ab", "甲", "lixiu", "甲乙", "b"))
}

// canFail says that the cells of a field may be failures: Arrow has none.
func canFail(name string) bool {
	return name == "j" || name == "y" || name == "c" || name == "t" || name == "e"
}

func (g generator) number(wild bool) int64 {
	if wild && g.IntN(3) == 0 {
		edges := []int64{math.MaxInt64, math.MinInt64, math.MinInt64 + 1, 1 << 61, 1<<62 - 1, -1 << 61, math.MaxInt64 / 10_000, 0, -1}
		return edges[g.IntN(len(edges))]
	}
	if g.IntN(2) == 0 {
		return []int64{0, 1, 7, 8, 9, 10, 131, -1, 5000, 15000, 10000, -5000}[g.IntN(12)]
	}
	return g.Int64N(40_000_000) - 10_000_000
}

// batch gives the cells as columns: Arrow arrays where nothing failed, constants,
// and values of another program for the rest.
func (g generator) batch(c *cells, from, to int) column.Batch {
	part := &cells{scope: c.scope, rows: c.rows[from:to]}
	b := column.Batch{Rows: to - from}
	for f, field := range c.scope.Fields {
		values := part.column(f)
		switch {
		case constant(field.Name) && len(values) > 0:
			b.Columns = append(b.Columns, column.Constant(values[0]))
		case canFail(field.Name) && g.IntN(2) == 0:
			b.Columns = append(b.Columns, g.typed(field.Kind, values))
		case canFail(field.Name) || field.Kind == lang.Strings || constant(field.Name):
			b.Columns = append(b.Columns, column.Values(field.Kind, values))
		default:
			b.Columns = append(b.Columns, column.Array(arrowColumn(field.Kind, values, g.IntN(3)*37)))
		}
	}
	return b
}
