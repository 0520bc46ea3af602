package policy

import "weiran/rules/lang"

// A lone is a calculation of one person after another, whom no columns hold. It
// remembers what it has asked of those before.
type lone struct{ *calculation }

func newLone(p *Policy) *lone {
	l := &lone{p.calculation(0)}
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
