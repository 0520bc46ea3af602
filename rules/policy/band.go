package policy

import (
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// bandText is a band as it is written: ranges of a date or a number, each with
// its value. The first range that holds a value gives the answer.
type bandText struct {
	Pos  source.Pos
	Of   source.Str `yaml:"of,required"`
	Rows rangesText `yaml:"rows,required"`
	Else partText   `yaml:"else"`
	Cite string     `yaml:"cite"`
}

// rangesText is the ranges of a band, or the word for a band that is not known.
type rangesText struct {
	hole source.Str
	list []rangeText
	read bool
}

// UnmarshalSource reads the ranges.
func (r *rangesText) UnmarshalSource(n source.Node) {
	r.read = true
	if text := n.Str(); !n.IsMap() && isHole(text.Value) {
		r.hole = text
		return
	}
	n.Decode(&r.list)
}

// rangeText is one range. from and to belong to it, above and below do not; a
// side without a bound is open.
type rangeText struct {
	Pos   source.Pos
	From  source.Str `yaml:"from"`
	Above source.Str `yaml:"above"`
	To    source.Str `yaml:"to"`
	Below source.Str `yaml:"below"`
	Value partText   `yaml:"value,required"`
}

// A band gives an amount or a rate by where a value lies.
type band struct {
	name string // band.age_addition
	kind lang.Kind
	rows []Row
	rest *Row // outside every range; nil for none
}

// bandKinds are the kinds that have an order.
var bandKinds = []lang.Code{
	{Code: lang.DateKind.String(), Label: "日期"},
	{Code: lang.Int.String(), Label: "整数"},
	{Code: lang.DecimalKind.String(), Label: "小数"},
}

// band reads one band of the file as a function of expressions.
func (l *loader) band(entry source.Entry[bandText]) LookupInfo {
	text := entry.Value
	b := &band{name: "band." + entry.Key.Value, kind: l.bandKind(text.Of), rest: l.rest(text.Else)}
	if text.Rows.read && len(text.Rows.list) == 0 && text.Rows.hole.Empty() && text.Else.shape == absent {
		l.problems.Add(text.Pos, source.Say("the band has no rows", "分段中没有行"), source.Text{})
	}
	if !text.Rows.hole.Empty() {
		s, _ := l.step(text.Rows.hole)
		s.First = true
		b.rows = []Row{{Figure: Figure{Steps: []Step{s}}, Pos: s.Pos, Width: s.Width}}
	}
	for _, r := range text.Rows.list {
		if row, ok := l.span(r, b.kind); ok {
			b.rows = append(b.rows, row)
		}
	}
	return LookupInfo{
		Name: b.name, Cite: text.Cite, Rows: b.rows, Else: b.rest, find: b.find, words: b.describe,
		By: []lang.Field{{Name: "of", Kind: b.kind, Label: "分段依据"}},
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
func (l *loader) span(text rangeText, kind lang.Kind) (Row, bool) {
	low, lowOK := l.end(kind, text.From, text.Above)
	high, highOK := l.end(kind, text.To, text.Below)
	f, ok := l.figure(text.Value)
	if !ok || !lowOK || !highOK {
		return Row{}, false
	}
	r := Row{Low: low, High: high, Words: spanWords(low, high), Figure: f, Pos: text.Pos}
	if r.hollow() {
		l.problems.Add(text.Pos,
			source.Say("nothing lies between %s and %s", "%s 与 %s 之间没有任何值", low.Written, high.Written),
			source.Say("the lower bound comes first: from ≤ to", "下限应不大于上限：from ≤ to"))
		return Row{}, false
	}
	return r, true
}

// spanWords names a range: from 20, below 30.
func spanWords(low, high *Bound) source.Text {
	var en, zh []string
	if low != nil {
		words := map[bool]source.Text{false: {EN: "from", ZH: "起"}, true: {EN: "above", ZH: "以上（不含）"}}[low.Outside]
		en, zh = append(en, words.EN+" "+low.Written.String()), append(zh, low.Written.String()+" "+words.ZH)
	}
	if high != nil {
		words := map[bool]source.Text{false: {EN: "to", ZH: "止"}, true: {EN: "below", ZH: "以下（不含）"}}[high.Outside]
		en, zh = append(en, words.EN+" "+high.Written.String()), append(zh, high.Written.String()+" "+words.ZH)
	}
	if en == nil {
		return source.Say("any value", "任何值")
	}
	return source.Text{EN: strings.Join(en, " "), ZH: strings.Join(zh, "，")}
}

// end reads one end of a range, which is given by one of two keys: the first
// keeps the bound inside, the second outside.
func (l *loader) end(kind lang.Kind, inside, outside source.Str) (*Bound, bool) {
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
	return &Bound{At: v.Ordinal(), Outside: inside.Empty(), Written: v}, true
}

// hollow reports whether no value can lie in the range.
func (r *Row) hollow() bool {
	if r.Low == nil || r.High == nil {
		return false
	}
	if r.Low.Outside || r.High.Outside {
		return r.Low.At >= r.High.At
	}
	return r.Low.At > r.High.At
}

// holds reports whether a value lies in the range.
func (r *Row) holds(n int64) bool {
	switch {
	case r.Low != nil && (n < r.Low.At || n == r.Low.At && r.Low.Outside):
		return false
	case r.High != nil && (n > r.High.At || n == r.High.At && r.High.Outside):
		return false
	}
	return true
}

// find gives the first range that holds the argument.
func (b *band) find(args []lang.Value) *Row {
	n, ok := b.ordinal(args[0])
	for i := range b.rows {
		if ok && b.rows[i].holds(n) {
			return &b.rows[i]
		}
	}
	return b.rest
}

// describe names an argument.
func (b *band) describe(args []lang.Value) source.Text {
	return source.Say("%s", "%s", args[0])
}

// ordinal gives the argument as a number in the units of the band's bounds: an
// int counts as a decimal where the band is of decimals.
func (b *band) ordinal(v lang.Value) (int64, bool) {
	if b.kind == lang.DecimalKind {
		d, ok := v.Decimal()
		return int64(d), ok
	}
	return v.Ordinal(), true
}
