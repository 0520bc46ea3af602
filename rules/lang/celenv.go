package lang

import (
	"fmt"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// toDecimal is the function that turns an int, or the digits of a literal, into
// a decimal. Authors do not write it: compiling does, so that the operands of
// an operator are always of one kind.
const toDecimal = "decimal"

// celType gives the CEL type of a kind.
func celType(kind Kind) *types.Type {
	switch kind {
	case Bool:
		return types.BoolType
	case Int:
		return types.IntType
	case DecimalKind:
		return decimalType
	case DateKind:
		return dateType
	case Strings:
		return types.NewListType(types.StringType)
	}
	return types.StringType
}

// newCEL declares a scope and the functions of the dialect to cel-go.
func newCEL(scope Scope) (*cel.Env, error) {
	options := []cel.EnvOption{cel.Types(decimalType, dateType)}
	options = append(options, operatorDecls()...)
	options = append(options, functionDecls()...)
	for _, f := range scope.Fields {
		options = append(options, cel.Variable(f.Name, celType(f.Kind)))
	}
	for i := range scope.Lookups {
		options = append(options, lookupDecl(&scope.Lookups[i]))
	}
	return cel.NewEnv(options...)
}

// operatorDecls gives CEL's operators their overloads for decimals and dates;
// the values' own methods compute them.
func operatorDecls() []cel.EnvOption {
	var options []cel.EnvOption
	declare := func(operator string, result *types.Type, args ...*types.Type) {
		id := operator
		for _, a := range args {
			id += "_" + a.TypeName()
		}
		options = append(options, cel.Function(operator, cel.Overload(id, args, result)))
	}
	for _, op := range []string{operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Modulo} {
		declare(op, decimalType, decimalType, decimalType)
	}
	declare(operators.Negate, decimalType, decimalType)
	declare(operators.Add, dateType, dateType, types.IntType)
	declare(operators.Subtract, dateType, dateType, types.IntType)
	declare(operators.Subtract, types.IntType, dateType, dateType)
	for _, op := range []string{operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals} {
		declare(op, types.BoolType, decimalType, decimalType)
		declare(op, types.BoolType, dateType, dateType)
	}
	return options
}

// functionDecls declares the functions of the dialect.
func functionDecls() []cel.EnvOption {
	value := types.NewTypeParamType("T")
	options := []cel.EnvOption{
		cel.Function(toDecimal,
			cel.Overload("decimal_int", []*types.Type{types.IntType}, decimalType, cel.UnaryBinding(decimalOfInt)),
			cel.Overload("decimal_string", []*types.Type{types.StringType}, decimalType, cel.UnaryBinding(decimalOfText))),
		cel.Function("date",
			cel.Overload("date_string", []*types.Type{types.StringType}, dateType, cel.UnaryBinding(dateOfText))),
		countDecl("age_on", Date.Years),
		countDecl("years", Date.Years),
		countDecl("months", Date.Months),
		wholeDecl("ceil", Decimal.Ceil),
		wholeDecl("floor", Decimal.Floor),
		cel.Function("round", cel.Overload("round_decimal",
			[]*types.Type{decimalType, decimalType, types.StringType}, decimalType, cel.FunctionBinding(roundCEL))),
		cel.Function("known", cel.Overload("known_value",
			[]*types.Type{value}, types.BoolType, cel.OverloadIsNonStrict(), cel.UnaryBinding(knownCEL))),
		cel.Function("coalesce", cel.Overload("coalesce_value",
			[]*types.Type{value, value}, value, cel.OverloadIsNonStrict(), cel.BinaryBinding(coalesceCEL))),
	}
	options = append(options, pickDecl("min", types.IntNegOne)...)
	return append(options, pickDecl("max", types.IntOne)...)
}

func decimalOfInt(v ref.Val) ref.Val {
	d, ok := DecimalFromInt(int64(v.(types.Int)))
	if !ok {
		return types.WrapErr(ErrOverflow)
	}
	return celDecimal(d)
}

func decimalOfText(v ref.Val) ref.Val { return decimalOr(ParseDecimal(string(v.(types.String)))) }

func dateOfText(v ref.Val) ref.Val {
	d, err := ParseDate(string(v.(types.String)))
	if err != nil {
		return types.WrapErr(err)
	}
	return celDate(d)
}

// countDecl declares a count of years or months between two dates.
func countDecl(name string, count func(from, to Date) int64) cel.EnvOption {
	binding := cel.BinaryBinding(func(from, to ref.Val) ref.Val {
		return types.Int(count(Date(from.(celDate)), Date(to.(celDate))))
	})
	return cel.Function(name, cel.Overload(name+"_date", []*types.Type{dateType, dateType}, types.IntType, binding))
}

// wholeDecl declares a function to a whole decimal.
func wholeDecl(name string, whole func(Decimal) (Decimal, error)) cel.EnvOption {
	binding := cel.UnaryBinding(func(d ref.Val) ref.Val { return decimalOr(whole(Decimal(d.(celDecimal)))) })
	return cel.Function(name, cel.Overload(name+"_decimal", []*types.Type{decimalType}, decimalType, binding))
}

func roundCEL(args ...ref.Val) ref.Val {
	var mode Rounding
	if err := mode.UnmarshalText([]byte(args[2].(types.String))); err != nil {
		return types.WrapErr(err)
	}
	return decimalOr(Decimal(args[0].(celDecimal)).Round(Decimal(args[1].(celDecimal)), mode))
}

// knownCEL is false of an unknown; a failure stays one.
func knownCEL(v ref.Val) ref.Val {
	if types.IsError(v) {
		return v
	}
	return types.Bool(!types.IsUnknown(v))
}

// coalesceCEL gives the second value where the first is unknown. Where both
// are, either would decide, so the answer names the fields of both.
func coalesceCEL(first, second ref.Val) ref.Val {
	u, unknown := first.(*types.Unknown)
	if !unknown {
		return first
	}
	if v, both := second.(*types.Unknown); both {
		return types.MergeUnknowns(u, v)
	}
	return second
}

// pickDecl declares min or max: the second of two values is taken where it
// compares to the first as wanted.
func pickDecl(name string, wanted types.Int) []cel.EnvOption {
	var options []cel.EnvOption
	for _, t := range []*types.Type{types.IntType, decimalType, dateType} {
		binding := cel.BinaryBinding(func(a, b ref.Val) ref.Val {
			if compare(b, a) == wanted {
				return b
			}
			return a
		})
		id := name + "_" + t.TypeName()
		options = append(options, cel.Function(name, cel.Overload(id, []*types.Type{t, t}, t, binding)))
	}
	return options
}

func compare(a, b ref.Val) ref.Val {
	type comparer interface{ Compare(ref.Val) ref.Val }
	return a.(comparer).Compare(b)
}

// lookupDecl declares a table or band as a function of its own name.
func lookupDecl(l *Lookup) cel.EnvOption {
	params := make([]*types.Type, len(l.Params))
	for i, p := range l.Params {
		params[i] = celType(p.Kind)
	}
	call := func(args ...ref.Val) ref.Val {
		values := make([]Value, len(args))
		for i, a := range args {
			values[i] = fromCEL(a)
		}
		return lookedUp(l, l.Call(values))
	}
	return cel.Function(l.Name, cel.Overload(l.Name, params, celType(l.Result), cel.FunctionBinding(call)))
}

// lookedUp gives the outcome of a lookup to cel-go.
func lookedUp(l *Lookup, v Value) ref.Val {
	if fault, failed := v.Fault(); failed {
		return types.WrapErr(fault)
	}
	if !v.Known() && len(v.Missing()) == 0 {
		return unknownOf(0, []string{l.Name})
	}
	if !v.Known() {
		return unknownOf(0, v.Missing())
	}
	return toCEL(v, l.Result)
}

// checkScope refuses names that clash or that no expression could write, and
// what has no kind.
func checkScope(scope Scope) error {
	seen := map[string]bool{}
	for _, name := range scope.names() {
		if !isDotted(name) {
			return fmt.Errorf("lang: %q is not a name that an expression can write", name)
		}
		if seen[name] {
			return fmt.Errorf("lang: the name %q is declared twice", name)
		}
		seen[name] = true
	}
	for _, f := range scope.Fields {
		if f.Kind == Invalid {
			return fmt.Errorf("lang: the field %q has no kind", f.Name)
		}
	}
	for _, l := range scope.Lookups {
		if l.Result == Invalid || slices.ContainsFunc(l.Params, func(p Field) bool { return p.Kind == Invalid }) {
			return fmt.Errorf("lang: the lookup %q lacks the kind of its result or of a parameter", l.Name)
		}
	}
	return nil
}
