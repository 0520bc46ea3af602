package policy

import (
	"encoding/binary"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A recall answers for cel-go while a person whom the columns have left open is
// worked out again for the words: what the columns know, it reads there, and what
// has been asked before, it remembers. Thousands of persons lack the same field.
type recall struct {
	at      map[*lang.Expr]*column.Vector // over the batch; of whom no columns hold, none
	row     int                           // of the batch
	running []bool                        // by field of the scope: a running value
	chained bool                          // some expression reads one, or rounding alone might overflow
	known   map[*lang.Expr]map[string]lang.Value
	key     []byte
}

// maxRecalled is how many answers to one expression are remembered: expressions
// that are open read few different cells, but may read any.
const maxRecalled = 1 << 12

func newRecall(p *Policy) *recall {
	r := &recall{
		at: map[*lang.Expr]*column.Vector{}, known: map[*lang.Expr]map[string]lang.Value{},
		running: make([]bool, len(p.scope.Fields)),
	}
	for slot := range p.layout.payItems {
		r.running[p.layout.running(slot)] = true
	}
	for _, x := range p.exprs() {
		r.chained = r.chained || r.readsRunning(x)
	}
	for _, item := range p.Items {
		r.chained = r.chained || size(int64(item.Rounding.To)) >= p.ordinary()
	}
	return r
}

// settles reports whether nothing about an item that applies needs working out
// again: where the columns know what it adds and nobody asks what that comes to,
// it has no part in the words. No amount of the person's is large, so that it
// has no part in an overflow either.
func (r *recall) settles(item *Item) bool {
	v, ok := r.at[item.Amount]
	return ok && !r.chained && !item.Sets && v.Known(r.row)
}

// eval gives what an expression comes to in a calculation. The columns know
// nothing of what an open item has forgotten, nor of what comes after it: from
// then on, they are not asked about running values.
func (r *recall) eval(c *calculation, x *lang.Expr) lang.Value {
	if v, ok := r.at[x]; ok && v.Known(r.row) && !(c.open && r.readsRunning(x)) {
		return v.Value(r.row)
	}
	return r.answer(c.frame, x)
}

// before gives what an expression comes to with the figures of the day before.
// What is paid then is as before the policy, whatever is open. The columns are
// asked where they have looked: somebody's pay is not known.
func (r *recall) before(c *calculation, x *lang.Expr) lang.Value {
	if v, ok := r.at[x]; ok && v.Known(r.row) {
		return v.Value(r.row)
	}
	return r.answer(c.base, x)
}

// answer asks cel-go, unless it has been asked before.
func (r *recall) answer(f *frame, x *lang.Expr) lang.Value {
	key := r.cells(f, x)
	v, ok := r.known[x][string(key)]
	if ok {
		return v
	}
	if r.known[x] == nil || len(r.known[x]) == maxRecalled {
		r.known[x] = map[string]lang.Value{}
	}
	v = x.Eval(f)
	r.known[x][string(key)] = v
	return v
}

func (r *recall) readsRunning(x *lang.Expr) bool {
	for _, field := range x.Reads() {
		if r.running[field] {
			return true
		}
	}
	return false
}

// cells writes down everything that the value of an expression depends on.
func (r *recall) cells(f *frame, x *lang.Expr) []byte {
	r.key = r.key[:0]
	for _, field := range x.Reads() {
		r.key = appendValue(r.key, f.Field(field))
	}
	return r.key
}

// appendValue writes a value down such that no two have one writing.
func appendValue(to []byte, v lang.Value) []byte {
	if fault, failed := v.Fault(); failed {
		to = append(to, '!')
		for _, text := range []string{fault.Message.EN, fault.Message.ZH, fault.Hint.EN, fault.Hint.ZH} {
			to = appendText(to, text)
		}
		return to
	}
	if !v.Known() {
		return appendTexts(append(to, '?'), v.Missing())
	}
	to = append(to, '0'+byte(v.Kind()))
	switch v.Kind() {
	case lang.String:
		return appendText(to, v.Str())
	case lang.Strings:
		return appendTexts(to, v.List())
	}
	return binary.AppendVarint(to, v.Ordinal())
}

func appendTexts(to []byte, texts []string) []byte {
	to = binary.AppendUvarint(to, uint64(len(texts)))
	for _, text := range texts {
		to = appendText(to, text)
	}
	return to
}

func appendText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}
