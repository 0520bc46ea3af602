package policy

import (
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// A surveyor looks for the lines that a policy draws.
type surveyor struct {
	policy *Policy
	asOf   lang.Date
	found  []Boundary

	expr *lang.Expr // at hand
	item int
	cite string
}

// survey finds the lines of one expression; an absent one has none.
func (s *surveyor) survey(x *lang.Expr, item int, cite string) {
	if x == nil {
		return
	}
	s.expr, s.item, s.cite = x, item, cite
	ast.PostOrderVisit(x.AST().Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() == ast.CallKind {
			s.call(e, e.AsCall())
		}
	}))
}

func (s *surveyor) call(e ast.Expr, call ast.CallExpr) {
	switch args := call.Args(); {
	case strings.HasPrefix(call.FunctionName(), "table."):
		at := slices.IndexFunc(s.policy.Lookups, func(l LookupInfo) bool { return l.Name == call.FunctionName() })
		s.keys(e, args, &s.policy.Lookups[at])
	case call.FunctionName() == operators.In && args[1].Kind() == ast.ListKind:
		for _, one := range args[1].AsList().Elements() {
			s.comparison(e, args[0], operators.Equals, one)
		}
	case strings.HasPrefix(call.FunctionName(), "band."):
		at := slices.IndexFunc(s.policy.Lookups, func(l LookupInfo) bool { return l.Name == call.FunctionName() })
		s.edges(e, args[0], &s.policy.Lookups[at])
	case len(args) == 2 && s.constant(args[1]):
		s.comparison(e, args[0], call.FunctionName(), args[1])
	case len(args) == 2 && s.constant(args[0]):
		s.comparison(e, args[1], mirrored[call.FunctionName()], args[0])
	}
}

// mirrored is how a comparison reads from the right to the left.
var mirrored = map[string]string{
	operators.Less: operators.Greater, operators.LessEquals: operators.GreaterEquals,
	operators.Greater: operators.Less, operators.GreaterEquals: operators.LessEquals,
	operators.Equals: operators.Equals, operators.NotEquals: operators.NotEquals,
}

// comparison finds the lines of a comparison of something with a constant.
func (s *surveyor) comparison(e, of ast.Expr, operator string, with ast.Expr) {
	slope, ok := s.slope(of)
	if !ok {
		return
	}
	limit, ok := s.value(with)
	if !ok {
		return
	}
	at := limit.Ordinal()
	switch operator {
	case operators.Less, operators.GreaterEquals:
		s.line(e, slope, at)
	case operators.LessEquals, operators.Greater:
		s.line(e, slope, at+1)
	case operators.Equals, operators.NotEquals:
		s.point(e, slope, at)
	}
}

// point finds the two lines about a single value. A field that must equal a whole
// number holds a code or a class: there are none.
func (s *surveyor) point(e ast.Expr, slope *slope, at int64) {
	if s.policy.layout.fields[slope.field].Kind != lang.Int {
		s.line(e, slope, at)
		s.line(e, slope, at+1)
	}
}

// keys finds the lines about the keys of a table that is looked up by a day
// or an amount.
func (s *surveyor) keys(e ast.Expr, args []ast.Expr, l *LookupInfo) {
	for i, of := range args {
		slope, ok := s.slope(of)
		if !ok {
			continue
		}
		for _, r := range l.Rows {
			if i < len(r.Keys) && ordered(r.Keys[i].Kind()) {
				s.point(e, slope, r.Keys[i].Ordinal())
			}
		}
	}
}

// edges finds the lines of a band, whose edges all count, whatever the values
// beside them are: a line that costs nothing hurts nobody.
func (s *surveyor) edges(e, of ast.Expr, l *LookupInfo) {
	slope, ok := s.slope(of)
	if !ok {
		return
	}
	for _, r := range l.Rows {
		if r.Low != nil {
			s.line(e, slope, r.Low.begins())
		}
		if r.High != nil {
			s.line(e, slope, r.High.ends())
		}
	}
}

// begins gives the first value inside a range whose lower bound it is.
func (b *Bound) begins() int64 {
	if b.Outside {
		return b.At + 1
	}
	return b.At
}

// ends gives the first value behind a range whose upper bound it is.
func (b *Bound) ends() int64 {
	if b.Outside {
		return b.At
	}
	return b.At + 1
}

// line notes where what rises or falls with a field comes to a number.
func (s *surveyor) line(e ast.Expr, slope *slope, to int64) {
	first, ok := slope.reaches(to)
	if !ok {
		return
	}
	part, ok := s.expr.Part(e.ID())
	if !ok {
		return
	}
	pos, width := s.expr.Place(e.ID())
	s.add(slope.field, first, Mention{Item: s.item, Cite: s.cite, Text: part.Text(), Pos: pos, Width: width})
}

// constant says that a part of the expression is the same for everybody.
func (s *surveyor) constant(e ast.Expr) bool { return len(s.inputs(e)) == 0 }

// inputs gives the fields of the person, and the running values, that a part of
// the expression reads. A name that is no field is a variable of a macro.
func (s *surveyor) inputs(e ast.Expr) []int {
	var inputs []int
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.IdentKind {
			return
		}
		field := slices.IndexFunc(s.policy.scope.Fields, func(f lang.Field) bool { return f.Name == e.AsIdent() })
		l := &s.policy.layout
		if field < l.running(len(l.payItems)) && !slices.Contains(inputs, field) {
			inputs = append(inputs, field)
		}
	}))
	return inputs
}

// value computes a constant part of the expression; there is none of an unknown
// or failed one, nor of what has no order.
func (s *surveyor) value(e ast.Expr) (lang.Value, bool) {
	part, ok := s.expr.Part(e.ID())
	if !ok {
		return lang.Value{}, false
	}
	v := part.Eval(s.policy.frame(s.asOf))
	return v, ordered(v.Kind())
}

func ordered(kind lang.Kind) bool {
	return kind == lang.DateKind || kind == lang.Int || kind == lang.DecimalKind
}
