// Package conformance runs the conformance cases of CEL's specification through
// both engines, for the part of CEL that the dialect has.
package conformance

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "cel.dev/expr/conformance/proto2" // the messages that some cases are about
	_ "cel.dev/expr/conformance/proto3"
	testpb "cel.dev/expr/conformance/test"

	exprpb "cel.dev/expr"
	"google.golang.org/protobuf/encoding/prototext"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// TestConformance runs every case that the dialect can say, and holds lang to
// the specification and column to lang. What it cannot say (floating point, maps,
// messages, null, conversions) is counted, not judged.
func TestConformance(t *testing.T) {
	inside, outside := 0, 0
	for _, path := range files(t) {
		suite := &testpb.SimpleTestFile{}
		text, err := os.ReadFile(path)
		if err == nil {
			err = prototext.Unmarshal(text, suite)
		}
		if err != nil {
			t.Fatal(err)
		}
		said := 0
		for _, section := range suite.GetSection() {
			for _, c := range section.GetTest() {
				name := suite.GetName() + "/" + section.GetName() + "/" + c.GetName()
				ran, err := run(c)
				if _, differs := differences[name]; (err != nil) != differs {
					t.Errorf("%s: %s: %v", name, c.GetExpr(), err)
				}
				if ran {
					said++
				} else {
					outside++
				}
			}
		}
		t.Logf("%-20s %d cases of the dialect", suite.GetName(), said)
		inside += said
	}
	t.Logf("%d cases run, %d are outside the dialect", inside, outside)
	if inside < 100 {
		t.Errorf("only %d cases run", inside)
	}
}

// differences are the cases in which the dialect departs from CEL on purpose, and
// why.
var differences = map[string]string{
	"comparisons/eq_literal/not_eq_double_nan": "a division by zero fails: there is no NaN",
	"comparisons/ne_literal/not_ne_double_nan": "a division by zero fails: there is no NaN",
	"comparisons/ne_literal/ne_double_nan":     "a division by zero fails: there is no NaN",
	"fp_math/fp_math/mul_associative":          "a product is rounded to 1/10 000",
}

// files gives the specification's cases, in the module cache.
func files(t *testing.T) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "cel.dev/expr").Output()
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "tests/simple/testdata/*.textproto"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	return paths
}

var errWrong = errors.New("not what the specification says")

// run runs one case; ran is false of one that the dialect cannot say.
func run(c *testpb.SimpleTest) (ran bool, err error) {
	want, ok := wanted(c)
	scope, row, bound := bindings(c)
	if !ok || !bound || c.GetDisableCheck() || c.GetCheckOnly() || c.GetContainer() != "" {
		return false, nil
	}
	env, err := lang.NewEnv(scope)
	if err != nil {
		return false, nil
	}
	x, problems := env.Compile(source.Literal(c.GetName(), c.GetExpr()), lang.Invalid)
	if len(problems) > 0 {
		return false, nil
	}
	got := x.Eval(row)
	if !got.Equal(want) {
		return true, fmt.Errorf("lang gives %s %s, want %s %s: %w", got.Kind(), got, want.Kind(), want, errWrong)
	}
	return true, sameByColumn(x, scope, row)
}

// sameByColumn holds column to lang, over a batch of that one row.
func sameByColumn(x *lang.Expr, scope lang.Scope, row cells) error {
	p, err := column.Compile(scope, []*lang.Expr{x})
	if err != nil {
		return err
	}
	b := column.Batch{Rows: 1}
	for i, f := range scope.Fields {
		b.Columns = append(b.Columns, column.Values(f.Kind, row[i:i+1]))
	}
	results, err := p.NewWorker().Run(b)
	if err != nil {
		return err
	}
	if got, want := results[0].Value(0), x.Eval(row); !got.Equal(want) {
		return fmt.Errorf("column gives %s %s, lang %s %s", got.Kind(), got, want.Kind(), want)
	}
	return nil
}

// wanted gives the outcome that a case states; ok is false of a value that the
// dialect does not have.
func wanted(c *testpb.SimpleTest) (v lang.Value, ok bool) {
	switch c.GetResultMatcher().(type) {
	case *testpb.SimpleTest_EvalError, *testpb.SimpleTest_AnyEvalErrors:
		return lang.Failed(source.Fault{}), true
	case *testpb.SimpleTest_Unknown, *testpb.SimpleTest_AnyUnknowns, *testpb.SimpleTest_TypedResult:
		return lang.Value{}, false
	case nil:
		return lang.BoolOf(true), true
	}
	return valueOf(c.GetValue())
}

// valueOf gives a value of the specification as lang has it.
func valueOf(v *exprpb.Value) (lang.Value, bool) {
	switch k := v.GetKind().(type) {
	case *exprpb.Value_BoolValue:
		return lang.BoolOf(k.BoolValue), true
	case *exprpb.Value_Int64Value:
		return lang.IntOf(k.Int64Value), true
	case *exprpb.Value_StringValue:
		return lang.StringOf(k.StringValue), true
	case *exprpb.Value_ListValue:
		texts := []string{}
		for _, member := range k.ListValue.GetValues() {
			text, ok := valueOf(member)
			if !ok || text.Kind() != lang.String {
				return lang.Value{}, false
			}
			texts = append(texts, text.Str())
		}
		return lang.StringsOf(texts), true
	}
	return lang.Value{}, false
}

// cells is a row of values by field.
type cells []lang.Value

// Field gives the value of a field.
func (c cells) Field(index int) lang.Value { return c[index] }

// bindings gives the fields of a case and their values; ok is false where one is
// of a type that the dialect does not have.
func bindings(c *testpb.SimpleTest) (scope lang.Scope, row cells, ok bool) {
	for _, d := range c.GetTypeEnv() {
		kind, known := kindOf(d.GetIdent().GetType())
		if !known {
			return scope, nil, false
		}
		scope.Fields = append(scope.Fields, lang.Field{Name: d.GetName(), Kind: kind})
		v := lang.Unknown(d.GetName())
		if given, is := c.GetBindings()[d.GetName()]; is {
			if v, is = valueOf(given.GetValue()); !is {
				return scope, nil, false
			}
		}
		row = append(row, v)
	}
	return scope, row, len(c.GetBindings()) <= len(scope.Fields)
}

func kindOf(t *exprpb.Type) (lang.Kind, bool) {
	if t.GetListType().GetElemType().GetPrimitive() == exprpb.Type_STRING {
		return lang.Strings, true
	}
	switch t.GetPrimitive() {
	case exprpb.Type_BOOL:
		return lang.Bool, true
	case exprpb.Type_INT64:
		return lang.Int, true
	case exprpb.Type_STRING:
		return lang.String, true
	}
	return lang.Invalid, false
}
