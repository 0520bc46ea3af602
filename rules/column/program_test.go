package column_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// TestPlan says what becomes of expressions: what they share stands once, what
// is constant not at all, and cel-go is left only what has no kernel.
func TestPlan(t *testing.T) {
	for name, test := range map[string]struct {
		exprs []string
		want  []string // a star marks a fallback
	}{
		"shared": {
			[]string{`x * y > 5 && b`, `x * y > 5 || c`, `x * y`},
			[]string{"x * y", "#1 > 5", "#2 && b", "#2 || c"},
		},
		"constants": {
			[]string{`i + (2 * 3 + size("甲乙")) > 7 - 7`, `1 + 1`},
			[]string{"i + 8", "#1 > 0"},
		},
		"a macro over literals": {
			[]string{`[1, 2].exists(n, n == i)`},
			[]string{"i == 1", "i == 2", "#1 || #2"},
		},
		"a macro over a field": {
			[]string{`b && list.exists(n, n == s)`},
			[]string{"*list.exists(n, n == s)", "b && #1"},
		},
		"only the part without a kernel": {
			[]string{`list == ["a"] ? i : j + 1`},
			[]string{"*list == [\"a\"]", "j + 1", "#1 ? i : #2"},
		},
		"an empty list": {[]string{`i in []`}, nil},
		"written as the dialect writes it": {
			[]string{`-i > size(list)`, `s.startsWith("甲") || s.matches("^.$")`, `s in ["a", "b"]`, `round(x, 0.01, "half_up")`},
			[]string{
				"-i", "size(list)", "#1 > #2", `s.startsWith("甲")`, `s.matches("^.$")`, "#4 || #5",
				`s in ["a", "b"]`, `round(x, 0.01, "half_up")`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			env := newEnv(t, scope())
			var exprs []*lang.Expr
			for _, text := range test.exprs {
				exprs = append(exprs, compile(t, env, text))
			}
			p, err := column.Compile(scope(), exprs)
			if err != nil {
				t.Fatal(err)
			}
			if got := steps(p); !slices.Equal(got, test.want) {
				t.Errorf("the plan is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// steps gives a plan as texts.
func steps(p *column.Program) []string {
	var list []string
	for _, step := range p.Plan() {
		text := step.Text
		if step.Fallback {
			text = "*" + text
		}
		list = append(list, text)
	}
	return list
}

// TestRoots says what each expression comes down to.
func TestRoots(t *testing.T) {
	env := newEnv(t, scope())
	var exprs []*lang.Expr
	for _, text := range []string{`i + 1 > 2`, `i`, `i + 1`, `1 + 1`, `"a"`} {
		exprs = append(exprs, compile(t, env, text))
	}
	p, err := column.Compile(scope(), exprs)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := p.Roots(), []string{"#2", "i", "#1", "2", `"a"`}; !slices.Equal(got, want) {
		t.Errorf("the expressions come down to %q, want %q", got, want)
	}
}

// TestReads gives the fields that a batch needs, and no other.
func TestReads(t *testing.T) {
	env := newEnv(t, scope())
	p, err := column.Compile(scope(), []*lang.Expr{compile(t, env, `i in [] || j > 0`)})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(p.Reads()); got != "[1]" {
		t.Errorf("the program reads %s, want j alone", got)
	}
}

// TestNothingIsAllocated runs batches of one block and of many again and again: a
// worker that has seen one as large allocates nothing, be it for a row or for the
// batch.
func TestNothingIsAllocated(t *testing.T) {
	for _, rows := range []int{100, 2_000, 60_000} {
		w := program(t, packScope, packExprs(t)...)
		batch := packBatch(packCells(rows, 1))
		allocated := testing.AllocsPerRun(3, func() {
			if _, err := w.Run(batch); err != nil {
				t.Fatal(err)
			}
		})
		if allocated > 0 {
			t.Errorf("a batch of %d rows allocates %.0f times", rows, allocated)
		}
	}
}

// TestLookupsAreAskedOnce counts the calls of a table over many rows.
func TestLookupsAreAskedOnce(t *testing.T) {
	calls := 0
	s := scope()
	s.Lookups = []lang.Lookup{{
		Name: "table.pair", Params: []lang.Field{{Name: "code", Kind: lang.String}, {Name: "rank", Kind: lang.Int}}, Result: lang.Int,
		Call: func(args []lang.Value) lang.Value {
			calls++
			return lang.IntOf(args[1].Int())
		},
	}}
	w := program(t, s, compile(t, newEnv(t, s), `table.pair(code, i)`))
	c := filled(5000, tame)
	pairs := map[string]bool{}
	for _, row := range c.rows {
		pairs[row[fieldIndex("code")].Str()+" "+row[fieldIndex("i")].String()] = true
	}
	for range 3 {
		mustRun(t, w, newGenerator(1).batch(c, 0, len(c.rows)))
	}
	if calls != len(pairs) {
		t.Errorf("%d combinations are asked %d times", len(pairs), calls)
	}
}

// TestWorkersShareAProgram runs workers of one program at the same time.
func TestWorkersShareAProgram(t *testing.T) {
	p, err := column.Compile(packScope, packExprs(t))
	if err != nil {
		t.Fatal(err)
	}
	batch := packBatch(packCells(5000, 3))
	counts := make([][]int, 4)
	var group sync.WaitGroup
	for i := range counts {
		group.Go(func() {
			results, err := p.NewWorker().Run(batch)
			for r := range results {
				counts[i] = append(counts[i], results[r].Bools().Count(), results[r].Unknown().Count())
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, c := range counts[1:] {
		if !slices.Equal(c, counts[0]) {
			t.Errorf("one worker counts %v, another %v", c, counts[0])
		}
	}
}

// TestPackLikeTheReference compares the rules that the benchmark measures.
func TestPackLikeTheReference(t *testing.T) {
	exprs := packExprs(t)
	c := packCells(3000, 9)
	results := mustRun(t, program(t, packScope, exprs...), packBatch(c))
	for i, x := range exprs {
		compareRows(t, x, &results[i].Vector, c)
		if results[i].Bools().Count() == 0 && i != 7 {
			t.Errorf("no row meets %s", x.Text())
		}
	}
}

// TestLookupsOfManyValues asks a band of more values than are kept, so that the
// memory of it grows and is begun anew.
func TestLookupsOfManyValues(t *testing.T) {
	const rows = 150_000
	w := program(t, scope(), compile(t, newEnv(t, scope()), `band.amount(x)`))
	values, want := make([]lang.Value, rows), make([]lang.Value, rows)
	for row := range values {
		n := lang.Decimal(row)*7919 - 500_000_000
		values[row], want[row] = lang.DecimalOf(n), lang.DecimalOf(n%(3*lang.One))
	}
	batch := column.Batch{Rows: rows, Columns: columns("x", column.Array(arrowColumn(lang.DecimalKind, values, 0)))}
	for range 2 {
		holds(t, "band.amount", &mustRun(t, w, batch)[0].Vector, want)
	}
}
