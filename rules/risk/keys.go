package risk

import (
	"context"
	"encoding/binary"
	"slices"

	"weiran/rules/column"
	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// keyed is the persons of a chunk by the keys that peers share. It numbers them
// by itself, so that what is left to do for all chunks together is done for each
// key and not for each person.
type keyed struct {
	keys    []string           // in the order in which they are met
	of      []int32            // the index of each person's key; noGroup where it is not known
	keyless map[int]lang.Value // by row of the roster: what came instead of a key

	numbers map[string]int32 // by key: its index
	key     []byte           // the one that is being written
}

// keys gives the keys of everyone for one of the file's peers, by chunk.
func (a *assessment) keys(ctx context.Context, peers int) ([]keyed, error) {
	parts := make([]keyed, chunks.Count(a.size()))
	by := a.group.Peers[peers].By
	err := chunks.Each(ctx, a.size(), a.subject.Workers, func(c chunks.Chunk) error {
		part := &parts[c.Index]
		*part = keyed{keyless: map[int]lang.Value{}, numbers: map[string]int32{}}
		for _, s := range a.subject.stretches(c) {
			look := func(results []column.Result) { part.take(a, by, keysOf{s, results}) }
			if err := a.keyers[peers].run(a, s, look); err != nil {
				return err
			}
		}
		return nil
	})
	return parts, err
}

// keysOf is what the parts of the key come to for the persons of a stretch.
type keysOf struct {
	stretch
	parts []column.Result
}

// take numbers the keys of a stretch.
func (k *keyed) take(a *assessment, by []*lang.Expr, of keysOf) {
	for at := range of.len() {
		if !of.known(at) {
			k.of = append(k.of, noGroup)
			k.keyless[of.from+at] = keyFault(by, a.row(of.from+at))
			continue
		}
		k.key = of.append(k.key[:0], at)
		k.of = append(k.of, k.number())
	}
}

// number gives the index of the key that has been written.
func (k *keyed) number() int32 {
	n, ok := k.numbers[string(k.key)]
	if !ok {
		n = int32(len(k.keys))
		key := string(k.key)
		k.keys = append(k.keys, key)
		k.numbers[key] = n
	}
	return n
}

// known reports whether every part of a person's key has a value.
func (of keysOf) known(at int) bool {
	for i := range of.parts {
		if !of.parts[i].Known(at) {
			return false
		}
	}
	return true
}

// append writes a person's key. No two keys run together: numbers are of one
// length, and a text is written behind its own.
func (of keysOf) append(key []byte, at int) []byte {
	for i := range of.parts {
		switch v := &of.parts[i]; v.Kind() {
		case lang.Int, lang.DecimalKind:
			key = binary.LittleEndian.AppendUint64(key, uint64(v.Ints()[at]))
		case lang.DateKind:
			key = binary.LittleEndian.AppendUint32(key, uint32(v.Dates()[at]))
		default:
			text := v.Value(at).String()
			key = append(binary.AppendUvarint(key, uint64(len(text))), text...)
		}
	}
	return key
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
