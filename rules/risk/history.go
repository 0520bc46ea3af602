package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/source"
)

// petitionGauges measure what a person has petitioned about up to as_of. Where a
// record is silent, the field of it that would tell is what a clerk can fill in;
// who has no petition has no months since, and nothing to fill in.
var petitionGauges = []gauge{
	petitionGauge("count", "信访件数", func(h *petition.History) petition.Measure { return h.Count }),
	petitionGauge("open", "未办结的信访件数", func(h *petition.History) petition.Measure { return h.Open }, "status"),
	petitionGauge("repeated", "重复信访件数", func(h *petition.History) petition.Measure { return h.Repeated }),
	petitionGauge("same", "同一事项的信访件数", func(h *petition.History) petition.Measure { return h.SameMatter }, "category"),
	petitionGauge("open_same", "同一事项未办结的信访件数", func(h *petition.History) petition.Measure { return h.OpenSame }, "category", "status"),
	petitionGauge("months", "距最近一次信访的月数", func(h *petition.History) petition.Measure { return h.Months }),
	petitionGauge("months_same", "距同一事项最近一次信访的月数", func(h *petition.History) petition.Measure { return h.MonthsSame }, "category"),
	petitionGauge("largest", "人数最多的一次信访", func(h *petition.History) petition.Measure { return h.Largest }, "persons"),
}

// petitionGauge measures by one column of the history. The fields are those of a
// record that may leave it unknown.
func petitionGauge(name, label string, of func(h *petition.History) petition.Measure, fields ...string) gauge {
	g := gaugeOf(lang.Int, "petitions."+name, label, func(r *row) lang.Value {
		h := r.a.petitions()
		if h == nil {
			return lang.Value{}
		}
		m := of(h)
		if m.Unknown.Has(r.index) {
			return lang.Unknown(silent(h, r.index, fields)...)
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

// silent gives those of some fields of records that the person's records leave
// empty, as a clerk finds them in a file of petitions.
func silent(h *petition.History, row int, fields []string) (names []string) {
	unknown := map[string]petition.Measure{"status": h.Open, "category": h.SameMatter, "persons": h.Largest}
	for _, field := range fields {
		if unknown[field].Unknown.Has(row) {
			names = append(names, "petitions."+field)
		}
	}
	return names
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
