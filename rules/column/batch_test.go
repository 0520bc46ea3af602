package column_test

import (
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// TestBatchSizes cuts the same rows into batches of every awkward size: the
// values never change.
func TestBatchSizes(t *testing.T) {
	env := newEnv(t, scope())
	g := newGenerator(42)
	var exprs []*lang.Expr
	for len(exprs) < 40 {
		if x, problems := env.Compile(source.Literal("expr", g.expression()), lang.Invalid); len(problems) == 0 {
			exprs = append(exprs, x)
		}
	}
	c := g.rows(scope(), 4200)
	want := make([][]lang.Value, len(exprs))
	for i, x := range exprs {
		for row := range c.rows {
			want[i] = append(want[i], x.Eval(cellRow{c, row}))
		}
	}
	w := program(t, scope(), exprs...)
	for _, size := range []int{1, 63, 65, 1000, 2048, 2049, 65_536} {
		last := min(len(c.rows), 64*size)
		for from := 0; from < last; from += size {
			to := min(from+size, last)
			results, err := w.Run(g.batch(c, from, to))
			if err != nil {
				t.Fatal(err)
			}
			for i := range exprs {
				holds(t, exprs[i].Text(), &results[i].Vector, want[i][from:to])
			}
		}
	}
}

// holds compares a vector with the values it should have, and its bitmaps with
// each other.
func holds(t *testing.T, name string, v *column.Vector, want []lang.Value) {
	t.Helper()
	if v.Len() != len(want) {
		t.Fatalf("%s has %d rows, want %d", name, v.Len(), len(want))
	}
	known := 0
	for row, w := range want {
		if got := v.Value(row); !got.Equal(w) {
			t.Fatalf("%s, row %d of %d: %s %s, want %s %s", name, row, len(want), got.Kind(), got, w.Kind(), w)
		}
		if w.Known() {
			known++
		}
		if w.Known() && !raw(v, row).Equal(w) {
			t.Fatalf("%s, row %d of %d: the arrays hold %s, want %s", name, row, len(want), raw(v, row), w)
		}
		if v.Known(row) != w.Known() || v.Bools().Has(row) != w.Bool() {
			t.Fatalf("%s, row %d of %d: the bits do not tell what the value does", name, row, len(want))
		}
	}
	if counted := len(want) - v.Unknown().Count() - v.Failed().Count(); counted != known {
		t.Fatalf("%s: %d rows are known by their bits, %d by their values", name, counted, known)
	}
}

// raw reads a row from the arrays that a caller works on.
func raw(v *column.Vector, row int) lang.Value {
	switch v.Kind() {
	case lang.Bool:
		return lang.BoolOf(v.Bools().Has(row))
	case lang.Int:
		return lang.IntOf(v.Ints()[row])
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(v.Ints()[row]))
	case lang.DateKind:
		return lang.DateOf(lang.Date(v.Dates()[row]))
	case lang.String:
		return lang.StringOf(v.Texts()[v.Codes()[row]])
	}
	return v.Value(row)
}

func TestEmptyBatch(t *testing.T) {
	env := newEnv(t, scope())
	w := program(t, scope(), compile(t, env, `i + 1`), compile(t, env, `s == "a" && b`), compile(t, env, `s`), compile(t, env, `list`))
	g := newGenerator(1)
	results, err := w.Run(g.batch(&cells{scope: scope()}, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	for i := range results {
		if results[i].Len() != 0 || results[i].Failed().Count() != 0 || results[i].Unknown().Count() != 0 {
			t.Errorf("result %d of an empty batch has rows", i)
		}
	}
}

// Rosters keep the key and private fields as plain strings, without a dictionary.
func TestPlainStrings(t *testing.T) {
	env := newEnv(t, scope())
	w := program(t, scope(), compile(t, env, `s.startsWith("甲")`), compile(t, env, `s + "!"`))
	b := array.NewStringBuilder(memory.DefaultAllocator)
	b.AppendValues([]string{"x", "甲乙", "", "甲"}, []bool{true, true, false, true})
	results := mustRun(t, w, column.Batch{Rows: 4, Columns: columns("s", column.Array(b.NewArray()))})
	holds(t, "startsWith", &results[0].Vector, []lang.Value{lang.BoolOf(false), lang.BoolOf(true), lang.Unknown(), lang.BoolOf(true)})
	holds(t, "+", &results[1].Vector, []lang.Value{lang.StringOf("x!"), lang.StringOf("甲乙!"), lang.Unknown(), lang.StringOf("甲!")})
}

// The code of a null may be anything: it must not be looked up.
func TestCodesOfNulls(t *testing.T) {
	env := newEnv(t, scope())
	w := program(t, scope(), compile(t, env, `s == "a" || s.size() > 1`), compile(t, env, `s == t`))
	texts := array.NewStringBuilder(memory.DefaultAllocator)
	texts.Append("a")
	codes := array.NewInt32Builder(memory.DefaultAllocator)
	codes.AppendValues([]int32{0, 99, -5}, []bool{true, false, false})
	dictionary := array.NewDictionaryArray(&arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String},
		codes.NewArray(), texts.NewArray())
	none := array.NewDictionaryBuilder(memory.DefaultAllocator, dictionary.DataType().(*arrow.DictionaryType))
	none.AppendNulls(3)
	batch := column.Batch{Rows: 3, Columns: columns("s", column.Array(dictionary))}
	batch.Columns[fieldIndex("t")] = column.Array(none.NewArray())
	results := mustRun(t, w, batch)
	holds(t, "==", &results[0].Vector, []lang.Value{lang.BoolOf(true), lang.Unknown(), lang.Unknown()})
	holds(t, "== none", &results[1].Vector, []lang.Value{lang.Unknown(), lang.Unknown(), lang.Unknown()})
}

// A program may read what another one gave for the same rows.
func TestComputedColumns(t *testing.T) {
	env := newEnv(t, scope())
	first := program(t, scope(), compile(t, env, `x * 2`), compile(t, env, `table.title(b)`))
	second := program(t, scope(), compile(t, env, `y > 3 && t == "lixiu"`))
	batch := column.Batch{Rows: 3, Columns: columns("x", column.Values(lang.DecimalKind, []lang.Value{
		lang.DecimalOf(lang.One), lang.DecimalOf(2 * lang.One), lang.Unknown(),
	}))}
	batch.Columns[fieldIndex("b")] = column.Constant(lang.BoolOf(true))
	measures := mustRun(t, first, batch)
	batch.Columns[fieldIndex("y")] = column.Computed(&measures[0].Vector)
	batch.Columns[fieldIndex("t")] = column.Computed(&measures[1].Vector)
	results := mustRun(t, second, batch)
	holds(t, "measures", &results[0].Vector, []lang.Value{lang.BoolOf(false), lang.BoolOf(true), lang.Unknown()})
}

func TestColumnsThatDoNotFit(t *testing.T) {
	env := newEnv(t, scope())
	w := program(t, scope(), compile(t, env, `i > 0`))
	ints := array.NewInt64Builder(memory.DefaultAllocator)
	ints.Append(1)
	bools := array.NewBooleanBuilder(memory.DefaultAllocator)
	bools.AppendValues([]bool{true, false}, nil)
	for name, test := range map[string]struct {
		columns []column.Column
		want    string
	}{
		"none":     {nil, "lacks the field i"},
		"left out": {columns("j", column.Constant(lang.IntOf(1))), "lacks the field i"},
		"short":    {columns("i", column.Array(ints.NewArray())), "has 1 rows, the batch 2"},
		"a bool":   {columns("i", column.Array(bools.NewArray())), "is int, its column is of type bool"},
		"a date":   {columns("i", column.Values(lang.DateKind, []lang.Value{lang.DateOf(1), lang.DateOf(2)})), "is int, its column is date"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.Run(column.Batch{Rows: 2, Columns: test.columns})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want one that says %q", err, test.want)
			}
		})
	}
}

func TestForeignExpressions(t *testing.T) {
	env := newEnv(t, scope())
	x := compile(t, env, `j > 0 && table.rank(i) > 0`)
	other := scope()
	other.Lookups = nil
	if _, err := column.Compile(other, []*lang.Expr{x}); err == nil {
		t.Error("an expression compiles over a scope without its lookup")
	}
	other = scope()
	other.Fields[1].Kind = lang.Bool
	if _, err := column.Compile(other, []*lang.Expr{x}); err == nil {
		t.Error("an expression compiles over a scope whose field is of another kind")
	}
}

func fieldIndex(name string) int {
	for i, f := range scope().Fields {
		if f.Name == name {
			return i
		}
	}
	panic("no field " + name)
}

// columns gives one column at its place among those of the scope.
func columns(name string, c column.Column) []column.Column {
	list := make([]column.Column, len(scope().Fields))
	list[fieldIndex(name)] = c
	return list
}

func mustRun(t *testing.T, w *column.Worker, b column.Batch) []column.Result {
	t.Helper()
	results, err := w.Run(b)
	if err != nil {
		t.Fatal(err)
	}
	return results
}
