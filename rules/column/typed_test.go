package column_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// cut are values cut into the slices that the typed columns are made of.
type cut struct {
	wide  []int64
	days  []int32
	truth column.Bits
	texts []string
	none  column.Doubts
}

// typed gives values as a column of slices. What stands in rows without a value
// is drawn: nothing may come of it. A row that failed is marked as unknown too.
func (g generator) typed(kind lang.Kind, values []lang.Value) column.Column {
	rows := len(values)
	c := cut{
		wide: make([]int64, rows), days: make([]int32, rows), truth: column.NewBits(rows),
		none: column.Doubts{Unknown: column.NewBits(rows), Failed: column.NewBits(rows)},
	}
	for row, v := range values {
		if v.Known() {
			c.put(row, v)
			continue
		}
		c.none.Unknown.Set(row)
		if _, failed := v.Fault(); failed {
			c.none.Failed.Set(row)
		}
		c.wide[row], c.days[row] = int64(g.Uint64()), int32(g.Uint32())
		c.truth.SetRange(row, row+g.IntN(2))
	}
	return c.column(kind)
}

func (c *cut) put(row int, v lang.Value) {
	switch d, _ := v.Decimal(); v.Kind() {
	case lang.Bool:
		if v.Bool() {
			c.truth.Set(row)
		}
	case lang.Int:
		c.wide[row] = v.Int()
	case lang.DecimalKind:
		c.wide[row] = int64(d)
	case lang.DateKind:
		c.days[row] = int32(v.Date())
	default:
		c.days[row], c.texts = int32(len(c.texts)), append(c.texts, v.Str())
	}
}

func (c *cut) column(kind lang.Kind) column.Column {
	switch kind {
	case lang.Bool:
		return column.Bools(c.truth, len(c.wide), c.none)
	case lang.Int:
		return column.Ints(c.wide, c.none)
	case lang.DecimalKind:
		return column.Decimals(c.wide, c.none)
	case lang.DateKind:
		return column.Dates(c.days, c.none)
	}
	return column.Codes(c.days, c.texts, c.none)
}

// TestTypedColumns reads slices of every kind, whole and with rows that have no
// value, as they are and as operands.
func TestTypedColumns(t *testing.T) {
	env := newEnv(t, scope())
	g := newGenerator(5)
	for _, fill := range []func(lang.Field, int) lang.Value{tame, exceptAt(64, lang.Unknown()), exceptAt(3, noRow)} {
		c := filled(130, fill)
		batch := g.batch(c, 0, len(c.rows))
		var exprs []*lang.Expr
		for _, name := range []string{"j", "y", "c", "t", "e"} {
			f := fieldIndex(name)
			batch.Columns[f] = g.typed(scope().Fields[f].Kind, c.column(f))
			exprs = append(exprs, compile(t, env, name), compile(t, env, "known("+name+")"), compile(t, env, name+" == "+name))
		}
		results := mustRun(t, program(t, scope(), exprs...), batch)
		for i, x := range exprs {
			want := make([]lang.Value, len(c.rows))
			for row := range want {
				want[row] = x.Eval(cellRow{c, row})
			}
			holds(t, x.Text(), &results[i].Vector, want)
		}
	}
}

// A worker writes what it makes of an Arrow column into memory of its own, never
// into the slices that it read before.
func TestTypedColumnsAreNotWritten(t *testing.T) {
	w := program(t, scope(), compile(t, newEnv(t, scope()), `t == "a" || c`))
	codes, texts, truth := []int32{0, 9, 1}, []string{"a", "b"}, column.Bits{7}
	none := column.Doubts{Unknown: column.Bits{2}}
	batch := column.Batch{Rows: 3, Columns: columns("t", column.Codes(codes, texts, none))}
	batch.Columns[fieldIndex("c")] = column.Bools(truth, 3, none)
	mustRun(t, w, batch)
	batch.Columns[fieldIndex("t")] = column.Array(arrowColumn(lang.String, []lang.Value{lang.StringOf("x"), lang.Unknown(), lang.StringOf("y")}, 0))
	mustRun(t, w, batch)
	if !slices.Equal(codes, []int32{0, 9, 1}) || !slices.Equal(texts, []string{"a", "b"}) || truth[0] != 7 || none.Unknown[0] != 2 {
		t.Errorf("the slices are now %v %q %b %b", codes, texts, truth, none.Unknown)
	}
}

// Lengths that do not fit are told before anything is computed.
func TestTypedColumnsThatDoNotFit(t *testing.T) {
	w := program(t, scope(), compile(t, newEnv(t, scope()), `j > 0`))
	three := make([]int64, 3)
	for name, test := range map[string]struct {
		column column.Column
		want   string
	}{
		"short":    {column.Ints(three[:2], column.Doubts{}), "the field j has 2 rows, the batch 3"},
		"decimals": {column.Decimals(three, column.Doubts{}), "the field j is int, its column is decimal"},
		"bits":     {column.Ints(three, column.Doubts{Unknown: make(column.Bits, 2)}), "the field j has bits for 128 rows, the batch 3"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.Run(column.Batch{Rows: 3, Columns: columns("j", test.column)})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want one that says %q", err, test.want)
			}
		})
	}
}

// TestBits holds bits to a list of bools.
func TestBits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(0, 200).Draw(t, "rows")
		from := rapid.IntRange(0, rows).Draw(t, "from")
		to := rapid.IntRange(0, rows).Draw(t, "to")
		single := rapid.SliceOf(rapid.IntRange(0, max(0, rows-1))).Draw(t, "single")
		b, want := column.NewBits(rows), make([]bool, rows)
		b.SetRange(from, to)
		for row := from; row < to; row++ {
			want[row] = true
		}
		if rows == 0 {
			single = nil
		}
		for _, row := range single {
			b.Set(row)
			want[row] = true
		}
		var set []int
		for row, is := range want {
			if is {
				set = append(set, row)
			}
			if b.Has(row) != is {
				t.Fatalf("row %d is %v", row, b.Has(row))
			}
		}
		if got := slices.Collect(b.All()); !slices.Equal(got, set) || b.Count() != len(set) {
			t.Fatalf("%d rows are set, %v, want %v", b.Count(), got, set)
		}
	})
}
