package column_test

import (
	"slices"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// TestWhatCannotFireIsSkipped says what blocks compute of expressions that a
// constant or a dictionary settles, and that their values are the reference's.
// The rows have texts "a" and "甲"; t lacks one, and i / 0 fails.
func TestWhatCannotFireIsSkipped(t *testing.T) {
	for text, want := range map[string][]string{
		`as_of > date("2000-01-01") && i * i > 5`:           nil, // as_of is in 1970
		`i * i > 5 && as_of > date("2000-01-01")`:           nil,
		`(i * i > 5 && as_of > date("2000-01-01")) && b`:    nil,
		`i / 0 > 1 && head.rate > 100`:                      nil,
		`head.rate < 100 || i / 0 > 1`:                      nil,
		`i / 0 > 1 || head.rate < 100`:                      nil,
		`!(i > 5 && head.text == "b")`:                      nil,
		`s == "b" && i > 5`:                                 nil,
		`i > 5 && s.startsWith("lixiu")`:                    nil,
		`i > 5 || s in ["甲", "a", "b"]`:                     nil,
		`s in head.list && i > 5`:                           nil,
		`i > 5 && "甲乙" == s`:                                nil,
		`s != "b" || b`:                                     nil,
		`!known(i) && i > 5`:                                nil,
		`as_of > date("2000-01-01") ? i > 5 : s == "b"`:     nil,
		`table.rank(131) > 500 || b`:                        nil,
		`s != "b" && i > 5`:                                 {"i > 5", "#1 && #2"},
		`head.rate > 100 || i > 5`:                          {"i > 5", "#1 || #2"},
		`t == "b" && i > 5`:                                 {`t == "b"`, "i > 5", "#1 && #2"},
		`s == "a" && i > 5`:                                 {`s == "a"`, "i > 5", "#1 && #2"},
		`as_of > date("2000-01-01") ? s == "b" : s == "a"`:  {`s == "a"`, "#1 ? #2 : #3"},
		`known(t) && i > 5`:                                 {"known(t)", "i > 5", "#1 && #2"},
		`(head.rate > 100 && i * i > 5) || i * i + 1 > j`:   {"i * i", "#2 + 1", "#5 > j", "#4 || #6"},
		`as_of + 1 > d`:                                     {"#1 > d"},
		`i > 5 && table.pair(code, i) > 0 && head.rate < 1`: nil,
	} {
		t.Run(text, func(t *testing.T) {
			x := compile(t, newEnv(t, scope()), text)
			w := program(t, scope(), x)
			c := twoTexts(300)
			compareRows(t, x, &mustRun(t, w, newGenerator(1).batch(c, 0, len(c.rows)))[0].Vector, c)
			if got := w.Computed(); !slices.Equal(got, want) {
				t.Errorf("a block computes %q, want %q", got, want)
			}
		})
	}
}

func twoTexts(rows int) *cells {
	return filled(rows, func(f lang.Field, row int) lang.Value {
		switch f.Name {
		case "s":
			return lang.StringOf([]string{"a", "甲"}[row%2])
		case "t":
			return []lang.Value{lang.StringOf("a"), lang.Unknown()}[row%2]
		case "head.text":
			return lang.StringOf("a")
		case "head.list":
			return lang.StringsOf([]string{"b"})
		}
		return tame(f, row)
	})
}

// What settles in one batch may not in the next: nothing of a batch is left.
func TestSettledBatchByBatch(t *testing.T) {
	env := newEnv(t, scope())
	exprs := []*lang.Expr{compile(t, env, `i > 5 && s == "甲"`), compile(t, env, `i > 5 || head.rate > 1`), compile(t, env, `head.rate`)}
	w := program(t, scope(), exprs...)
	g := newGenerator(3)
	for round := range 6 {
		c := twoTexts(100 + 2000*(round%2))
		for row := range c.rows {
			if round%3 > 0 {
				c.rows[row][fieldIndex("s")] = lang.StringOf("a")
			}
			c.rows[row][fieldIndex("head.rate")] = lang.DecimalOf(lang.Decimal(round) * lang.One)
		}
		results := mustRun(t, w, g.batch(c, 0, len(c.rows)))
		for i, x := range exprs {
			want := make([]lang.Value, len(c.rows))
			for row := range want {
				want[row] = x.Eval(cellRow{c, row})
			}
			holds(t, x.Text(), &results[i].Vector, want)
		}
	}
}

// A field may be settled one way in a program and read in another.
func TestSettledByTypedColumns(t *testing.T) {
	w := program(t, scope(), compile(t, newEnv(t, scope()), `t == "a" && i > 0`))
	batch := column.Batch{Rows: 2, Columns: columns("i", column.Ints([]int64{1, -1}, column.Doubts{}))}
	for texts, want := range map[string]int{"a": 1, "b": 0} {
		batch.Columns[fieldIndex("t")] = column.Codes([]int32{0, 0}, []string{texts}, column.Doubts{})
		if got := mustRun(t, w, batch)[0].Bools().Count(); got != want {
			t.Errorf("%d rows hold where all texts are %q, want %d", got, texts, want)
		}
	}
}
