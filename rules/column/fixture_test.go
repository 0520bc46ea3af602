package column_test

import (
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

var categories = []lang.Code{{Code: "lixiu", Label: "离休"}, {Code: "tuixiu", Label: "退休"}, {Code: "tuizhi", Label: "退职"}}

// scope has two fields of every kind, so that vectors meet vectors, and lookups
// of one key, of two, and of none.
func scope() lang.Scope {
	return lang.Scope{
		Fields: []lang.Field{
			{Name: "i", Kind: lang.Int},
			{Name: "j", Kind: lang.Int},
			{Name: "x", Kind: lang.DecimalKind},
			{Name: "y", Kind: lang.DecimalKind},
			{Name: "d", Kind: lang.DateKind},
			{Name: "e", Kind: lang.DateKind},
			{Name: "b", Kind: lang.Bool},
			{Name: "c", Kind: lang.Bool},
			{Name: "s", Kind: lang.String},
			{Name: "t", Kind: lang.String},
			{Name: "code", Kind: lang.String, Enum: categories},
			{Name: "list", Kind: lang.Strings},
			{Name: "head.list", Kind: lang.Strings},
			{Name: "head.text", Kind: lang.String},
			{Name: "as_of", Kind: lang.DateKind},
			{Name: "head.rate", Kind: lang.DecimalKind},
		},
		Lookups: []lang.Lookup{
			{Name: "table.rank", Params: []lang.Field{{Name: "rank", Kind: lang.Int}}, Result: lang.DecimalKind, Call: rankTable},
			{Name: "table.pair", Params: []lang.Field{{Name: "code", Kind: lang.String, Enum: categories}, {Name: "rank", Kind: lang.Int}}, Result: lang.Int, Call: pairTable},
			{Name: "table.title", Params: []lang.Field{{Name: "on", Kind: lang.Bool}}, Result: lang.String, Call: titleTable},
			{Name: "table.none", Result: lang.DateKind, Call: func([]lang.Value) lang.Value { return lang.DateOf(100) }},
			{Name: "band.date", Params: []lang.Field{{Name: "of", Kind: lang.DateKind}}, Result: lang.Bool, Call: dateBand},
			{Name: "band.amount", Params: []lang.Field{{Name: "of", Kind: lang.DecimalKind}}, Result: lang.DecimalKind, Call: amountBand},
		},
	}
}

var noRow = lang.Failed(source.Fault{Message: source.Say("no row", "没有这一行")})

func rankTable(args []lang.Value) lang.Value {
	switch n := args[0].Int(); {
	case n == 131:
		return lang.DecimalOf(570 * lang.One)
	case n == 7:
		return lang.IntOf(1) // serves as a decimal
	case n == 8:
		return lang.IntOf(1 << 60) // too large for one
	case n == 9:
		return lang.Unknown()
	case n == 10:
		return lang.StringOf("not a decimal")
	case n > 100:
		return noRow
	}
	return lang.DecimalOf(lang.Decimal(args[0].Int()))
}

func pairTable(args []lang.Value) lang.Value {
	if args[0].Str() == "tuizhi" && args[1].Int() == 7 {
		return noRow
	}
	return lang.IntOf(int64(len(args[0].Str())) + args[1].Int()%1000)
}

func titleTable(args []lang.Value) lang.Value {
	if args[0].Bool() {
		return lang.StringOf("lixiu")
	}
	return lang.StringOf("其他")
}

func dateBand(args []lang.Value) lang.Value {
	if args[0].Date() > 1<<20 {
		return noRow
	}
	return lang.BoolOf(args[0].Date()%2 == 0)
}

func amountBand(args []lang.Value) lang.Value {
	d, _ := args[0].Decimal()
	return lang.DecimalOf(d % (3 * lang.One))
}

func newEnv(t testing.TB, scope lang.Scope) *lang.Env {
	t.Helper()
	env, err := lang.NewEnv(scope)
	if err != nil {
		t.Fatal(err)
	}
	return env
}

// compile compiles an expression that the test knows to be right.
func compile(t testing.TB, env *lang.Env, text string) *lang.Expr {
	t.Helper()
	x, problems := env.Compile(source.Literal("expr", text), lang.Invalid)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return x
}

// program compiles expressions to a worker.
func program(t testing.TB, scope lang.Scope, exprs ...*lang.Expr) *column.Worker {
	t.Helper()
	p, err := column.Compile(scope, exprs)
	if err != nil {
		t.Fatal(err)
	}
	return p.NewWorker()
}

// cells are rows of values by field, as lang reads them.
type cells struct {
	scope lang.Scope
	rows  [][]lang.Value
}

// A cellRow is one of them.
type cellRow struct {
	cells *cells
	row   int
}

func (r cellRow) Field(index int) lang.Value { return r.cells.rows[r.row][index] }

// column gives the cells of one field.
func (c *cells) column(field int) []lang.Value {
	values := make([]lang.Value, len(c.rows))
	for i, row := range c.rows {
		values[i] = row[field]
	}
	return values
}

// arrowColumn makes the Arrow array that a roster would have of values; it is a
// slice of a longer one, so that offsets are not zero.
func arrowColumn(kind lang.Kind, values []lang.Value, skip int) arrow.Array {
	builder := arrowBuilder(kind)
	for range skip {
		builder.AppendNull()
	}
	for _, v := range values {
		appendValue(builder, v)
	}
	a := builder.NewArray()
	return array.NewSlice(a, int64(skip), int64(skip+len(values)))
}

func arrowBuilder(kind lang.Kind) array.Builder {
	switch kind {
	case lang.Bool:
		return array.NewBooleanBuilder(memory.DefaultAllocator)
	case lang.DateKind:
		return array.NewDate32Builder(memory.DefaultAllocator)
	case lang.String:
		return array.NewDictionaryBuilder(memory.DefaultAllocator,
			&arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String})
	}
	return array.NewInt64Builder(memory.DefaultAllocator)
}

func appendValue(builder array.Builder, v lang.Value) {
	if !v.Known() {
		builder.AppendNull()
		return
	}
	switch c := builder.(type) {
	case *array.BinaryDictionaryBuilder:
		if err := c.AppendString(v.Str()); err != nil {
			panic(err)
		}
	case *array.StringBuilder:
		c.Append(v.Str())
	case *array.Date32Builder:
		c.Append(arrow.Date32(v.Date()))
	case *array.BooleanBuilder:
		c.Append(v.Bool())
	case *array.Int64Builder:
		d, _ := v.Decimal()
		if v.Kind() == lang.Int {
			c.Append(v.Int())
		} else {
			c.Append(int64(d))
		}
	}
}
