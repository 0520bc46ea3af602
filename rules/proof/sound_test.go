package proof

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
)

// A row is one person of the tests, by the fields of the scope.
type row []lang.Value

func (r row) Field(i int) lang.Value { return r[i] }

// constants are what the tests' conditions compare each field with.
var constants = map[string][]string{
	"person.rank":      {"131", "132", "141"},
	"person.category":  {`"lixiu"`, `"tuixiu"`},
	"person.township":  {`"a"`, `"b"`},
	"person.born":      {`date("1934-09-30")`, `date("1934-10-01")`, `date("1940-01-01")`, "policy.effective"},
	"person.years":     {"0", "20", "20.0001", "30", "60", "decimal"},
	"person.count":     {"0", "1", "2", "person.rank"},
	"policy.number":    {`"a"`},
	"policy.effective": {`date("2014-10-01")`, `date("2014-09-30")`},
}

// terms are what may stand in a field's place.
var terms = map[string][]string{
	"person.count": {"coalesce(person.count, person.rank)", "person.count + 1", "age_on(person.born, policy.effective) - 79", "min(person.count, 1)", "-person.count"},
	"person.years": {"coalesce(person.years, 20)", "floor(person.years)", "person.years - 10", "max(person.years, 30)", "person.years * 2"},
	"person.born":  {"person.born + 1", "coalesce(person.born, policy.effective)"},
}

// draw draws a condition.
func draw(t *rapid.T, depth int) string {
	if depth == 0 {
		return drawLeaf(t)
	}
	inner := func() string { return draw(t, depth-1) }
	switch rapid.IntRange(0, 9).Draw(t, "form") {
	case 0, 1, 2:
		return "(" + inner() + " && " + inner() + ")"
	case 3, 4, 5:
		return "(" + inner() + " || " + inner() + ")"
	case 6:
		return "!(" + inner() + ")"
	case 7:
		return "(" + inner() + " ? " + inner() + " : " + inner() + ")"
	}
	return drawLeaf(t)
}

func drawLeaf(t *rapid.T) string {
	fields := []string{"person.rank", "person.category", "person.township", "person.born", "person.years", "person.count", "policy.effective", "policy.number"}
	field := rapid.SampledFrom(fields).Draw(t, "field")
	constant := strings.Replace(rapid.SampledFrom(constants[field]).Draw(t, "constant"), "decimal", "person.count + 0.0", 1)
	signs := []string{"==", "!=", "<", "<=", ">", ">="}
	if strings.HasPrefix(constant, `"`) {
		signs = signs[:2]
	}
	switch rapid.IntRange(0, 9).Draw(t, "leaf") {
	case 0:
		return "person.military"
	case 1:
		return "known(" + field + ")"
	case 2:
		return field + " in [" + constant + "]"
	case 3:
		return "(" + rapid.SampledFrom(append([]string{field}, terms[field]...)).Draw(t, "term") + ") " + rapid.SampledFrom(signs).Draw(t, "sign") + " " + constant
	}
	return field + " " + rapid.SampledFrom(signs).Draw(t, "sign") + " " + constant
}

// drawRow draws a person of whom the prover's beliefs hold.
func drawRow(t *rapid.T) row {
	born := func(n int) lang.Value { d, _ := lang.NewDate(1934, 9, 30); return lang.DateOf(d + lang.Date(n)) }
	values := []lang.Value{
		lang.IntOf(rapid.SampledFrom([]int64{131, 132, 141}).Draw(t, "rank")),
		lang.StringOf(rapid.SampledFrom([]string{"lixiu", "tuixiu"}).Draw(t, "category")),
		lang.StringOf(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "township")),
		born(rapid.SampledFrom([]int{-1, 0, 1, 2, 1919, 1920, 30000}).Draw(t, "born")),
		lang.DecimalOf(lang.Decimal(rapid.SampledFrom([]int64{0, 1, 199999, 200000, 200001, 300000, 600000}).Draw(t, "years"))),
		lang.IntOf(rapid.Int64Range(-1, 3).Draw(t, "count")),
		lang.BoolOf(rapid.Bool().Draw(t, "military")),
		lang.DateOf(effective),
		lang.Unknown("policy.number"),
	}
	for i, f := range scope.Fields[:7] {
		if rapid.IntRange(0, 3).Draw(t, "empty") == 0 {
			values[i] = lang.Unknown(f.Name)
		}
	}
	return values
}

// TestSound draws conditions and persons: whoever meets a condition is in a world
// of its cases, and what is remarked on could be left out.
func TestSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := draw(t, 3)
		x := compile(t, text, lang.Bool)
		p := prover()
		cases := map[bool]Cases{
			true: p.Where(p.Everything(), x), false: p.all(p.Everything(), rootOf(x), fails),
		}
		remarks := p.Read(p.Everything(), x).Remarks
		for range 30 {
			who := drawRow(t)
			v := x.Eval(who)
			if v.Known() && !p.holdsFor(cases[v.Bool()], who) {
				t.Fatalf("%s is %s of %v, who is in no world", text, v, who)
			}
			for _, m := range remarks {
				without := compile(t, replaced(text, m), lang.Bool)
				if got := without.Eval(who); v.Known() && !got.Equal(v) {
					t.Fatalf("%s is %s, but %s is %s for %v", text, v, without.Text(), got, who)
				}
			}
		}
	})
}

// replaced writes what a remark says in place of its part.
func replaced(text string, m Remark) string {
	start, end := stretch(m)
	instead := "false"
	switch {
	case m.Kind.Idle():
		instead = "true"
	case m.Kind == Unreached && m.Expr.AST().GetType(m.Node).String() != "bool":
		instead = "(" + text[start:end] + " + 1)"
	}
	return text[:start] + instead + text[end:]
}

// holdsFor reports whether a person is in some world.
func (p *Prover) holdsFor(c Cases, who row) bool {
	for _, w := range c {
		inside := true
		for key, s := range w.sets {
			inside = inside && p.has(w, key, s, who)
		}
		if inside {
			return true
		}
	}
	return false
}

func (p *Prover) has(w world, key string, s Set, who row) bool {
	v := lang.Value{}
	if t, compound := w.terms[key]; compound {
		part, ok := t.x.Part(t.e.ID())
		if !ok {
			return false
		}
		v = part.Eval(who)
	} else {
		for i, f := range scope.Fields {
			if f.Name == key {
				v = who[i]
			}
		}
	}
	if !v.Known() {
		return s.Open()
	}
	return s.Has(p.Words.Number(v))
}

// TestSets holds the sets to lists of numbers.
func TestSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		drawSet := func(name string) (Set, map[int64]bool) {
			in := map[int64]bool{}
			var spans []Span
			for range rapid.IntRange(0, 4).Draw(t, name) {
				low := rapid.Int64Range(0, 20).Draw(t, "low")
				span := Span{low, low + rapid.Int64Range(-1, 5).Draw(t, "width")}
				spans = append(spans, span)
				for n := span.Low; n <= span.High; n++ {
					in[n] = true
				}
			}
			return Of(spans...), in
		}
		a, inA := drawSet("a")
		b, inB := drawSet("b")
		and, or, minus := a.And(b), a.Or(b), a.Minus(b)
		for n := int64(-1); n < 30; n++ {
			got := fmt.Sprint(a.Has(n), and.Has(n), or.Has(n), minus.Has(n))
			want := fmt.Sprint(inA[n], inA[n] && inB[n], inA[n] || inB[n], inA[n] && !inB[n])
			if got != want {
				t.Fatalf("%d in %v, %v: got %s, want %s", n, a, b, got, want)
			}
		}
		values, ok := a.List(30)
		if !ok || len(values) != len(inA) {
			t.Fatalf("%v lists %v", a, values)
		}
	})
}
