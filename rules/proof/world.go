package proof

import (
	"maps"
	"slices"

	"cel.dev/cel-go/common/ast"
)

// A world is one way in which things may be: what is known of terms besides what
// their parts say. It does not change once it is made.
type world struct {
	sets   map[string]Set  // by the key of the term
	terms  map[string]term // those of them that are no fields
	pairs  []pair          // terms that are compared with each other
	joined bool            // whether it stands for several, and for more than they are
}

// A pair is two terms of which a comparison holds. What it says of each beside
// the other is seen again whenever more is known of one of them.
type pair struct {
	sign        string
	left, right term
}

// Cases are all the ways in which things may be. None at all means: never.
type Cases []world

// most is how many worlds are kept apart. More are taken together, which loses
// what they have to do with one another, and nothing else.
const most = 64

// Never reports whether things can be in no way.
func (c Cases) Never() bool { return len(c) == 0 }

// Or gives the cases of both.
func (c Cases) Or(d Cases) Cases {
	all := append(append(Cases{}, c...), d...)
	if len(all) <= most {
		return all
	}
	joined := all[0]
	for _, w := range all[1:] {
		joined = joined.or(w)
	}
	return Cases{joined}
}

// or gives a world that both are part of.
func (w world) or(v world) world {
	joined := world{sets: map[string]Set{}, terms: map[string]term{}, joined: true}
	for key, s := range w.sets {
		other, both := v.sets[key]
		if !both {
			continue
		}
		joined.sets[key] = s.Or(other)
		if t, compound := w.terms[key]; compound {
			joined.terms[key] = t
		}
	}
	return joined
}

// with gives the world in which a term has only the values of a set.
func (w world) with(t term, s Set) world {
	narrowed := w
	narrowed.sets = maps.Clone(w.sets)
	if narrowed.sets == nil {
		narrowed.sets = map[string]Set{}
	}
	key := t.key()
	narrowed.sets[key] = s
	if t.e.Kind() != ast.IdentKind {
		narrowed.terms = maps.Clone(w.terms)
		if narrowed.terms == nil {
			narrowed.terms = map[string]term{}
		}
		narrowed.terms[key] = t
	}
	return narrowed
}

// beside gives the world in which a comparison of two terms holds. Beside a
// constant, the values of the other term say it all.
func (w world) beside(sign string, left, right term) world {
	if left.e.Kind() == ast.LiteralKind || right.e.Kind() == ast.LiteralKind {
		return w
	}
	w.pairs = append(slices.Clip(w.pairs), pair{sign, left, right})
	return w
}

// agrees reports whether two terms may compare so for all that is known of how
// they compare.
func (w world) agrees(sign string, left, right term) bool {
	orders := relations[sign].orders
	for _, p := range w.pairs {
		a, b := p.left.key(), p.right.key()
		if a == left.key() && b == right.key() {
			orders &= relations[p.sign].orders
		}
		if b == left.key() && a == right.key() {
			orders &= relations[relations[p.sign].mirrored].orders
		}
	}
	return orders != 0
}

// Without gives the cases of which nothing is known of some fields: of what
// changes between two expressions, the former says nothing for the latter.
func (c Cases) Without(changes func(field string) bool) Cases {
	var out Cases
	for _, w := range c {
		out = append(out, w.without(changes))
	}
	return out
}

func (w world) without(changes func(field string) bool) world {
	left := world{sets: maps.Clone(w.sets), terms: maps.Clone(w.terms), joined: w.joined}
	for key := range w.sets {
		t, compound := w.terms[key]
		if compound && t.mentions(changes) || !compound && changes(key) {
			delete(left.sets, key)
			delete(left.terms, key)
		}
	}
	for _, p := range w.pairs {
		if !p.left.mentions(changes) && !p.right.mentions(changes) {
			left.pairs = append(left.pairs, p)
		}
	}
	return left
}
