package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/source"
)

// petitionGauges measure what a person has petitioned about up to as_of.
var petitionGauges = []gauge{
	petitionGauge("count", "信访件数", func(h *petition.History) petition.Measure { return h.Count }),
	petitionGauge("open", "未办结的信访件数", func(h *petition.History) petition.Measure { return h.Open }),
	petitionGauge("repeated", "重复信访件数", func(h *petition.History) petition.Measure { return h.Repeated }),
	petitionGauge("same", "同一事项的信访件数", func(h *petition.History) petition.Measure { return h.SameMatter }),
	petitionGauge("months", "距最近一次信访的月数", func(h *petition.History) petition.Measure { return h.Months }),
	petitionGauge("largest", "人数最多的一次信访", func(h *petition.History) petition.Measure { return h.Largest }),
}

func petitionGauge(name, label string, of func(h *petition.History) petition.Measure) gauge {
	g := gaugeOf(lang.Int, "petitions."+name, label, func(r *row) lang.Value {
		h := r.a.petitions()
		if h == nil {
			return lang.Value{}
		}
		m := of(h)
		if m.Unknown.Has(r.index) {
			return lang.Value{}
		}
		return lang.IntOf(m.Values[r.index])
	})
	g.columns = func(sh *sheet, into *buffers) column.Column {
		h := sh.study.petitions()
		if h == nil {
			return column.Constant(lang.Unknown(g.Name))
		}
		m := of(h)
		unknown := cleared(&into.unknown, sh.rows)
		for row := range sh.rows {
			if m.Unknown.Has(sh.first+row) || sh.untold.Has(row) {
				unknown.Set(row)
			}
		}
		return column.Ints(m.Values[sh.first:sh.first+sh.rows], column.Doubts{Unknown: unknown})
	}
	return g
}

// history works out everybody's petitions, for the matters of the policy; nil
// where the run has none.
func (s *Subject) history() *petition.History {
	if s.Petitions == nil {
		return nil
	}
	return s.Petitions.History(s.Outcomes.Payroll().Roster, s.AsOf, s.Policy.Matters)
}

func lacksPetitions(s *Subject) source.Text {
	if s.Petitions != nil {
		return source.Text{}
	}
	return source.Say("the run has no petitions: import them, or name their file with --petitions",
		"本次排查没有信访记录：请先导入，或用 --petitions 指定文件")
}
