package column_test

import (
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// TestDifferential holds the two engines together: of ten thousand random
// expressions over random rows each row has the same outcome in both.
func TestDifferential(t *testing.T) {
	const perRound, rounds = 100, 100
	env := newEnv(t, scope())
	for round := range uint64(rounds) {
		differ(t, env, round, perRound)
		if t.Failed() {
			return
		}
	}
}

// FuzzDifferential looks for expressions and rows on which the engines differ.
func FuzzDifferential(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed << 32)
	}
	env := newEnv(f, scope())
	f.Fuzz(func(t *testing.T, seed uint64) { differ(t, env, seed, 10) })
}

// differ compares the engines on a program of random expressions.
func differ(t *testing.T, env *lang.Env, seed uint64, count int) {
	t.Helper()
	g := newGenerator(seed)
	var exprs []*lang.Expr
	for len(exprs) < count {
		text := g.expression()
		if x, problems := env.Compile(source.Literal("expr", text), lang.Invalid); len(problems) == 0 {
			exprs = append(exprs, x)
		}
	}
	p, err := column.Compile(env.Scope(), exprs)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	w := p.NewWorker()
	for range 2 { // the second batch finds what the first left in the worker
		c := g.rows(scope(), 1+g.IntN(70))
		results, err := w.Run(g.batch(c, 0, len(c.rows)))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for i, x := range exprs {
			compareRows(t, x, &results[i].Vector, c)
		}
	}
}

// compareRows holds a vector to what lang gives row by row.
func compareRows(t *testing.T, x *lang.Expr, v *column.Vector, c *cells) {
	t.Helper()
	for row := range c.rows {
		want, got := x.Eval(cellRow{c, row}), v.Value(row)
		if !got.Equal(want) {
			t.Errorf("%s\nrow %d of %d: lang gives %s %s, column %s %s", x.Text(), row, len(c.rows), want.Kind(), want, got.Kind(), got)
			for _, index := range x.Reads() {
				t.Logf("  %s = %s", c.scope.Fields[index].Name, c.rows[row][index])
			}
			return
		}
	}
}
