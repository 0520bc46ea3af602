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
		return slices.ContainsFunc(c.Args, func(args []proof.Set) bool { return v.may(args, r.Keys) })
	})
}

// may reports whether arguments may be the keys, or begin with them.
func (v *prover) may(args []proof.Set, keys []lang.Value) bool {
	for i, key := range keys {
		if !args[i].Has(v.Words.Number(key)) {
			return false
		}
	}
	return true
}

// lacking names the keys that a table may be asked for and has no row for. Keys
// that cannot be listed, such as free texts and dates, are passed over.
func (v *prover) lacking(l *LookupInfo) []source.Text {
	s := search{prover: v, lookup: l, seen: map[string]bool{}, left: 10_000}
	for _, call := range v.calls[l.Name] {
		for _, args := range call.Args {
			if lists, ok := v.lists(args); ok {
				s.below(nil, lists)
			}
		}
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
	seen    map[string]bool
	missing []source.Text
	left    int // how many more keys are looked up
}

// below goes through the keys that begin with some values. Where none of them has
// a row, they are named together.
func (s *search) below(keys []lang.Value, lists [][]int64) (found bool) {
	if len(keys) == len(lists) {
		s.left--
		if s.left < 0 || s.lookup.Find(keys...) != nil {
			return true
		}
		s.lacks(keys)
		return false
	}
	before := len(s.missing)
	list := lists[len(keys)]
	for _, n := range list {
		key := s.Words.Value(s.lookup.By[len(keys)].Kind, n)
		found = s.below(append(keys[:len(keys):len(keys)], key), lists) || found
	}
	if !found && len(keys) > 0 && len(list) > 1 {
		s.missing = s.missing[:before]
		s.lacks(keys)
	}
	return found
}

// lacks notes keys without a row, once.
func (s *search) lacks(keys []lang.Value) {
	if words := s.lookup.words(keys); !s.seen[words.EN] {
		s.seen[words.EN] = true
		s.missing = append(s.missing, words)
	}
}
