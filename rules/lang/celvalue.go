package lang

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"weiran/rules/source"
)

// decimalType and dateType are the two kinds of values that CEL lacks.
var (
	decimalType = types.NewObjectType("decimal", traits.AdderType|traits.SubtractorType|traits.MultiplierType|
		traits.DividerType|traits.ModderType|traits.NegatorType|traits.ComparerType)
	dateType = types.NewObjectType("date", traits.AdderType|traits.SubtractorType|traits.ComparerType)
)

// A celDecimal is a [Decimal] as cel-go handles it.
type celDecimal Decimal

// A celDate is a [Date] as cel-go handles it.
type celDate Date

// decimalOr gives the result of decimal arithmetic, or its error.
func decimalOr(d Decimal, err error) ref.Val {
	if err != nil {
		return types.WrapErr(err)
	}
	return celDecimal(d)
}

// withDecimal applies an operation to two decimals.
func withDecimal(d celDecimal, other ref.Val, op func(Decimal, Decimal) (Decimal, error)) ref.Val {
	o, ok := other.(celDecimal)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return decimalOr(op(Decimal(d), Decimal(o)))
}

func (d celDecimal) Add(other ref.Val) ref.Val      { return withDecimal(d, other, Decimal.Add) }
func (d celDecimal) Subtract(other ref.Val) ref.Val { return withDecimal(d, other, Decimal.Sub) }
func (d celDecimal) Multiply(other ref.Val) ref.Val { return withDecimal(d, other, Decimal.Mul) }
func (d celDecimal) Divide(other ref.Val) ref.Val   { return withDecimal(d, other, Decimal.Div) }
func (d celDecimal) Modulo(other ref.Val) ref.Val   { return withDecimal(d, other, Decimal.Mod) }
func (d celDecimal) Negate() ref.Val                { return decimalOr(Decimal(d).Neg()) }
func (d celDecimal) Type() ref.Type                 { return decimalType }
func (d celDecimal) Value() any                     { return Decimal(d) }

func (d celDecimal) Compare(other ref.Val) ref.Val {
	o, ok := other.(celDecimal)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return types.Int(cmp.Compare(d, o))
}

func (d celDecimal) Equal(other ref.Val) ref.Val {
	o, ok := other.(celDecimal)
	return types.Bool(ok && d == o)
}

func (d celDecimal) ConvertToNative(t reflect.Type) (any, error) { return toNative(Decimal(d), t) }
func (d celDecimal) ConvertToType(t ref.Type) ref.Val            { return toType(d, t) }

func (d celDate) Type() ref.Type { return dateType }
func (d celDate) Value() any     { return Date(d) }

// Add gives the date so many days on.
func (d celDate) Add(other ref.Val) ref.Val {
	n, ok := other.(types.Int)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return d.shift(int64(n))
}

// Subtract gives the days between two dates, or the date so many days back.
func (d celDate) Subtract(other ref.Val) ref.Val {
	switch o := other.(type) {
	case celDate:
		return types.Int(int64(d) - int64(o))
	case types.Int:
		if o == math.MinInt64 {
			return types.WrapErr(ErrDateRange)
		}
		return d.shift(-int64(o))
	}
	return types.MaybeNoSuchOverloadErr(other)
}

func (d celDate) shift(days int64) ref.Val {
	shifted, err := Date(d).AddDays(days)
	if err != nil {
		return types.WrapErr(err)
	}
	return celDate(shifted)
}

func (d celDate) Compare(other ref.Val) ref.Val {
	o, ok := other.(celDate)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return types.Int(cmp.Compare(d, o))
}

func (d celDate) Equal(other ref.Val) ref.Val {
	o, ok := other.(celDate)
	return types.Bool(ok && d == o)
}

func (d celDate) ConvertToNative(t reflect.Type) (any, error) { return toNative(Date(d), t) }
func (d celDate) ConvertToType(t ref.Type) ref.Val            { return toType(d, t) }

func toNative(v any, t reflect.Type) (any, error) {
	if reflect.TypeOf(v).AssignableTo(t) {
		return v, nil
	}
	return nil, fmt.Errorf("no conversion from %T to %s", v, t)
}

func toType(v ref.Val, t ref.Type) ref.Val {
	switch t.TypeName() {
	case v.Type().TypeName():
		return v
	case types.TypeType.TypeName():
		return v.Type().(*types.Type)
	}
	return types.NewErr("no conversion from %s to %s", v.Type().TypeName(), t.TypeName())
}

// toCEL gives a known value of a field or of a lookup the shape that its
// declared kind has in cel-go. An int serves where a decimal is declared; any
// other kind than the declared one is a mistake of the caller and fails.
func toCEL(v Value, kind Kind) ref.Val {
	if v.Kind() != kind && (kind != DecimalKind || v.Kind() != Int) {
		return types.WrapErr(source.Fault{
			Message: source.Say("the value is %s, not %s", "值是%s，不是%s", kindWords[v.Kind()], kindWords[kind]),
		})
	}
	switch kind {
	case Bool:
		return types.Bool(v.Bool())
	case Int:
		return types.Int(v.Int())
	case DecimalKind:
		d, ok := v.Decimal()
		if !ok {
			return types.WrapErr(ErrOverflow)
		}
		return celDecimal(d)
	case DateKind:
		return celDate(v.Date())
	case Strings:
		return types.NewStringList(types.DefaultTypeAdapter, v.List())
	}
	return types.String(v.Str())
}

// fromCEL gives what cel-go computed as a Value.
func fromCEL(val ref.Val) Value {
	switch v := val.(type) {
	case types.Bool:
		return BoolOf(bool(v))
	case types.Int:
		return IntOf(int64(v))
	case types.String:
		return StringOf(string(v))
	case celDecimal:
		return DecimalOf(Decimal(v))
	case celDate:
		return DateOf(Date(v))
	case *types.Unknown:
		return Unknown(missingFields(v)...)
	case *types.Err:
		return Failed(faultOf(v))
	case traits.Lister:
		return StringsOf(elements(v))
	}
	return Failed(faultOf(fmt.Errorf("a value of type %s", val.Type().TypeName())))
}

func elements(list traits.Lister) []string {
	n, _ := list.Size().(types.Int)
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fromCEL(list.Get(types.Int(i))).String()
	}
	return texts
}

// missingFields gives the names behind an unknown, sorted and each once.
func missingFields(u *types.Unknown) []string {
	var names []string
	for _, id := range u.IDs() {
		trails, _ := u.GetAttributeTrails(id)
		for _, trail := range trails {
			names = append(names, trail.Variable())
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// unknownOf gives an unknown that names fields. The id tells unknowns apart for
// cel-go; names under one id are merged.
func unknownOf(id int64, names []string) *types.Unknown {
	var u *types.Unknown
	for _, name := range names {
		u = types.MergeUnknowns(u, types.NewUnknown(id, types.NewAttributeTrail(name)))
	}
	return u
}

// celFaults are cel-go's own errors at run time, in both languages.
var celFaults = map[string]source.Text{
	"division by zero": source.Say("division by zero", "除数为零"),
	"modulus by zero":  source.Say("division by zero", "除数为零"),
	"integer overflow": source.Say("the whole number is too large", "整数过大"),
}

// faultOf says an error at run time in both languages.
func faultOf(err error) source.Fault {
	var fault source.Fault
	if errors.As(err, &fault) {
		return fault
	}
	if said, ok := celFaults[err.Error()]; ok {
		return source.Fault{Message: said}
	}
	return source.Fault{Message: source.Say("cannot be computed: %s", "无法计算：%s", err.Error())}
}
