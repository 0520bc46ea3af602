package change

import (
	"maps"
	"slices"
	"strings"
)

// An Effect is how far a factor moved the figures. A figure that is not there was
// not moved.
type Effect struct {
	Factor Factor
	Moved  Tally

	With  []Factor // others whose effect is in Moved too: what they move cannot be told apart
	Apart error    // why not; nil without others
}

// Factors gives all factors whose effect this is, in their order.
func (e Effect) Factors() []Factor {
	return slices.Sorted(slices.Values(append(slices.Clone(e.With), e.Factor)))
}

// Name gives the name of the effect in files: roster, or roster+policies.
func (e Effect) Name() string {
	var names []string
	for _, f := range e.Factors() {
		names = append(names, f.String())
	}
	return strings.Join(names, "+")
}

// A split is one call of [Split] under way.
type split struct {
	from, to Run
	now      Tally // where the step before ended
	effects  map[Factor]*Effect

	waiting []Factor          // replaced, and not yet told of
	apart   error             // why the first of those is not
	home    map[Factor]Factor // with which other a factor is told
}

// wait leaves a factor to be told of with the next one.
func (s *split) wait(f Factor, why error) {
	s.waiting = append(s.waiting, f)
	if s.apart == nil {
		s.apart = why
	}
}

// take lays to a factor what its replacement moved, and that of those that wait.
func (s *split) take(f Factor, next Tally) {
	e := s.of(f)
	for _, other := range s.waiting {
		if at := s.of(other); at.Factor != e.Factor {
			s.join(other, e)
		}
	}
	s.waiting, s.apart = nil, nil
	e.Moved.move(s.now, next)
	s.now = next
}

// of gives the effect in which a factor is told.
func (s *split) of(f Factor) *Effect {
	if home, ok := s.home[f]; ok {
		f = home
	}
	if s.effects[f] == nil {
		s.effects[f] = &Effect{Factor: f, Moved: Tally{}}
	}
	return s.effects[f]
}

// join tells of a factor, and of what it moved already, in the effect of another.
func (s *split) join(f Factor, e *Effect) {
	e.Moved.move(nil, s.of(f).Moved)
	delete(s.effects, f)
	s.home[f] = e.Factor
	e.With = append(e.With, f)
	slices.Sort(e.With)
	if e.Apart == nil {
		e.Apart = s.apart
	}
}

// told gives the effects of the factors that changed, and that of the engine where
// there is one.
func (s *split) told() (effects []Effect) {
	changed := Between(s.from.Run, s.to.Run)
	for _, f := range Factors() {
		if _, elsewhere := s.home[f]; elsewhere {
			continue
		}
		e := s.of(f)
		maps.DeleteFunc(e.Moved, func(_ Key, n int64) bool { return n == 0 })
		if slices.Contains(changed, f) || len(e.Moved) > 0 || e.With != nil {
			effects = append(effects, *e)
		}
	}
	return effects
}
