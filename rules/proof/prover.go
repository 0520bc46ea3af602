package proof

import (
	"cel.dev/cel-go/common/ast"

	"weiran/rules/lang"
)

// A Prover reasons over the expressions of one scope. It is not safe for
// concurrent use.
type Prover struct {
	Words  *Words
	fields map[string]Set
	steps  int // that are left, before nothing more is followed
}

// enough is how many steps are made for one file: what people write takes some
// hundreds.
const enough = 200_000

// New makes a prover. Of a field that held does not name, [Full] of its kind and
// its allowed values are known; any such field may be without a value.
func New(scope lang.Scope, words *Words, held map[string]Set) *Prover {
	p := &Prover{Words: words, fields: map[string]Set{}, steps: enough}
	for _, f := range scope.Fields {
		s, told := held[f.Name]
		if !told {
			s = p.allowed(f).OrOpen()
		}
		p.fields[f.Name] = s
	}
	return p
}

// allowed gives the values that a field's codes stand for, or every value of its
// kind.
func (p *Prover) allowed(f lang.Field) Set {
	if len(f.Enum) == 0 || f.Kind == lang.Strings {
		return Full(f.Kind)
	}
	var codes []Span
	for _, code := range f.Enum {
		v := lang.StringOf(code.Code)
		if f.Kind == lang.Int {
			n, ok := whole(code.Code)
			if !ok {
				return Full(f.Kind)
			}
			v = lang.IntOf(n)
		}
		n := p.Words.Number(v)
		codes = append(codes, Span{n, n})
	}
	return Of(codes...)
}

// Everything is all that can be.
func (p *Prover) Everything() Cases { return Cases{world{}} }

// Where gives the cases in which a condition holds. None is true of all.
func (p *Prover) Where(c Cases, condition *lang.Expr) Cases {
	if condition == nil {
		return c
	}
	return p.all(c, rootOf(condition), holds)
}

// Never reports that a condition holds in none of the cases.
func (p *Prover) Never(c Cases, condition *lang.Expr) bool { return p.Where(c, condition).Never() }

// May reports whether a lookup may be made with an argument in each set, from the
// first on. It looks at the arguments together, as Args does not.
func (p *Prover) May(call Call, args ...Set) bool {
	for _, w := range call.worlds {
		c := Cases{w}
		for i, s := range args {
			var narrowed Cases
			for _, v := range c {
				narrowed = narrowed.Or(p.within(v, call.args[i], s))
			}
			c = narrowed
		}
		if !c.Never() {
			return true
		}
	}
	return false
}

// Spent reports whether so much was asked that nothing more is followed. What may
// be is then everything, so that nothing should be said to be missing.
func (p *Prover) Spent() bool { return p.steps < 0 }

// Values gives what a field may hold, whatever the case.
func (p *Prover) Values(field string) Set { return p.fields[field] }

func rootOf(x *lang.Expr) term { return term{x, x.AST().Expr()} }

// tired reports that too much has been asked, and counts.
func (p *Prover) tired() bool {
	p.steps--
	return p.steps < 0
}

// field gives what a field holds in a world.
func (p *Prover) field(w world, e ast.Expr) Set {
	s, declared := p.fields[e.AsIdent()]
	if !declared {
		return Of(Span{-1 << 63, 1<<63 - 1}).OrOpen() // the variable of a loop
	}
	return s
}
