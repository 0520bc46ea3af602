package lang_test

import (
	"fmt"
	"testing"

	"cel.dev/cel-go/common/ast"

	"weiran/rules/lang"
)

// TestPart evaluates every part of an expression by itself; what reads the
// variable of a macro around it is not one.
func TestPart(t *testing.T) {
	x := compile(t, newEnv(t), `policy.channel.exists(c, c == "财政" && person.rank > 1) && pay.living + 1 > 0`)
	want := map[string]string{
		`policy.channel.exists(c, c == "财政" && person.rank > 1)`: "bool true",
		`pay.living + 1 > 0`: "unknown: pay.living",
		`pay.living + 1`:     "unknown: pay.living",
		`person.rank > 1`:    "bool true",
	}
	found := map[string]lang.Value{}
	ast.PostOrderVisit(x.AST().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if part, ok := x.Part(e.ID()); ok && e.Kind() != ast.LiteralKind {
			found[part.Text()] = part.Eval(person(t))
		}
	}))
	for text, value := range want {
		if got, ok := found[text]; !ok || shown(got) != value {
			t.Errorf("%s is %s, want %s", text, shown(got), value)
		}
	}
	if _, ok := found[`c == "财政"`]; ok {
		t.Error("a part reads a variable that is declared outside of it")
	}
	if _, ok := x.Part(-1); ok {
		t.Error("there is a part of no node")
	}
}

func TestScopeOfExpr(t *testing.T) {
	x := compile(t, newEnv(t), `person.rank > 1`)
	if name := x.Scope().Fields[x.Reads()[0]].Name; name != "person.rank" {
		t.Errorf("the field that is read is %s", name)
	}
}

// TestPlace finds every part of an expression at its own place.
func TestPlace(t *testing.T) {
	text := "person.rank > 1 &&\n  age_on(person.born, as_of) >= 70"
	x := compile(t, newEnv(t), text)
	want := map[string]string{"person.rank > 1": "1:1+15", "age_on(person.born, as_of) >= 70": "2:3+32", "person.born": "2:10+11"}
	ast.PostOrderVisit(x.AST().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		part, ok := x.Part(e.ID())
		if !ok {
			return
		}
		at, width := x.Place(e.ID())
		if place, asked := want[part.Text()]; asked {
			if got := fmt.Sprintf("%d:%d+%d", at.Line, at.Col, width); got != place {
				t.Errorf("%s stands at %s, want %s", part.Text(), got, place)
			}
			delete(want, part.Text())
		}
	}))
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
	if at, width := x.Place(-1); at.Line != 1 || width != len([]rune(text)) {
		t.Errorf("no node stands at %d, %d wide", at.Line, width)
	}
}
