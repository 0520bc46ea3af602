package column_test

import (
	"fmt"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// TestRatiosOnTheMiddle compares ratios that lie on the middle between two
// numbers, where rounding half to even decides, and divides by zero and by less.
func TestRatiosOnTheMiddle(t *testing.T) {
	env := newEnv(t, scope())
	var exprs []*lang.Expr
	for _, sign := range []string{"<", "<=", ">", ">="} {
		for n := -3; n <= 3; n++ {
			number := lang.Decimal(n).String()
			exprs = append(exprs, compile(t, env, fmt.Sprintf("x / y %s %s", sign, number)), compile(t, env, fmt.Sprintf("%s %s x / y", number, sign)),
				compile(t, env, fmt.Sprintf("x * 0.5 %s y", sign)), compile(t, env, fmt.Sprintf("y %s -0.75 * x", sign)))
		}
	}
	var xs, ys []int64
	for x := int64(-12); x <= 12; x++ {
		for _, y := range []int64{-20_000, -3, -1, 0, 1, 2, 3, 4, 5, 20_000, 40_000, 60_000} {
			xs, ys = append(xs, x), append(ys, y)
		}
	}
	w := program(t, scope(), exprs...)
	for _, least := range []int64{-20_000, 0, 1} { // of the divisors
		c := ratioCells(xs, ys, least)
		batch := newGenerator(1).batch(c, 0, len(c.rows))
		results := mustRun(t, w, batch)
		for i, x := range exprs {
			compareRows(t, x, &results[i].Vector, c)
		}
	}
}

// ratioCells makes rows of x and y, without those whose y is less than least.
func ratioCells(xs, ys []int64, least int64) *cells {
	c := filled(0, tame)
	for i := range xs {
		if ys[i] < least {
			continue
		}
		row := make([]lang.Value, len(scope().Fields))
		row[fieldIndex("x")] = lang.DecimalOf(lang.Decimal(xs[i]))
		row[fieldIndex("y")] = lang.DecimalOf(lang.Decimal(ys[i]))
		c.rows = append(c.rows, row)
	}
	return c
}

// A ratio that something else asks for is worked out, once; one that is only
// compared is not.
func TestRatiosAreNotWorkedOut(t *testing.T) {
	batch := column.Batch{Rows: 3, Columns: columns("x", column.Decimals([]int64{1, 2, 3}, column.Doubts{}))}
	batch.Columns[fieldIndex("y")] = column.Decimals([]int64{4, 5, 6}, column.Doubts{})
	for text, want := range map[string]string{
		`x / y > 0.5`:              `[#1 > 0.5]`,
		`x < 0.5 * y`:              `[x < #1]`,
		`max(x / y, y) > x / y`:    `[x / y max(#1, y) #2 > #1]`,
		`x / y > 922337203685477`:  `[x / y #1 > 922337203685477]`,
		`x * y > 0.5`:              `[x * y #1 > 0.5]`,
		`age_on(d, as_of) > 5`:     `[#1 > 5]`,
		`age_on(d, as_of) + 1 > 5`: `[age_on(d, as_of) #1 + 1 #2 > 5]`,
	} {
		batch.Columns[fieldIndex("d")] = column.Dates([]int32{0, 1, 2}, column.Doubts{})
		batch.Columns[fieldIndex("as_of")] = column.Constant(lang.DateOf(20_000))
		w := program(t, scope(), compile(t, newEnv(t, scope()), text))
		mustRun(t, w, batch)
		if got := fmt.Sprint(w.Computed()); got != want {
			t.Errorf("%s computes %s, want %s", text, got, want)
		}
	}
}
