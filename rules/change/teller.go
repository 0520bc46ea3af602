package change

import "weiran/rules"

// A teller makes one progress of the progress of several screenings.
type teller struct {
	done, total int
	tell        func(done, total int)
}

func newTeller(steps []step, tell func(done, total int)) *teller {
	t := &teller{tell: tell}
	for _, s := range steps {
		if s.screened {
			t.total += weight(s.in)
		}
	}
	return t
}

// weight is the total that a screening tells of.
func weight(in rules.Input) int {
	passes := 1
	if in.Rules != nil {
		passes = 2
	}
	return in.Roster.Len() * len(in.Policies) * passes
}

// follow gives an input whose progress goes on from that of the one before.
func (t *teller) follow(in rules.Input) rules.Input {
	in.Progress = nil
	if t.tell == nil {
		return in
	}
	before := t.done
	t.done += weight(in)
	in.Progress = func(done, _ int) { t.tell(before+done, t.total) }
	return in
}
