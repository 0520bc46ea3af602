package reports

import (
	"slices"

	"weiran/rules/risk"
)

// A grievanceView is all that was found of one grievance.
type grievanceView struct {
	grievance risk.Grievance
	ofPolicy  []risk.Finding // about the policies themselves
	rules     []ruleView     // of persons, the gravest first
	persons   int            // each once
}

// found counts the findings of persons.
func (v grievanceView) found() (n int) {
	for _, r := range v.rules {
		n += r.found
	}
	return n
}

// grievanceViews parts what was found by grievance, in the order of reports.
func (m *Model) grievanceViews() (views []grievanceView) {
	for _, g := range m.grievances() {
		view, found := grievanceView{grievance: g}, newPersonSet(m.census.len())
		for _, f := range m.ofPolicy {
			if f.Grievance == g {
				view.ofPolicy = append(view.ofPolicy, f)
			}
		}
		for _, r := range m.rules {
			if r.grievance != g {
				continue
			}
			view.rules = append(view.rules, r)
			for _, row := range r.members {
				found.add(int(row))
			}
		}
		view.persons = found.count()
		views = append(views, view)
	}
	return views
}

// grievances gives those of which there are findings: the known ones in the order
// of reports, then any other.
func (m *Model) grievances() (felt []risk.Grievance) {
	for _, f := range m.ofPolicy {
		felt = append(felt, f.Grievance)
	}
	for _, r := range m.rules {
		felt = append(felt, r.grievance)
	}
	slices.SortStableFunc(felt, func(a, b risk.Grievance) int { return grievanceRank(a) - grievanceRank(b) })
	return slices.Compact(felt)
}

func grievanceRank(g risk.Grievance) int {
	all := risk.Grievances()
	if i := slices.Index(all, g); i >= 0 {
		return i
	}
	return len(all)
}
