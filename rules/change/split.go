package change

import (
	"context"
	"errors"
	"fmt"

	"weiran/rules"
	"weiran/rules/source"
)

// A Run is a finished screening.
type Run struct {
	rules.Run
	Tally Tally       // as it was recorded
	Input rules.Input // what it was made of; not looked at where one factor changed
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
// only one of the runs has are told of Policies, and all findings of a rule that
// only one has of Rules. Where a mixture cannot be screened,
// because a file does not fit the other's schema or a rule passes its limit, the
// factor is told together with the one replaced after it. progress, which may be
// nil, is told of persons as [rules.Input.Progress] is.
func Split(ctx context.Context, engine string, from, to Run, progress func(done, total int)) ([]Effect, error) {
	s := &split{from: from, to: to, now: from.Tally, effects: map[Factor]*Effect{}, home: map[Factor]Factor{}}
	steps := s.plan(engine)
	told := newTeller(steps, progress)
	for _, step := range steps {
		next, err := to.Tally, step.unfit
		if step.screened {
			next, err = screen(ctx, told.follow(step.in))
		}
		switch {
		case isFault(err):
			s.wait(step.factor, err)
		case err != nil:
			return nil, fmt.Errorf("work out the effect of the %s: %w", step.factor, err)
		default:
			s.take(step.factor, next)
		}
	}
	s.own()
	return s.told(), nil
}

// isFault reports whether an error lies in the files and not in the machine.
func isFault(err error) bool {
	var problems source.Problems
	var fault source.Fault
	return errors.As(err, &problems) || errors.As(err, &fault)
}

// A step replaces one factor.
type step struct {
	factor   Factor
	in       rules.Input // the mixture with the factor replaced
	screened bool        // else the figures recorded of the later run are those
	unfit    error       // why there is no mixture: then nothing is screened
}

// plan gives the steps from the earlier run to the later one. The last of them,
// where it needs no screening, ends at the record.
func (s *split) plan(engine string) []step {
	changed := Between(s.from.Run, s.to.Run)
	var steps []step
	several := len(changed) > 1
	if several && s.from.Engine != engine {
		steps = append(steps, s.step(Engine, nil))
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
		steps = append(steps, s.step(f, replaced))
	}
	return append(steps, step{factor: Engine})
}

func (s *split) step(f Factor, replaced []Factor) step {
	in, err := mix(s.from.Input, s.to.Input, replaced)
	return step{factor: f, in: in, screened: err == nil, unfit: err}
}

func screen(ctx context.Context, in rules.Input) (Tally, error) {
	res, err := rules.Screen(ctx, in)
	if err != nil {
		return nil, err
	}
	return Count(in, res)
}
