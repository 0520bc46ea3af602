package risk

import (
	"slices"

	"weiran/rules/lang"
)

// delayGauges measure how long, and on whom, a person waits for the money.
var delayGauges = []gauge{
	gaugeOf(lang.Int, "delay.months", "补发月数", func(r *row) lang.Value { return impactMonths(r.outcome) }).by((*sheet).monthsOf),
	gaugeOf(lang.Bool, "delay.outside_channel", "发放渠道不在文件列明的经费渠道内", (*row).outsideChannel).by((*sheet).outsideChannel),
	gaugeOf(lang.Int, "delay.overdue", "逾期的落实步骤", func(r *row) lang.Value { return lang.IntOf(r.a.subject.overdue()) }).by((*sheet).overdue),
}

// outsideChannel says that somebody pays the person whom the document does not
// name; nobody is outside where it names none.
func (r *row) outsideChannel() lang.Value {
	channel := r.a.subject.Policy.Channel
	at := r.a.payroll.Roster.Schema.Index(payer)
	if len(channel) == 0 || at < 0 {
		return lang.BoolOf(false)
	}
	v := r.onRoster(at)
	if !v.Known() {
		return lang.Unknown(named(v, "person.payer")...)
	}
	return lang.BoolOf(!slices.Contains(channel, v.Str()))
}

// overdue counts the steps that should be done by as_of and are not.
func (s *Subject) overdue() (n int64) {
	for i := range s.Policy.Milestones {
		m := &s.Policy.Milestones[i]
		if m.Due != nil && open(m, s.AsOf) && *m.Due < s.AsOf {
			n++
		}
	}
	return n
}
