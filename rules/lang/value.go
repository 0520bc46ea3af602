package lang

import (
	"slices"
	"strconv"
	"strings"

	"weiran/rules/source"
)

// A Value is the outcome of an expression or the content of a cell: known,
// unknown or an error. The zero Value is unknown with no field named.
//
// A run holds some dozens of values for each person, nearly all of them numbers
// and dates: what only others need is kept apart.
type Value struct {
	kind  Kind
	state state
	n     int64
	s     string
	more  *more // nil means an empty one
}

// more is what a list, an unknown or a failed value has besides. It does not
// change once it is part of a value.
type more struct {
	list    []string
	missing []string
	fault   source.Fault
}

// rest gives what a value has besides.
func (v Value) rest() more {
	if v.more == nil {
		return more{}
	}
	return *v.more
}

type state uint8

const (
	unknown state = iota
	known
	failed
)

// BoolOf makes a known bool.
func BoolOf(b bool) Value {
	v := Value{kind: Bool, state: known}
	if b {
		v.n = 1
	}
	return v
}

// IntOf makes a known int.
func IntOf(n int64) Value { return Value{kind: Int, state: known, n: n} }

// DecimalOf makes a known decimal.
func DecimalOf(d Decimal) Value { return Value{kind: DecimalKind, state: known, n: int64(d)} }

// DateOf makes a known date.
func DateOf(d Date) Value { return Value{kind: DateKind, state: known, n: int64(d)} }

// StringOf makes a known string.
func StringOf(s string) Value { return Value{kind: String, state: known, s: s} }

// StringsOf makes a known list of strings.
func StringsOf(list []string) Value {
	return Value{kind: Strings, state: known, more: &more{list: list}}
}

// Unknown makes a value that these fields, once filled in, would decide.
func Unknown(fields ...string) Value {
	if len(fields) > 1 {
		fields = slices.Compact(slices.Sorted(slices.Values(fields)))
	}
	return Value{more: &more{missing: fields}}
}

// Failed makes an error value: a table without a row, an overflow. Its fault
// stands in for the value on that row only.
func Failed(fault source.Fault) Value { return Value{state: failed, more: &more{fault: fault}} }

// Kind gives the kind of a known value, Invalid otherwise.
func (v Value) Kind() Kind { return v.kind }

// Known reports whether there is a value.
func (v Value) Known() bool { return v.state == known }

// Missing gives the fields that would decide an unknown value, sorted, each once.
func (v Value) Missing() []string { return v.rest().missing }

// Fault gives the error of a failed value and whether there is one.
func (v Value) Fault() (source.Fault, bool) { return v.rest().fault, v.state == failed }

// Bool reports whether the value is a known bool and true.
func (v Value) Bool() bool { return v.kind == Bool && v.n == 1 }

// Int gives a known int, else 0.
func (v Value) Int() int64 {
	if v.kind != Int {
		return 0
	}
	return v.n
}

// Ordinal gives the number that stands for a known value other than a text, and
// orders as values of its kind do: an int itself, the days of a date, the 1/10 000
// of a decimal, 0 or 1 for a bool. Of every other value it is 0.
func (v Value) Ordinal() int64 {
	if v.state != known {
		return 0
	}
	return v.n
}

// Decimal gives a known decimal; an int becomes one, so that an amount may be
// written as either. An int too large for a decimal gives ok false.
func (v Value) Decimal() (d Decimal, ok bool) {
	switch v.kind {
	case DecimalKind:
		return Decimal(v.n), true
	case Int:
		return DecimalFromInt(v.n)
	}
	return 0, false
}

// Date gives a known date, else the zero Date.
func (v Value) Date() Date {
	if v.kind != DateKind {
		return 0
	}
	return Date(v.n)
}

// Str gives a known string, else "".
func (v Value) Str() string { return v.s }

// List gives a known list of strings, else nil. It must not be changed.
func (v Value) List() []string { return v.rest().list }

// Equal reports whether two values are the same: both unknown, both failed, or
// both known and alike.
func (v Value) Equal(w Value) bool {
	return v.state == w.state && v.kind == w.kind && v.n == w.n && v.s == w.s &&
		slices.Equal(v.List(), w.List())
}

// String writes the value for people: 670, 1932-05-01, true; an unknown is "?",
// an error "!".
func (v Value) String() string {
	switch {
	case v.state == unknown:
		return "?"
	case v.state == failed:
		return "!"
	}
	switch v.kind {
	case Bool:
		return strconv.FormatBool(v.n == 1)
	case Int:
		return strconv.FormatInt(v.n, 10)
	case DecimalKind:
		return Decimal(v.n).String()
	case DateKind:
		return Date(v.n).String()
	case Strings:
		return strings.Join(v.List(), "、")
	}
	return v.s
}

// Append writes the value behind some text, as [Value.String] does.
func (v Value) Append(text []byte) []byte {
	switch {
	case v.state != known:
	case v.kind == Bool:
		return strconv.AppendBool(text, v.n == 1)
	case v.kind == Int:
		return strconv.AppendInt(text, v.n, 10)
	case v.kind == DecimalKind:
		return Decimal(v.n).Append(text)
	case v.kind == DateKind:
		return Date(v.n).Append(text)
	}
	return append(text, v.String()...)
}
