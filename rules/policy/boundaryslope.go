package policy

import (
	"slices"
	"sort"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"weiran/rules/lang"
)

// A slope is a part of an expression that rises or falls with one field.
type slope struct {
	policy *Policy
	part   *lang.Expr
	field  int
	frame  *frame
	low    int64 // the field's least and greatest value, in order numbers
	high   int64
	rises  bool
}

// slope gives a part of the expression as one that rises or falls with one field
// of the roster; there is none of any other part.
func (s *surveyor) slope(e ast.Expr) (*slope, bool) {
	inputs := s.inputs(e)
	if len(inputs) != 1 || !s.straight(e) {
		return nil, false
	}
	p, field := s.policy, inputs[0]
	if field < 0 || field >= len(p.layout.fields) || len(p.layout.fields[field].Enum) > 0 || !ordered(p.layout.fields[field].Kind) {
		return nil, false
	}
	part, ok := s.expr.Part(e.ID())
	if !ok {
		return nil, false
	}
	sl := &slope{policy: p, part: part, field: field, frame: p.frame(s.asOf)}
	sl.low, sl.high = p.reach(field)
	least, ok := sl.at(sl.low)
	greatest, alsoOK := sl.at(sl.high)
	sl.rises = least < greatest
	return sl, ok && alsoOK && least != greatest
}

// straight says that a part with one field in it only rises with the field, or
// only falls.
func (s *surveyor) straight(e ast.Expr) bool {
	switch {
	case e.Kind() == ast.IdentKind || s.constant(e):
		return true
	case e.Kind() != ast.CallKind || e.AsCall().IsMemberFunction():
		return false
	}
	call := e.AsCall()
	args := call.Args()
	switch call.FunctionName() {
	case "decimal", "ceil", "floor", operators.Negate:
		return s.straight(args[0])
	case operators.Divide, "round":
		return s.straight(args[0]) && !slices.ContainsFunc(args[1:], func(arg ast.Expr) bool { return !s.constant(arg) })
	case operators.Add, operators.Subtract, operators.Multiply, "min", "max", "coalesce", "age_on", "years", "months":
		return s.constant(args[0]) && s.straight(args[1]) || s.constant(args[1]) && s.straight(args[0])
	}
	return false
}

// The values that a field may have where its schema sets no limit: those of any
// roster lie far inside, and no line beyond them has anybody near it.
const most = 1_000_000_000

var earliest, latest = day("1800-01-01"), day("2200-01-01")

func day(text string) lang.Date {
	d, err := lang.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// reach gives the least and the greatest value of a field, in order numbers.
func (p *Policy) reach(field int) (low, high int64) {
	f := p.layout.schema.Fields[field]
	switch f.Kind {
	case lang.DateKind:
		low, high = int64(earliest), int64(latest)
	case lang.DecimalKind:
		low, high = -most*int64(lang.One), most*int64(lang.One)
	default:
		low, high = -most, most
	}
	if f.Min.Known() {
		low = limit(f.Kind, f.Min)
	}
	if f.Max.Known() {
		high = limit(f.Kind, f.Max)
	}
	return low, high
}

// limit gives a limit of the schema as an order number of the field's kind.
func limit(kind lang.Kind, v lang.Value) int64 {
	if d, ok := v.Decimal(); ok && kind == lang.DecimalKind {
		return int64(d)
	}
	return v.Ordinal()
}

// at gives what the part comes to where the field has a value, in order numbers.
func (s *slope) at(n int64) (int64, bool) {
	s.frame.person = only{field: s.field, value: ofOrdinal(s.policy.layout.fields[s.field].Kind, n)}
	v := s.part.Eval(s.frame)
	return v.Ordinal(), v.Known()
}

// reaches gives the first value of the field from which on the part has come to a
// number: up to it where the part rises, below it where it falls. There is none
// where no value of the field, or every one, lies beyond, or a step fails.
func (s *slope) reaches(to int64) (first int64, ok bool) {
	ok = true
	steps := sort.Search(int(s.high-s.low)+1, func(step int) bool {
		n, known := s.at(s.low + int64(step))
		ok = ok && known
		return n >= to == s.rises
	})
	first = s.low + int64(steps)
	return first, ok && first > s.low && first <= s.high
}

// only is a person of whom one field is known.
type only struct {
	field int
	value lang.Value
}

// Field gives the value of a field.
func (o only) Field(index int) lang.Value {
	if index == o.field {
		return o.value
	}
	return lang.Value{}
}
