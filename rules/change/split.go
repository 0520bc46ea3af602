package change

import (
	"context"
	"fmt"
	"slices"

	"weiran/rules"
)

// A Run is a finished screening.
type Run struct {
	rules.Run
	Tally Tally       // as it was recorded
	Input rules.Input // what it was made of; not looked at where one factor changed
}

// An Effect is how far a factor moved the figures. A figure that is not there was
// not moved.
type Effect struct {
	Factor Factor
	Moved  Tally
}

// Split parts the difference between two runs among the factors in which they
// differ, in the order of [Factors]; the effects add up to it exactly. engine is
// the version that works mixtures out, which is this program's. A run by another
// version is worked out again, and what differs by that alone is told of Engine,
// at both ends; Engine is told too where the same inputs and version gave other
// figures.
//
// A factor that did not change costs nothing, and one that changed alone is not
// worked out at all: the whole difference is its own. All figures of a policy that
// only one of the runs has are told of Policies. A mixture that cannot be screened,
// because a file does not fit the other's schema or a rule passes its limit, is an
// error. progress, which may be nil, is told of persons as [rules.Input.Progress]
// is.
func Split(ctx context.Context, engine string, from, to Run, progress func(done, total int)) ([]Effect, error) {
	s := &split{from: from, to: to, now: from.Tally, effects: map[Factor]Tally{}}
	steps, err := s.plan(engine)
	if err != nil {
		return nil, err
	}
	told := newTeller(steps, progress)
	for _, step := range steps {
		next := to.Tally
		if step.screened {
			if next, err = screen(ctx, told.follow(step.in)); err != nil {
				return nil, fmt.Errorf("work out the effect of the %s: %w", step.factor, err)
			}
		}
		s.take(step.factor, next)
	}
	s.own()
	return s.told(), nil
}

// A step replaces one factor.
type step struct {
	factor   Factor
	in       rules.Input // the mixture with the factor replaced
	screened bool        // else the figures recorded of the later run are those
}

// plan gives the steps from the earlier run to the later one. The last of them,
// where it needs no screening, ends at the record.
func (s *split) plan(engine string) ([]step, error) {
	changed := Between(s.from.Run, s.to.Run)
	var steps []step
	several := len(changed) > 1
	if several && s.from.Engine != engine {
		in, err := mix(s.from.Input, s.to.Input, nil)
		if err != nil {
			return nil, fmt.Errorf("work out the effect of the %s: %w", Engine, err)
		}
		steps = append(steps, step{factor: Engine, in: in, screened: true})
	}
	var replaced []Factor
	for i, f := range changed {
		if f == Engine {
			continue
		}
		replaced = append(replaced, f)
		if last := i == len(changed)-1; last && (!several || s.to.Engine == engine) {
			steps = append(steps, step{factor: f})
			break
		}
		in, err := mix(s.from.Input, s.to.Input, replaced)
		if err != nil {
			return nil, fmt.Errorf("work out the effect of the %s: %w", f, err)
		}
		steps = append(steps, step{factor: f, in: in, screened: true})
	}
	return append(steps, step{factor: Engine}), nil
}

func screen(ctx context.Context, in rules.Input) (Tally, error) {
	res, err := rules.Screen(ctx, in)
	if err != nil {
		return nil, err
	}
	return Count(in, res)
}

// A split is one call of [Split] under way.
type split struct {
	from, to Run
	now      Tally // where the step before ended
	effects  map[Factor]Tally
}

// take lays to a factor what its replacement moved.
func (s *split) take(f Factor, next Tally) {
	if s.effects[f] == nil {
		s.effects[f] = Tally{}
	}
	s.effects[f].move(s.now, next)
	s.now = next
}

// own lays to the policies all figures of a policy that only one run has. On the
// way to the policies the figures of one that goes move with the date and the
// roster: nobody asks for that.
func (s *split) own() {
	files := CompareFiles(s.from.Policies, s.to.Policies)
	alone := slices.Concat(files.Added, files.Removed)
	for f, moved := range s.effects {
		if f == Policies {
			continue
		}
		for _, k := range Keys(moved) {
			if slices.Contains(alone, k.Policy) {
				s.shift(k, f, moved[k])
			}
		}
	}
}

// shift lays to the policies what was laid to another factor.
func (s *split) shift(k Key, from Factor, n int64) {
	keys := []Key{k}
	if all, ok := k.overall(); ok {
		keys = append(keys, all)
	}
	for _, k := range keys {
		s.effects[from][k] -= n
		s.effects[Policies][k] += n
	}
}

// told gives the effects of the factors that changed, and that of the engine where
// there is one.
func (s *split) told() (effects []Effect) {
	changed := Between(s.from.Run, s.to.Run)
	for _, f := range Factors() {
		moved := s.effects[f]
		for k, n := range moved {
			if n == 0 {
				delete(moved, k)
			}
		}
		if slices.Contains(changed, f) || len(moved) > 0 {
			effects = append(effects, Effect{f, moved})
		}
	}
	return effects
}
