package policy

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/proof"
	"weiran/rules/source"
)

// table looks at what a table is asked for: keys without a row, and rows that
// nothing asks for. A document's table may well list more than the scope needs,
// so that neither is an error.
func (v *prover) table(l *LookupInfo) {
	if l.Else == nil {
		if missing := v.lacking(l); len(missing) > 0 {
			v.warn(l.Pos, l.Width, source.Say("%s has no row for %s", "%s 中没有这些行：%s", l.Name, few(missing)),
				source.Say("add the rows, unknown for figures that are not known, or an else for all others",
					"请补上这些行（数额不明的写 unknown），或用 else 写明其余情形"))
		}
	}
	var idle []source.Text
	var first *Row
	for i := range l.Rows {
		if r := &l.Rows[i]; !v.asked(l, r) {
			idle = append(idle, r.Words)
			if first == nil {
				first = r
			}
		}
	}
	if first != nil {
		v.warn(first.Pos, first.Width,
			source.Say("unreachable: whoever is looked up in %s is never %s", "永远查不到：查 %s 的人员不可能是 %s", l.Name, few(idle)),
			source.Say("the scope, or the condition of the item, lets none of them in: look at both, or leave the rows out",
				"适用范围或项目条件已将其排除：请核对，或删去这些行"))
	}
}

// asked reports whether some use of a table may ask for a row. Of a table that
// nothing uses that is said once.
func (v *prover) asked(l *LookupInfo, r *Row) bool {
	calls := v.calls[l.Name]
	return len(calls) == 0 || slices.ContainsFunc(calls, func(c proof.Call) bool {
		return v.May(c, v.only(r.Keys)...)
	})
}

// only gives the sets of single keys.
func (v *prover) only(keys []lang.Value) (sets []proof.Set) {
	for _, key := range keys {
		sets = append(sets, proof.Only(v.Words.Number(key)))
	}
	return sets
}

// lacking names the keys that a table may be asked for and has no row for. Keys
// that cannot be listed, such as free texts and dates, are passed over.
func (v *prover) lacking(l *LookupInfo) []source.Text {
	s := search{prover: v, lookup: l, seen: map[string]bool{}, left: 10_000}
	for _, call := range v.calls[l.Name] {
		s.call = call
		for _, args := range call.Args {
			if lists, ok := v.lists(args); ok && !call.Loose {
				s.below(nil, lists)
			}
		}
	}
	if v.Spent() {
		return nil
	}
	return s.missing
}

// lists gives the values that each argument may have, where they are few.
func (v *prover) lists(args []proof.Set) ([][]int64, bool) {
	const most = 200
	lists := make([][]int64, len(args))
	for i, arg := range args {
		var few bool
		if lists[i], few = arg.List(most); !few {
			return nil, false
		}
	}
	return lists, true
}

// A search goes through the keys that a table may be asked for.
type search struct {
	*prover
	lookup  *LookupInfo
	call    proof.Call
	seen    map[string]bool
	missing []source.Text
	left    int // how many more keys are looked up
}

// below goes through the keys that begin with some values. Where none of them has
// a row, those that lack one are named together.
func (s *search) below(keys []lang.Value, lists [][]int64) {
	if len(keys) == len(lists) {
		s.left--
		if s.left >= 0 && s.lookup.Find(keys...) == nil && s.May(s.call, s.only(keys)...) {
			s.lacks(keys)
		}
		return
	}
	before := len(s.missing)
	for _, n := range lists[len(keys)] {
		key := s.Words.Value(s.lookup.By[len(keys)].Kind, n)
		s.below(append(keys[:len(keys):len(keys)], key), lists)
	}
	if len(keys) > 0 && len(s.missing) > before+1 && !s.lookup.begins(keys) {
		s.missing = s.missing[:before]
		s.lacks(keys)
	}
}

// begins reports whether some row of the table begins with keys.
func (l *LookupInfo) begins(keys []lang.Value) bool {
	return slices.ContainsFunc(l.Rows, func(r Row) bool {
		return len(r.Keys) >= len(keys) && slices.EqualFunc(r.Keys[:len(keys)], keys, lang.Value.Equal)
	})
}

// lacks notes keys without a row, once: not where they begin with keys that were
// noted.
func (s *search) lacks(keys []lang.Value) {
	for n := range keys {
		if s.seen[s.lookup.words(keys[:n+1]).EN] {
			return
		}
	}
	words := s.lookup.words(keys)
	s.seen[words.EN] = true
	s.missing = append(s.missing, words)
}
