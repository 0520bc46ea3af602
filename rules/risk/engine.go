package risk

import (
	"slices"
	"sync"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// engines run what a rule file computes of every person.
type engines struct {
	runs    map[string]*engine // by the words of what they compute: the keys of peers, what is measured
	slots   []int              // those that some expression of the file reads
	scribes []func() *scribe   // by rule; made when the rule first finds somebody
	askers  []asker            // by rule
}

// newEngines makes the engines of a file without problems.
func (g *Group) newEngines() (*engines, error) {
	e := &engines{slots: g.slotsRead(), runs: map[string]*engine{}}
	for _, r := range g.Rules {
		e.scribes = append(e.scribes, sync.OnceValue(func() *scribe { return newScribe(g, r) }))
		e.askers = append(e.askers, newAsker(g.layout, r.When))
	}
	return e, e.add(g)
}

// add makes the engines of what is computed for the slots that are read. What a
// file declares is told apart by what every file may read, not by each other.
func (e *engines) add(g *Group) (err error) {
	scope := lang.Scope{Fields: g.layout.fields[:g.layout.declared]}
	for _, n := range e.slots {
		for _, exprs := range g.layout.slots[n].runs(g) {
			key := keyText(exprs)
			if e.runs[key] != nil {
				continue
			}
			if e.runs[key], err = newEngine(scope, exprs); err != nil {
				return err
			}
		}
	}
	return nil
}

// run gives the engine of some expressions.
func (e *engines) run(exprs ...*lang.Expr) *engine { return e.runs[keyText(exprs)] }

// slotsRead gives what the file reads of what it declares, sorted.
func (g *Group) slotsRead() []int {
	var slots []int
	for _, r := range g.Rules {
		exprs := append([]*lang.Expr{r.When}, r.Says.Exprs()...)
		for _, x := range append(exprs, r.Advice.Exprs()...) {
			for _, field := range x.Reads() {
				if field >= g.layout.declared {
					slots = append(slots, field-g.layout.declared)
				}
			}
		}
	}
	slices.Sort(slots)
	return slices.Compact(slots)
}

// An engine runs expressions of a rule file over persons by columns. It is safe
// for concurrent use.
type engine struct {
	program *column.Program
	workers sync.Pool // of *column.Worker: their memory serves one assessment after another
}

func newEngine(scope lang.Scope, exprs []*lang.Expr) (*engine, error) {
	p, err := column.Compile(scope, exprs)
	if err != nil {
		return nil, err
	}
	return engineOf(p), nil
}

func engineOf(p *column.Program) *engine {
	return &engine{program: p, workers: sync.Pool{New: func() any { return p.NewWorker() }}}
}

// run computes the expressions over a batch and hands the results over, which
// hold for as long as they are looked at.
func (e *engine) run(b column.Batch, look func([]column.Result)) error {
	w := e.workers.Get().(*column.Worker)
	defer e.workers.Put(w)
	results, err := w.Run(b)
	if err != nil {
		return err
	}
	look(results)
	return nil
}
