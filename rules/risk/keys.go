package risk

import (
	"encoding/binary"
	"slices"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// keyed is the keys that the persons of one batch have.
type keyed struct {
	keys   []string // in the order in which they are met
	counts []int32  // by key: how many persons have it
}

// A keying numbers the keys of a batch. A key has one part for each expression;
// part by part the numbers are made one, so that a key itself is written only
// once for everybody who shares it.
type keying struct {
	numbering
	codes   []int32 // of each row: the number of its key so far
	part    []int32 // of each row: the number of one part
	entries []int32 // of each entry of a dictionary
	local   []int32 // the number of each code among those that somebody has
	key     []byte
}

// noGroup is the group of a row whose key is not known.
const noGroup = -1

// take writes the number of each person's key into of, noGroup where it is not
// known, and gives the keys.
func (k *keying) take(of []int32, parts []column.Result, doubts column.Doubts) keyed {
	k.codes = sized(k.codes, len(of))
	clear(k.codes)
	codes := int32(1)
	for i := range parts {
		k.read(&parts[i], len(of))
		codes = k.pair(codes)
	}
	return k.settle(of, int(codes), keysOf{parts, doubts})
}

// pair makes one number of the number so far and that of one more part, and
// gives how many there are.
func (k *keying) pair(codes int32) int32 {
	if codes == 1 {
		k.codes, k.part = k.part, k.codes
		return slices.Max(append(k.codes, 0)) + 1
	}
	k.reset()
	for i, code := range k.codes {
		k.codes[i] = k.number(int64(code)<<32 | int64(k.part[i]))
	}
	return k.count
}

// read numbers the values of one part.
func (k *keying) read(v *column.Result, rows int) {
	k.part = sized(k.part, rows)
	k.reset()
	switch v.Kind() {
	case lang.Bool:
		for i := range k.part {
			k.part[i] = int32(v.Bools()[i/64] >> (i % 64) & 1)
		}
	case lang.Int, lang.DecimalKind:
		for i, n := range v.Ints() {
			k.part[i] = k.number(n)
		}
	case lang.DateKind:
		for i, n := range v.Dates() {
			k.part[i] = k.number(int64(n))
		}
	default:
		k.readTexts(v)
	}
}

// readTexts numbers texts by the entries of their dictionary, and lists by what
// they come to as one text.
func (k *keying) readTexts(v *column.Result) {
	numbers := map[string]int32{}
	number := func(text string) int32 {
		n, ok := numbers[text]
		if !ok {
			n = int32(len(numbers))
			numbers[text] = n
		}
		return n
	}
	if v.Kind() != lang.String {
		for i := range k.part {
			k.part[i] = number(v.Value(i).String())
		}
		return
	}
	k.entries = k.entries[:0]
	for _, text := range v.Texts() {
		k.entries = append(k.entries, number(text))
	}
	k.entries = append(k.entries, 0) // where nobody has a value there may be no entry
	for i, code := range v.Codes() {
		k.part[i] = k.entries[code]
	}
}

// settle numbers the keys anew in the order in which somebody who has them comes,
// and writes each of them.
func (k *keying) settle(of []int32, codes int, from keysOf) keyed {
	k.local = sized(k.local, codes)
	for i := range k.local {
		k.local[i] = noGroup
	}
	var out keyed
	for row, code := range k.codes {
		if !from.known(row) {
			of[row] = noGroup
			continue
		}
		if k.local[code] == noGroup {
			k.local[code] = int32(len(out.keys))
			k.key = from.append(k.key[:0], row)
			out.keys, out.counts = append(out.keys, string(k.key)), append(out.counts, 0)
		}
		of[row] = k.local[code]
		out.counts[of[row]]++
	}
	return out
}

// keysOf is what the parts of the key come to for the persons of a batch.
type keysOf struct {
	parts  []column.Result
	doubts column.Doubts
}

func (of keysOf) known(row int) bool {
	return !of.doubts.Unknown.Has(row) && !of.doubts.Failed.Has(row)
}

// append writes a person's key. No two keys run together: numbers are of one
// length, and a text is written behind its own.
func (of keysOf) append(key []byte, row int) []byte {
	for i := range of.parts {
		switch v := &of.parts[i]; v.Kind() {
		case lang.Int, lang.DecimalKind:
			key = binary.LittleEndian.AppendUint64(key, uint64(v.Ints()[row]))
		case lang.DateKind:
			key = binary.LittleEndian.AppendUint32(key, uint32(v.Dates()[row]))
		default:
			text := v.Value(row).String()
			key = append(binary.AppendUvarint(key, uint64(len(text))), text...)
		}
	}
	return key
}

// doubtsOf gives the rows without a key, in memory of its own: those of which a
// part failed, and else those of which a part is not known.
func doubtsOf(parts []column.Result, rows int) column.Doubts {
	var d column.Doubts
	for i := range parts {
		d.Unknown = joined(d.Unknown, parts[i].Unknown(), rows)
		d.Failed = joined(d.Failed, parts[i].Failed(), rows)
	}
	for i := range min(len(d.Unknown), len(d.Failed)) {
		d.Unknown[i] &^= d.Failed[i]
	}
	return d
}

func joined(into, more column.Bits, rows int) column.Bits {
	if more == nil {
		return into
	}
	if into == nil {
		into = column.NewBits(rows)
	}
	for i := range more {
		into[i] |= more[i]
	}
	return into
}

// keyFault says why a person has no key: a part of it failed, or else which
// fields are missing.
func keyFault(by []*lang.Expr, r *row) lang.Value {
	var missing []string
	for _, x := range by {
		v := x.Eval(r)
		if _, failed := v.Fault(); failed {
			return v
		}
		missing = append(missing, v.Missing()...)
	}
	slices.Sort(missing)
	return lang.Unknown(slices.Compact(missing)...)
}
