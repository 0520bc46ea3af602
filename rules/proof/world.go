package proof

import (
	"maps"

	"cel.dev/cel-go/common/ast"
)

// A world is one way in which things may be: what is known of terms besides what
// their parts say. It does not change once it is made.
type world struct {
	sets  map[string]Set  // by the key of the term
	terms map[string]term // those of them that are no fields
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
	joined := world{map[string]Set{}, map[string]term{}}
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
	narrowed := world{maps.Clone(w.sets), w.terms}
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
