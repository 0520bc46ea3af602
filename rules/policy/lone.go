package policy

import (
	"slices"

	"weiran/rules/lang"
)

// A lone is a calculation of one person after another, whom no columns hold. It
// remembers what it has asked of those before.
type lone struct {
	*calculation
	rests []int // fields of the roster that can decide what is gained, rising
}

func newLone(p *Policy) *lone {
	l := &lone{calculation: p.calculation(0), rests: p.decisive()}
	l.recall = newRecall(p)
	return l
}

// alone lends a lone calculation, and takes it back.
func (p *Policy) alone(asOf lang.Date) (l *lone, leave func()) {
	e, err := p.engine()
	if err != nil {
		l, leave = newLone(p), func() {}
	} else {
		l = e.alone.Get().(*lone)
		leave = func() { e.alone.Put(l) }
	}
	l.on(asOf)
	return l, leave
}

// decisive gives the fields that can decide what somebody gains: not what is paid
// where that is only added to.
func (p *Policy) decisive() []int {
	rests := map[int]bool{}
	if p.layout.died >= 0 {
		rests[p.layout.died] = true
	}
	p.note(rests, p.Scope.When, p.Items)
	for i := range p.Items {
		p.noteItem(rests, i, len(p.Items))
	}
	var fields []int
	for field := range rests {
		if field < len(p.layout.fields) {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	return fields
}
