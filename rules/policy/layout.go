package policy

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A layout says where each input of a policy's expressions stands: the fields
// of the roster first, in the order of the schema, then the running value of
// every pay item, then the policy's head, then as_of, then the file's values.
//
// A pay item's slot is its place among the schema's pay items.
type layout struct {
	schema   *roster.Schema
	fields   []lang.Field // of the roster
	payItems []string     // by slot
	paid     []int        // index of pay.<item> among fields, by slot
	died     int          // index of person.died_on, or -1
	asOf     int          // where as_of stands among the inputs; the file's values follow

	forgotten []lang.Value // by slot: a running value that an open item has made unknown
}

func layoutOf(s *roster.Schema) layout {
	l := layout{schema: s, fields: s.LangFields(), payItems: s.PayItems(), died: s.Index("died_on")}
	for _, name := range l.payItems {
		l.paid = append(l.paid, s.Index("pay."+name))
		l.forgotten = append(l.forgotten, lang.Unknown("after."+name))
	}
	l.asOf = l.running(len(l.payItems)) + len(HeadFields(s))
	return l
}

// inputs gives every field that an expression of a policy may read, but the
// file's own values.
func (l layout) inputs() []lang.Field {
	inputs := append([]lang.Field{}, l.fields...)
	for slot, name := range l.payItems {
		label := "调整中的" + l.fields[l.paid[slot]].Label
		inputs = append(inputs, lang.Field{Name: "after." + name, Kind: lang.DecimalKind, Label: label})
	}
	inputs = append(inputs, HeadFields(l.schema)...)
	return append(inputs, lang.Field{Name: "as_of", Kind: lang.DateKind, Label: "测算日期"})
}

// running gives where the running value of a pay item stands among the inputs.
func (l layout) running(slot int) int { return len(l.fields) + slot }

// slot gives the slot of a pay item, or -1.
func (l layout) slot(payItem string) int {
	for slot, name := range l.payItems {
		if name == payItem {
			return slot
		}
	}
	return -1
}

// metSlots gives the slots whose running values the items change or some
// expression reads. Others need not be followed.
func (p *Policy) metSlots() []int {
	slots := slices.Clone(p.changed)
	for _, x := range p.exprs() {
		for _, field := range x.Reads() {
			if slot := field - p.layout.running(0); slot >= 0 && slot < len(p.layout.payItems) {
				slots = append(slots, slot)
			}
		}
	}
	slices.Sort(slots)
	return slices.Compact(slots)
}

// exprs gives the expressions of the policy. One that is absent is always true,
// or the file has problems.
func (p *Policy) exprs() []*lang.Expr {
	exprs := []*lang.Expr{p.Scope.When}
	for _, item := range p.Items {
		exprs = append(exprs, item.When, item.Amount)
	}
	return slices.DeleteFunc(exprs, func(x *lang.Expr) bool { return x == nil })
}

// A frame is what the expressions see of one person while a policy is applied.
type frame struct {
	person  lang.Row
	own     int          // count of the person's fields
	running []lang.Value // after.<item>, by slot
	head    []lang.Value
	asOf    lang.Date
	values  []lang.Value // of the file, as of a day

	noteValue func(index int) // told which of the values are read; nil for nobody
}

// frame gives a frame of nobody yet.
func (p *Policy) frame(asOf lang.Date) *frame {
	return &frame{
		own: len(p.layout.fields), running: make([]lang.Value, len(p.layout.payItems)),
		head: p.head, asOf: asOf, values: p.values,
	}
}

// paid gives what a person is paid of a pay item before the policy. What is not
// known says why, where an earlier policy could not be told.
func (p *Policy) paid(person lang.Row, slot int) lang.Value {
	v := person.Field(p.layout.paid[slot])
	if d, ok := v.Decimal(); v.Known() && ok {
		return lang.DecimalOf(d)
	}
	if _, failed := v.Fault(); failed || len(v.Missing()) > 0 {
		return v
	}
	return lang.Unknown("pay." + p.layout.payItems[slot])
}

// Field gives the value of an input by its index in the scope.
func (f *frame) Field(index int) lang.Value {
	if index < f.own {
		return f.person.Field(index)
	}
	index -= f.own
	if index < len(f.running) {
		return f.running[index]
	}
	index -= len(f.running)
	if index < len(f.head) {
		return f.head[index]
	}
	if index -= len(f.head); index > 0 {
		if f.noteValue != nil {
			f.noteValue(index - 1)
		}
		return f.values[index-1]
	}
	return lang.DateOf(f.asOf)
}
