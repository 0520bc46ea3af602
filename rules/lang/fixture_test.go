package lang_test

import (
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/source"
)

var (
	categories = []lang.Code{{Code: "lixiu", Label: "离休"}, {Code: "tuixiu", Label: "退休"}, {Code: "tuizhi", Label: "退职"}}
	classes    = []lang.Code{{Code: "0", Label: "非艰边地区"}, {Code: "1", Label: "一类区"}, {Code: "2", Label: "二类区"}}
	payers     = []lang.Code{{Code: "finance", Label: "财政"}, {Code: "insurance", Label: "社保"}, {Code: "enterprise", Label: "企业"}}
)

// scope is a small county: fields of every kind, a table and a band.
func scope() lang.Scope {
	return lang.Scope{
		Fields: []lang.Field{
			{Name: "person.rank", Kind: lang.Int, Label: "职级"},
			{Name: "person.category", Kind: lang.String, Label: "离退休类别", Enum: categories},
			{Name: "person.payer", Kind: lang.String, Label: "发放渠道", Enum: payers},
			{Name: "person.unit", Kind: lang.String, Label: "单位"},
			{Name: "person.born", Kind: lang.DateKind, Label: "出生日期"},
			{Name: "person.retired_on", Kind: lang.DateKind, Label: "离退休时间"},
			{Name: "person.disabled", Kind: lang.Bool, Label: "生活完全不能自理"},
			{Name: "person.military", Kind: lang.Bool, Label: "企业军转"},
			{Name: "pay.basic", Kind: lang.DecimalKind, Label: "基本离退休费"},
			{Name: "pay.living", Kind: lang.DecimalKind, Label: "生活补贴"},
			{Name: "policy.channel", Kind: lang.Strings, Label: "发放渠道", Enum: payers},
			{Name: "as_of", Kind: lang.DateKind, Label: "基准日"},
			{Name: "peers.same_rank.delta.p50", Kind: lang.DecimalKind, Label: "同职级中位数"},
			{Name: "person.class", Kind: lang.Int, Label: "艰边类别", Enum: classes},
		},
		Lookups: []lang.Lookup{
			{Name: "table.lixiu", Params: []lang.Field{{Name: "rank", Kind: lang.Int}}, Result: lang.DecimalKind, Call: rankTable},
			{Name: "table.share", Params: []lang.Field{{Name: "category", Kind: lang.String, Enum: categories}}, Result: lang.DecimalKind, Call: shareTable},
			{Name: "band.years", Params: []lang.Field{{Name: "years", Kind: lang.DecimalKind}}, Result: lang.Int, Call: yearsBand},
		},
	}
}

func rankTable(args []lang.Value) lang.Value {
	switch args[0].Int() {
	case 131:
		return lang.DecimalOf(570 * lang.One)
	case 132:
		return lang.DecimalOf(480 * lang.One)
	case 199:
		return lang.Unknown()
	}
	return lang.Failed(source.Fault{Message: source.Say("no row for %d", "表中没有 %d 这一行", args[0].Int())})
}

func shareTable(args []lang.Value) lang.Value {
	if args[0].Str() == "lixiu" {
		return lang.IntOf(1) // an int serves where a decimal is declared
	}
	return lang.DecimalOf(8_500)
}

func yearsBand(args []lang.Value) lang.Value {
	d, _ := args[0].Decimal()
	if d >= 30*lang.One {
		return lang.IntOf(30)
	}
	return lang.IntOf(0)
}

// A row is a person by field name; what it lacks is unknown.
type row struct {
	fields []lang.Field
	cells  map[string]lang.Value
}

func (r row) Field(index int) lang.Value {
	name := r.fields[index].Name
	if v, ok := r.cells[name]; ok {
		return v
	}
	return lang.Unknown(name)
}

// person is the row that most tests evaluate over. What is not set here
// (person.military, pay.living, person.retired_on) is unknown.
func person(t testing.TB) row {
	return row{fields: scope().Fields, cells: map[string]lang.Value{
		"person.rank":               lang.IntOf(131),
		"person.class":              lang.IntOf(1),
		"person.category":           lang.StringOf("lixiu"),
		"person.payer":              lang.StringOf("insurance"),
		"person.unit":               lang.StringOf("样例局"),
		"person.born":               lang.DateOf(day(t, "1932-05-01")),
		"person.disabled":           lang.BoolOf(false),
		"pay.basic":                 lang.DecimalOf(amount(t, "5000.5")),
		"policy.channel":            lang.StringsOf([]string{"finance", "enterprise"}),
		"as_of":                     lang.DateOf(day(t, "2015-01-20")),
		"peers.same_rank.delta.p50": lang.DecimalOf(amount(t, "460")),
	}}
}

// with gives the row with one cell changed.
func (r row) with(name string, v lang.Value) row {
	cells := map[string]lang.Value{}
	for k, old := range r.cells {
		cells[k] = old
	}
	cells[name] = v
	return row{fields: r.fields, cells: cells}
}

func newEnv(t testing.TB) *lang.Env {
	t.Helper()
	env, err := lang.NewEnv(scope())
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

// shown writes a value with all that matters of it: its kind, the fields of an
// unknown, the message of a failure.
func shown(v lang.Value) string {
	if fault, failed := v.Fault(); failed {
		return "failed: " + fault.Message.EN
	}
	if !v.Known() {
		return "unknown: " + strings.Join(v.Missing(), " ")
	}
	return v.Kind().String() + " " + v.String()
}
