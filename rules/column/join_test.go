package column_test

import (
	"strings"
	"testing"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// Two scopes that begin alike, and then each have a field of one name that is
// not the same column.
var (
	joined = []lang.Field{
		{Name: "x", Kind: lang.Int},
		{Name: "list", Kind: lang.Strings},
		{Name: "own", Kind: lang.Int},
		{Name: "second/own", Kind: lang.Int},
	}
	firstScope  = lang.Scope{Fields: []lang.Field{joined[0], joined[1], joined[2]}}
	secondScope = lang.Scope{Fields: []lang.Field{joined[0], joined[2], joined[1]}}
	firstPart   = []int{0, 1, 2}
	secondPart  = []int{0, 3, 1} // in another order, too
)

func ints(n ...int64) column.Column { return column.Ints(n, column.Doubts{}) }

func join(t *testing.T, first, second []string) *column.Program {
	t.Helper()
	compile := func(scope lang.Scope, texts []string) (exprs []*lang.Expr) {
		env := newEnv(t, scope)
		for _, text := range texts {
			x, problems := env.Compile(source.Literal("expression", text), lang.Invalid)
			if err := problems.Err(); err != nil {
				t.Fatal(err)
			}
			exprs = append(exprs, x)
		}
		return exprs
	}
	p, err := column.Join(joined, []column.Part{
		{Scope: firstScope, Exprs: compile(firstScope, first), Columns: firstPart},
		{Scope: secondScope, Exprs: compile(secondScope, second), Columns: secondPart},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Words that read columns of their own are told apart, and those that read the
// same ones are computed once, what cel-go computes among them.
func TestPartsOfAProgramShareWhatIsTheSame(t *testing.T) {
	const filtered = `list.filter(s, s == "a").size() + x`
	p := join(t, []string{"x > 3 && own > 1", filtered}, []string{"x > 3 && own > 1", filtered, "list.filter(s, s == \"a\").size() + own"})
	results, err := p.NewWorker().Run(column.Batch{Rows: 2, Columns: []column.Column{
		ints(5, 5),
		column.Values(lang.Strings, []lang.Value{lang.StringsOf([]string{"a", "b", "a"}), lang.StringsOf(nil)}),
		ints(0, 9), ints(9, 0),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{{"false", "true"}, {"7", "5"}, {"true", "false"}, {"7", "5"}, {"11", "0"}} {
		for row := range want {
			if got := results[i].Value(row).String(); got != want[row] {
				t.Errorf("expression %d, row %d: %s, want %s", i, row, got, want[row])
			}
		}
	}
	shared := 0
	for _, step := range p.Plan() {
		if step.Text == "x > 3" {
			shared += step.Uses
		}
	}
	if shared != 2 {
		t.Errorf("x > 3 is used %d times by one step", shared)
	}
}

func TestJoinRefuses(t *testing.T) {
	env := newEnv(t, firstScope)
	exprs := []*lang.Expr{compile(t, env, "own > 1")}
	table := lang.Lookup{Name: "table.t", Result: lang.Int, Call: func([]lang.Value) lang.Value { return lang.IntOf(1) }}
	withTable := firstScope
	withTable.Lookups = []lang.Lookup{table}
	for want, parts := range map[string][]column.Part{
		"2 columns for 3 fields":  {{Scope: firstScope, Columns: []int{0, 1}}},
		"another scope":           {{Scope: firstScope, Exprs: exprs, Columns: []int{0, 1, 1}}},
		"two parts have a lookup": {{Scope: withTable, Columns: firstPart}, {Scope: withTable, Columns: firstPart}},
	} {
		if _, err := column.Join(joined, parts); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want an error that says %q", err, want)
		}
	}
	if _, err := column.Join(append(joined, joined[0]), nil); err == nil {
		t.Error("two columns of one name are taken")
	}
}
