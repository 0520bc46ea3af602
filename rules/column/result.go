package column

import "weiran/rules/lang"

// A Result is the vector of one expression over a whole batch.
type Result struct {
	Vector
	own    buffers
	serial int64 // of the dictionary that was added last
	behind int32 // where its entries start
}

// fill gives every row the value of a constant. False, which is what a rule that
// cannot fire comes to, is quickest.
func (r *Result) fill(v *Vector) {
	if r.kind == lang.Bool && v.decided() {
		clear(r.truth)
		if v.truth.Has(0) {
			r.truth.SetRange(0, r.rows)
		}
		return
	}
	for from := 0; from < r.rows; from += blockRows {
		r.add(v, from)
	}
}

// begin empties the result.
func (r *Result) begin(kind lang.Kind, rows int) {
	r.Vector = Vector{kind: kind, rows: rows}
	r.serial = -1
	switch kind {
	case lang.Bool:
		r.own.truth = sized(r.own.truth, words(rows))
		r.truth = r.own.truth
	case lang.Int, lang.DecimalKind:
		r.own.wide = sized(r.own.wide, rows)
		r.wide = r.own.wide
	case lang.String, lang.Strings:
		r.own.texts.texts, r.own.texts.lists = r.own.texts.texts[:0], r.own.texts.lists[:0]
		r.texts = &r.own.texts
		fallthrough
	default:
		r.own.narrow = sized(r.own.narrow, rows)
		r.narrow = r.own.narrow
	}
}

// add copies a block that starts at a row.
func (r *Result) add(v *Vector, from int) {
	to := min(from+blockRows, r.rows)
	r.unknown = r.addDoubts(&r.own.unknown, r.unknown, bitsOf{v, v.unknown, from})
	r.failed = r.addDoubts(&r.own.failed, r.failed, bitsOf{v, v.failed, from})
	switch r.kind {
	case lang.Bool:
		r.copyBits(r.truth, bitsOf{v, v.truth, from})
	case lang.Int, lang.DecimalKind:
		spread(r.wide[from:to], operand[int64]{v.wide, v.constant})
	case lang.DateKind:
		spread(r.narrow[from:to], operand[int32]{v.narrow, v.constant})
	default:
		r.addTexts(v.texts)
		spread(r.narrow[from:to], operand[int32]{v.narrow, v.constant})
		for i := range r.narrow[from:to] {
			r.narrow[from+i] += r.behind
		}
	}
}

// spread copies values, a constant to every row.
func spread[T number](into []T, from operand[T]) {
	if !from.constant {
		copy(into, from.values)
		return
	}
	for i := range into {
		into[i] = from.values[0]
	}
}

// bitsOf is bits of a vector of the block that starts at a row.
type bitsOf struct {
	of   *Vector
	bits Bits
	from int
}

// addDoubts copies bits that are mostly nil; memory is taken for the first that
// are not.
func (r *Result) addDoubts(own *Bits, into Bits, b bitsOf) Bits {
	if into == nil && b.bits == nil {
		return nil
	}
	if into == nil {
		*own = sized(*own, words(r.rows))
		clear(*own)
		into = *own
	}
	r.copyBits(into, b)
	return into
}

func (r *Result) copyBits(into Bits, b bitsOf) {
	first, last := b.from/wordRows, words(min(b.from+blockRows, r.rows))
	for i := first; i < last; i++ {
		into[i] = b.of.word(b.bits, i-first)
	}
}

// addTexts puts a dictionary behind those of earlier blocks, unless it is the
// one that was added last.
func (r *Result) addTexts(d *dictionary) {
	if r.serial == d.serial {
		return
	}
	own := &r.own.texts
	r.behind = int32(max(len(own.texts), len(own.lists)))
	own.texts, own.lists = append(own.texts, d.texts...), append(own.lists, d.lists...)
	r.serial = d.serial
}

// end clears the bits that a constant left behind the last row, and makes nil
// what is empty.
func (r *Result) end() {
	if r.kind == lang.Bool && r.rows > 0 {
		r.truth.trim(r.rows)
	}
	r.unknown, r.failed = ended(r.unknown, r.rows), ended(r.failed, r.rows)
	if r.texts != nil {
		r.settleCodes()
	}
}

func ended(b Bits, rows int) Bits {
	if b == nil {
		return nil
	}
	b.trim(rows)
	if b.none() {
		return nil
	}
	return b
}
