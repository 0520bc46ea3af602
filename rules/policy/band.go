package policy

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// bandText is a band as it is written: ranges of a date or a number, each with
// its value. The first range that holds a value gives the answer.
type bandText struct {
	Pos  source.Pos
	Of   source.Str    `yaml:"of,required"`
	Rows []rangeText   `yaml:"rows,required"`
	Else *lang.Decimal `yaml:"else"`
	Cite string        `yaml:"cite"`
}

// rangeText is one range. from and to belong to it, above and below do not; a
// side without a bound is open.
type rangeText struct {
	Pos   source.Pos
	From  source.Str    `yaml:"from"`
	Above source.Str    `yaml:"above"`
	To    source.Str    `yaml:"to"`
	Below source.Str    `yaml:"below"`
	Value *lang.Decimal `yaml:"value,required"`
}

// A band gives an amount or a rate by where a value lies.
type band struct {
	name   string // band.age_addition
	kind   lang.Kind
	ranges []span
	rest   *lang.Decimal // the value outside every range; nil for none
}

// A span is one range of a band, in the units of its values.
type span struct {
	low, high *bound
	value     lang.Decimal
}

// A bound is one end of a span.
type bound struct {
	at      int64
	outside bool // whether the bound itself lies outside the span
	written lang.Value
}

// bandKinds are the kinds that have an order.
var bandKinds = []lang.Code{
	{Code: lang.DateKind.String(), Label: "日期"},
	{Code: lang.Int.String(), Label: "整数"},
	{Code: lang.DecimalKind.String(), Label: "小数"},
}

// band reads one band of the file as a function of expressions.
func (l *loader) band(entry source.Entry[bandText]) lang.Lookup {
	text := entry.Value
	b := &band{name: "band." + entry.Key.Value, kind: l.bandKind(text.Of), rest: text.Else}
	if text.Rows != nil && len(text.Rows) == 0 && text.Else == nil {
		l.problems.Add(text.Pos, source.Say("the band has no rows", "分段中没有行"), source.Text{})
	}
	for _, r := range text.Rows {
		if s, ok := l.span(r, b.kind); ok {
			b.ranges = append(b.ranges, s)
		}
	}
	return lang.Lookup{
		Name:   b.name,
		Params: []lang.Field{{Name: "of", Kind: b.kind, Label: "分段依据"}},
		Result: lang.DecimalKind,
		Call:   b.call,
	}
}

func (l *loader) bandKind(text source.Str) lang.Kind {
	switch l.oneOf(text, bandKinds, "") {
	case lang.Int.String():
		return lang.Int
	case lang.DecimalKind.String():
		return lang.DecimalKind
	}
	return lang.DateKind
}

// span reads one range of a band.
func (l *loader) span(text rangeText, kind lang.Kind) (span, bool) {
	low, lowOK := l.end(kind, text.From, text.Above)
	high, highOK := l.end(kind, text.To, text.Below)
	if text.Value == nil || !lowOK || !highOK {
		return span{}, false
	}
	s := span{low: low, high: high, value: *text.Value}
	if s.hollow() {
		l.problems.Add(text.Pos,
			source.Say("nothing lies between %s and %s", "%s 与 %s 之间没有任何值", low.written, high.written),
			source.Say("the lower bound comes first: from ≤ to", "下限应不大于上限：from ≤ to"))
		return span{}, false
	}
	return s, true
}

// end reads one end of a range, which is given by one of two keys: the first
// keeps the bound inside, the second outside.
func (l *loader) end(kind lang.Kind, inside, outside source.Str) (*bound, bool) {
	if !inside.Empty() && !outside.Empty() {
		l.fault(outside,
			source.Say("this end of the range is given twice", "范围的这一端写了两次"),
			source.Say("from and to include the bound, above and below leave it out: keep one", "from、to 含本数，above、below 不含本数：请只保留一个"))
		return nil, false
	}
	text := inside
	if inside.Empty() {
		text = outside
	}
	if text.Empty() {
		return nil, true
	}
	v, err := parseKind(kind, text.Value)
	if err != nil {
		fault := faultOf(err)
		l.fault(text, fault.Message, fault.Hint)
		return nil, false
	}
	return &bound{at: ordinal(v), outside: inside.Empty(), written: v}, true
}

// ordinal gives a value as a number that orders like it.
func ordinal(v lang.Value) int64 {
	switch v.Kind() {
	case lang.DateKind:
		return int64(v.Date())
	case lang.DecimalKind:
		d, _ := v.Decimal()
		return int64(d)
	}
	return v.Int()
}

// hollow reports whether no value can lie in the span.
func (s span) hollow() bool {
	if s.low == nil || s.high == nil {
		return false
	}
	if s.low.outside || s.high.outside {
		return s.low.at >= s.high.at
	}
	return s.low.at > s.high.at
}

// holds reports whether a value lies in the span.
func (s span) holds(n int64) bool {
	switch {
	case s.low != nil && (n < s.low.at || n == s.low.at && s.low.outside):
		return false
	case s.high != nil && (n > s.high.at || n == s.high.at && s.high.outside):
		return false
	}
	return true
}

// call gives the value of the first span that holds the argument.
func (b *band) call(args []lang.Value) lang.Value {
	n, ok := b.ordinal(args[0])
	for _, s := range b.ranges {
		if ok && s.holds(n) {
			return lang.DecimalOf(s.value)
		}
	}
	if b.rest != nil {
		return lang.DecimalOf(*b.rest)
	}
	return lang.Failed(source.Fault{
		Message: source.Say("%s has no row for %s", "%s 中没有 %s 所在的段", b.name, args[0]),
		Hint:    source.Say("add the row, or an else for all others", "请补上这一段，或用 else 写明其余情形"),
	})
}

// ordinal gives the argument as a number in the units of the band's bounds: an
// int counts as a decimal where the band is of decimals.
func (b *band) ordinal(v lang.Value) (int64, bool) {
	if b.kind == lang.DecimalKind {
		d, ok := v.Decimal()
		return int64(d), ok
	}
	return ordinal(v), true
}
