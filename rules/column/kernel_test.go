package column_test

import (
	"fmt"
	"math"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// kernels are expressions that each go through a kernel, or a way through one,
// of its own.
var kernels = []string{
	// comparisons: with a constant on either side, of two vectors, of each kind
	`i == 7`, `i != 7`, `i < 7`, `i <= 7`, `7 > i`, `7 >= i`, `i < j`, `i >= j`, `i == j`, `i != j`,
	`x == 0.5`, `x > y`, `d <= as_of`, `as_of < d`, `d != e`, `d > e`, `b == c`, `b != true`,
	`s == "a"`, `s != "甲"`, `s < "b"`, `"b" >= s`, `s == t`, `s < t`, `code == "离休"`,
	// arithmetic of both kinds, in the quick form and in the exact one
	`i + 1`, `i - j`, `7 - i`, `i * j`, `i * 3`, `i / 7`, `i / j`, `i % 7`, `i % j`, `-i`,
	`x + y`, `x - 0.5`, `x * y`, `1.13% * x`, `x / y`, `x / 3`, `1 / x`, `x % y`, `-x`, `i * 1.5`,
	`ceil(x)`, `floor(x)`, `ceil(i)`,
	`round(x, 0.01, "half_up")`, `round(x, 0.01, "half_even")`, `round(x, 10, "up")`, `round(x, 10, "down")`, `round(x, y, "half_up")`,
	`min(i, j)`, `max(x, 0)`, `min(d, e)`, `max(d, as_of)`,
	// logic and choice
	`b && c`, `b || c`, `!b`, `b && true`, `false || b`, `b ? i : j`, `b ? 1 : 2`, `b ? x : 0`, `b ? d : as_of`, `b ? c : !c`,
	`b ? s : t`, `b ? "甲" : s`, `true ? i : j`,
	`coalesce(i, j)`, `coalesce(x, 0)`, `coalesce(b, false)`, `coalesce(s, "?")`, `coalesce(d, e, as_of)`,
	`known(i)`, `known(s)`, `known(i / j)`,
	// dates
	`age_on(d, as_of)`, `years(as_of, d)`, `months(d, e)`, `d - e`, `d + i`, `d - i`, `as_of + i`,
	// an age beside a constant is computed as a date
	`age_on(d, as_of) >= 18`, `years(d, as_of) < 2`, `months(d, as_of) <= 7`, `7 < months(d, as_of)`, `age_on(as_of, d) > 3`, `months(as_of, d) < -5`,
	`age_on(d, as_of) == 3`, `age_on(d, as_of) > i`, `age_on(d, e) >= 3`, `age_on(d, as_of) >= 9223372036854775807`, `years(as_of, d) > -9223372036854775807`,
	// a ratio beside a number is computed without rounding
	`x / y > 0.5`, `x / y >= 0.5`, `x / y < 0.0003`, `0.25 <= x / y`, `x / y < -1.5`, `head.rate >= x / y`, `x / y > y`, `x / y == 0.5`,
	`0.5 * x < y`, `x >= y * 0.0003`, `0.5 * x > y`, `1.13% * x <= y`, `-2.5 * x < y`, `x * y < y`, `0.5 * x < 2`, `0.0001 * x == y`,
	// texts and lists
	`s.startsWith("甲")`, `"甲乙丙".startsWith(s)`, `s.endsWith(t)`, `s.contains("a")`, `s.matches("^.$")`, `size(s)`, `s + t`, `s + "!"`,
	`s in ["a", "甲"]`, `s in list`, `s in head.list`, `"a" in list`, `size(list)`, `s in []`,
	`i in [7, 131]`, `i in [1, 7, 8, 9, 10, 131]`, `i in [1, 7, 8, 9, 10, 9223372036854775807]`, `x in [y, 1]`, `d in [as_of, e]`, `b in [c, true]`,
	`[1, 7].exists(n, n == i)`, `[1, 7].all(n, n < i && b)`, `[1, 7, 9].exists_one(n, n == i || b)`, `list.exists(n, n == s)`, `list`,
	// lookups
	`table.rank(i)`, `table.rank(131)`, `table.pair(code, i)`, `table.title(b)`, `table.none()`, `band.date(d)`, `band.amount(x)`,
}

// TestKernels runs each kernel over rows that end at, before and behind the end
// of a word and of a block, whole, empty, and with one row that is out of the
// ordinary.
func TestKernels(t *testing.T) {
	env := newEnv(t, scope())
	exprs := make([]*lang.Expr, len(kernels))
	for i, text := range kernels {
		exprs[i] = compile(t, env, text)
	}
	w := program(t, scope(), exprs...)
	for name, fill := range map[string]func(f lang.Field, row int) lang.Value{
		"whole":     tame,
		"empty":     func(lang.Field, int) lang.Value { return lang.Unknown() },
		"one hole":  exceptAt(64, lang.Unknown()),
		"one fault": exceptAt(63, noRow),
		"one wide":  wideAt(64, math.MaxInt64),
		"one low":   wideAt(0, math.MinInt64),
		"one zero":  wideAt(1, 0),
	} {
		t.Run(name, func(t *testing.T) {
			for _, rows := range []int{1, 63, 64, 65, 2049} {
				c := filled(rows, fill)
				results := mustRun(t, w, newGenerator(uint64(rows)).batch(c, 0, rows))
				for i, x := range exprs {
					want := make([]lang.Value, rows)
					for row := range want {
						want[row] = x.Eval(cellRow{c, row})
					}
					holds(t, x.Text(), &results[i].Vector, want)
				}
			}
		})
	}
}

func filled(rows int, fill func(f lang.Field, row int) lang.Value) *cells {
	c := &cells{scope: scope(), rows: make([][]lang.Value, rows)}
	for row := range c.rows {
		for _, f := range c.scope.Fields {
			at := row
			if constant(f.Name) {
				at = 5
			}
			c.rows[row] = append(c.rows[row], fill(f, at))
		}
	}
	return c
}

// tame gives ordinary values, which differ from field to field and row to row.
func tame(f lang.Field, row int) lang.Value {
	n := int64(row*7+int(f.Name[0])) % 140
	switch f.Kind {
	case lang.Bool:
		return lang.BoolOf(n%3 == 0)
	case lang.Int:
		return lang.IntOf(n - 5)
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal((n - 5) * 2_500))
	case lang.DateKind:
		return lang.DateOf(lang.Date(n*97 - 3_000))
	case lang.Strings:
		return lang.StringsOf([]string{"a", "甲"}[:n%3])
	}
	if f.Enum != nil {
		return lang.StringOf(f.Enum[n%3].Code)
	}
	return lang.StringOf([]string{"a", "甲", "ab", "甲乙", ""}[n%5])
}

// exceptAt gives ordinary values but for one row; a fault is only where a column
// can hold one.
func exceptAt(at int, v lang.Value) func(lang.Field, int) lang.Value {
	_, fault := v.Fault()
	return func(f lang.Field, row int) lang.Value {
		if row != at || fault && !canFail(f.Name) {
			return tame(f, row)
		}
		return v
	}
}

// wideAt gives ordinary values but for one row, whose numbers are extreme.
func wideAt(at int, n int64) func(lang.Field, int) lang.Value {
	return func(f lang.Field, row int) lang.Value {
		switch {
		case row != at:
		case f.Kind == lang.Int:
			return lang.IntOf(n)
		case f.Kind == lang.DecimalKind:
			return lang.DecimalOf(lang.Decimal(n))
		case f.Kind == lang.DateKind:
			return lang.DateOf(lang.Date(int32(max(math.MinInt32, min(math.MaxInt32, n)))))
		}
		return tame(f, row)
	}
}

// TestAgesBesideConstants holds the days on which an age turns to lang's, around
// birthdays of every awkward sort.
func TestAgesBesideConstants(t *testing.T) {
	env := newEnv(t, scope())
	var exprs []*lang.Expr
	for _, name := range []string{"months", "age_on"} {
		for _, sign := range []string{"<", "<=", ">", ">="} {
			for _, n := range []int{-13, -12, -1, 0, 1, 2, 11, 12, 13, 48} {
				exprs = append(exprs, compile(t, env, fmt.Sprintf("%s(d, as_of) %s %d", name, sign, n)),
					compile(t, env, fmt.Sprintf("%s(as_of, d) %s %d", name, sign, n)))
			}
		}
	}
	w := program(t, scope(), exprs...)
	for _, text := range []string{"2016-02-29", "2015-03-31", "2015-12-31", "2015-01-01"} {
		asOf, _ := lang.ParseDate(text)
		c := &cells{scope: scope()}
		for day := asOf - 1500; day < asOf+1500; day++ {
			row := make([]lang.Value, len(scope().Fields))
			row[fieldIndex("d")], row[fieldIndex("as_of")] = lang.DateOf(day), lang.DateOf(asOf)
			c.rows = append(c.rows, row)
		}
		batch := column.Batch{Rows: len(c.rows), Columns: columns("d", column.Array(arrowColumn(lang.DateKind, c.column(fieldIndex("d")), 0)))}
		batch.Columns[fieldIndex("as_of")] = column.Constant(lang.DateOf(asOf))
		results := mustRun(t, w, batch)
		for i, x := range exprs {
			compareRows(t, x, &results[i].Vector, c)
		}
	}
}

// TestRounding rounds to every sort of unit by each mode, around each middle.
func TestRounding(t *testing.T) {
	env := newEnv(t, scope())
	var exprs []*lang.Expr
	for _, mode := range []string{"half_up", "half_even", "up", "down"} {
		for _, unit := range []string{"0.0001", "0.0002", "0.0003", "0.01", "1", "10", "922337203685477.5807"} {
			exprs = append(exprs, compile(t, env, fmt.Sprintf("round(x, %s, %q)", unit, mode)))
		}
	}
	c := filled(0, tame)
	for _, middle := range []int64{0, 50, 150, 250, 5_000, 15_000, 50_000, 1 << 46, 1 << 47, 1 << 52, 1 << 61, math.MaxInt64 - 5_000} {
		for n := middle - 4; n <= middle+4; n++ {
			for _, v := range []int64{n, -n} {
				row := make([]lang.Value, len(scope().Fields))
				row[fieldIndex("x")] = lang.DecimalOf(lang.Decimal(v))
				c.rows = append(c.rows, row)
			}
		}
	}
	g, w := newGenerator(1), program(t, scope(), exprs...)
	for _, to := range []int{9 * 2 * 7, 9 * 2 * 8, 9 * 2 * 9, len(c.rows)} { // more and more is out of the ordinary
		part := &cells{scope: c.scope, rows: c.rows[:to]}
		results := mustRun(t, w, g.batch(part, 0, to))
		for i, x := range exprs {
			compareRows(t, x, &results[i].Vector, part)
		}
	}
}

// TestCalendar holds the quick calendar to lang's on every day of four centuries
// and on days far beyond any roster.
func TestCalendar(t *testing.T) {
	env := newEnv(t, scope())
	x := compile(t, env, `months(d, as_of)`)
	w := program(t, scope(), x)
	days := make([]lang.Value, 0, 150_000)
	for day := -110_000; day < 40_000; day++ {
		days = append(days, lang.DateOf(lang.Date(day)))
	}
	for _, day := range []int32{math.MinInt32, math.MinInt32 + 1, -719_529, -719_528, 2_932_896, 2_932_897, math.MaxInt32} {
		days = append(days, lang.DateOf(lang.Date(day)))
	}
	asOf := lang.Date(16_455)
	want := make([]lang.Value, len(days))
	for i, d := range days {
		want[i] = lang.IntOf(d.Date().Months(asOf))
	}
	batch := column.Batch{Rows: len(days), Columns: columns("d", column.Array(arrowColumn(lang.DateKind, days, 3)))}
	batch.Columns[fieldIndex("as_of")] = column.Constant(lang.DateOf(asOf))
	holds(t, x.Text(), &mustRun(t, w, batch)[0].Vector, want)
}
