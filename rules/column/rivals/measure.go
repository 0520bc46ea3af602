package main

import (
	"fmt"
	"runtime"
	"time"
)

// A plan says what is measured.
type plan struct {
	persons int
	workers int
	rounds  int
}

// A runner is a contender that is ready.
type runner struct {
	contender
	engine engine
	count  int       // of persons
	clock  []float64 // nanoseconds a person, by round
	cpu    []float64 // the same, of processor time
}

// ready makes every engine.
func (p plan) ready() ([]*runner, error) {
	all := newPeople(p.persons)
	var runners []*runner
	for _, c := range contenders {
		r := &runner{contender: c, count: min(c.persons, p.persons)}
		var err error
		if r.engine, err = c.make(all.first(r.count), p.workers); err != nil {
			return nil, fmt.Errorf("%s: %w", c.name.EN, err)
		}
		runners = append(runners, r)
	}
	return runners, nil
}

// measure lets all judge, round by round. What the first time finds must agree;
// it is not counted, since engines warm up in it.
func (p plan) measure() ([]*runner, error) {
	if p.persons < 1 || p.workers < 1 || p.rounds < 1 {
		return nil, fmt.Errorf("persons, workers and rounds must be 1 or more")
	}
	runners, err := p.ready()
	if err != nil {
		return nil, err
	}
	for _, r := range runners {
		if err := r.engine.judge(); err != nil {
			return nil, fmt.Errorf("%s: %w", r.name.EN, err)
		}
	}
	if err := agree(runners); err != nil {
		return nil, err
	}
	for range p.rounds {
		for _, r := range runners {
			if err := r.round(); err != nil {
				return nil, fmt.Errorf("%s: %w", r.name.EN, err)
			}
		}
	}
	return runners, nil
}

// shortest is how long a round lasts at least: what takes milliseconds is done
// again and again, or the machine's other work would decide.
const shortest = 300 * time.Millisecond

// round times a judging. The garbage that others left is collected before.
func (r *runner) round() error {
	runtime.GC()
	started, used, persons := time.Now(), processorTime(), 0
	for time.Since(started) < shortest {
		if err := r.engine.judge(); err != nil {
			return err
		}
		persons += r.count
	}
	r.clock = append(r.clock, float64(time.Since(started))/float64(persons))
	r.cpu = append(r.cpu, float64(processorTime()-used)/float64(persons))
	return nil
}

// agree holds all engines to the first: a rule and a person on whom one differs
// is an error.
func agree(runners []*runner) error {
	want, err := runners[0].engine.flagged()
	if err != nil {
		return fmt.Errorf("%s: %w", runners[0].name.EN, err)
	}
	for _, r := range runners[1:] {
		got, err := r.engine.flagged()
		if err != nil {
			return fmt.Errorf("%s: %w", r.name.EN, err)
		}
		for person, flags := range got {
			if rule, differs := firstDifference(flags, want[person]); differs {
				return fmt.Errorf("%s differs from %s on rule %d, row %d", r.name.EN, runners[0].name.EN, rule+1, person)
			}
		}
	}
	return nil
}

// firstDifference gives the first rule that two sets of flags differ in.
func firstDifference(a, b uint16) (rule int, differs bool) {
	for rule := range rules {
		if (a^b)>>rule&1 != 0 {
			return rule, true
		}
	}
	return 0, false
}
