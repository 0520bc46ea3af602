package risk

import (
	"slices"
	"sync"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// engines run what a rule file computes of every person.
type engines struct {
	keyers    []*engine        // by what persons are peers: one a Peers of the group
	measurers map[int]*engine  // by field: its own value, of those that are measured
	slots     []int            // of peers.*, those that some expression of the file reads
	scribes   []func() *scribe // by rule; made when the rule first finds somebody
	askers    []asker          // by rule
}

// newEngines makes the engines of a file without problems.
func (g *Group) newEngines() (*engines, error) {
	scope := lang.Scope{Fields: g.layout.fields}
	e := &engines{slots: g.slotsRead(), measurers: map[int]*engine{}}
	for _, r := range g.Rules {
		e.scribes = append(e.scribes, sync.OnceValue(func() *scribe { return newScribe(g, r) }))
		e.askers = append(e.askers, newAsker(g.layout, r.When))
	}
	scope.Fields = scope.Fields[:g.layout.peers] // peers are not told apart by peers
	for _, p := range g.Peers {
		keyer, err := newEngine(scope, p.By)
		if err != nil {
			return nil, err
		}
		e.keyers = append(e.keyers, keyer)
	}
	return e, e.addMeasurers(g.layout, scope)
}

// addMeasurers makes an engine for each field that is measured.
func (e *engines) addMeasurers(l *layout, scope lang.Scope) error {
	env, err := lang.NewEnv(scope)
	if err != nil {
		return err
	}
	for _, s := range e.slots {
		field := l.slots[s].measured
		if l.slots[s].of == wholeGroup || e.measurers[field] != nil {
			continue
		}
		name := l.fields[field].Name
		x, problems := env.Compile(source.Literal(name, name), lang.Invalid)
		if err := problems.Err(); err != nil {
			return err
		}
		if e.measurers[field], err = newEngine(scope, []*lang.Expr{x}); err != nil {
			return err
		}
	}
	return nil
}

// slotsRead gives what the file reads of its peers, sorted.
func (g *Group) slotsRead() []int {
	var slots []int
	for _, r := range g.Rules {
		exprs := append([]*lang.Expr{r.When}, r.Says.Exprs()...)
		for _, x := range append(exprs, r.Advice.Exprs()...) {
			for _, field := range x.Reads() {
				if field >= g.layout.peers {
					slots = append(slots, field-g.layout.peers)
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
