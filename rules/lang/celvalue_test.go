package lang

import (
	"math"
	"reflect"
	"testing"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
)

// TestCELValuesKeepTheContract goes through what cel-go may ask of any value,
// operands that the type checker would never let through among them.
func TestCELValuesKeepTheContract(t *testing.T) {
	decimal, date := celDecimal(15_000), celDate(100)
	for _, v := range []ref.Val{decimal, date} {
		if v.ConvertToType(v.Type()) != v || v.ConvertToType(types.TypeType) != ref.Val(v.Type().(*types.Type)) {
			t.Errorf("%v does not convert to its own type", v)
		}
		if !types.IsError(v.ConvertToType(types.DoubleType)) {
			t.Errorf("%v converts to a floating-point number", v)
		}
		native, err := v.ConvertToNative(reflect.TypeOf(v.Value()))
		if err != nil || native != v.Value() {
			t.Errorf("%v is %v natively, %v", v, native, err)
		}
		if _, err := v.ConvertToNative(reflect.TypeFor[float64]()); err == nil {
			t.Errorf("%v is a float64", v)
		}
		if v.Equal(v) != types.True || v.Equal(types.Int(1)) != types.False {
			t.Errorf("%v is not equal to itself alone", v)
		}
		for _, op := range []func(ref.Val) ref.Val{v.(traits.Adder).Add, v.(traits.Subtractor).Subtract, v.(traits.Comparer).Compare} {
			if !types.IsError(op(types.String("x"))) {
				t.Errorf("%v goes together with a text", v)
			}
		}
	}
	if !types.IsError(date.Subtract(types.Int(math.MinInt64))) {
		t.Error("the date −2⁶³ days back is one")
	}
	if decimal.Value() != Decimal(15_000) || date.Value() != Date(100) {
		t.Error("the Go values are lost")
	}
}

func TestOutcomeOfNothingFails(t *testing.T) {
	if _, failed := outcome(nil, nil).Fault(); !failed {
		t.Error("no value is taken for one")
	}
	if _, failed := fromCEL(types.Double(1.5)).Fault(); !failed {
		t.Error("a floating-point number is taken for a value")
	}
}
