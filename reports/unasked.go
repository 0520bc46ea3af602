package reports

import (
	"slices"
	"strings"

	"weiran/rules/risk"
	"weiran/rules/source"
)

// An unaskedView is rules that were asked of nobody, for want of the same thing.
type unaskedView struct {
	Rules []string // titles
	Want  string   // 本次排查没有信访记录
}

// unasked gathers the rules that could be asked of nobody, in the order of the run.
// What it finds of nobody must not read as nobody's grievance.
func (m *Model) unasked() (views []unaskedView) {
	for _, u := range m.subject.Result.Unsure {
		if u.Person != "" {
			continue
		}
		want, title := m.wantOf(u), m.ruleTitle(u.Rule)
		at := slices.IndexFunc(views, func(v unaskedView) bool { return v.Want == want })
		if at < 0 {
			at = len(views)
			views = append(views, unaskedView{Want: want})
		}
		if !slices.Contains(views[at].Rules, title) {
			views[at].Rules = append(views[at].Rules, title)
		}
	}
	return views
}

// wantOf says what was missing. How a clerk gets it stands behind the colon, and is
// not for a committee.
func (m *Model) wantOf(u risk.Unsure) string {
	if u.Reason.Empty() {
		labels := make([]string, len(u.Missing))
		for i, field := range u.Missing {
			labels[i] = m.census.fieldLabel(field)
		}
		return "未填" + strings.Join(labels, "、")
	}
	want, _, _ := strings.Cut(u.Reason.In(source.Chinese), "：")
	return want
}

// unaskedRules counts the rules that were asked of nobody, each once, whatever it
// wanted.
func (m *Model) unaskedRules() int {
	rules := map[string]bool{}
	for _, v := range m.unasked() {
		for _, rule := range v.Rules {
			rules[rule] = true
		}
	}
	return len(rules)
}
