package main

import (
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// An engine judges the rules for the persons that it was made for. What is done
// once, such as compiling rules and loading persons, is done when it is made.
type engine interface {
	// judge finds, for each rule, whom it flags, and keeps that. It is what is
	// timed.
	judge() error
	// flagged gives what the last judge found: by person, one bit a rule.
	flagged() ([]uint16, error)
}

// A judge finds the rules that flag a person, one bit a rule. Each goroutine has
// its own.
type judge interface {
	rules(person int) (uint16, error)
}

// byPerson is an engine that sees one person at a time.
type byPerson struct {
	judges []judge // one a worker
	flags  []uint16
}

// stretch is how many persons a worker takes at a time.
const stretch = 1024

// newByPerson makes an engine of so many workers, whose judges are made alike.
func newByPerson(persons, workers int, newJudge func() (judge, error)) (*byPerson, error) {
	e := &byPerson{flags: make([]uint16, persons)}
	for range workers {
		j, err := newJudge()
		if err != nil {
			return nil, err
		}
		e.judges = append(e.judges, j)
	}
	return e, nil
}

func (e *byPerson) judge() error {
	var next atomic.Int64
	var group errgroup.Group
	for _, j := range e.judges {
		group.Go(func() error {
			for {
				from := int(next.Add(stretch)) - stretch
				if from >= len(e.flags) {
					return nil
				}
				if err := e.stretch(j, from); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

// stretch judges some persons, from one on.
func (e *byPerson) stretch(j judge, from int) (err error) {
	for person := from; person < min(from+stretch, len(e.flags)); person++ {
		if e.flags[person], err = j.rules(person); err != nil {
			return err
		}
	}
	return nil
}

func (e *byPerson) flagged() ([]uint16, error) { return e.flags, nil }
