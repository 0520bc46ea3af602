package risk

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A milestoneField is what a rule may read of one step of carrying a policy out.
type milestoneField struct {
	lang.Field
	of func(m *policy.Milestone, asOf lang.Date) lang.Value
}

// milestoneFields are read by rules of scope milestone, in the order of the
// scope. What the policy file leaves out is unknown, under the field's own name.
var milestoneFields = []milestoneField{
	ofMilestone(lang.String, "id", "步骤编号", func(m *policy.Milestone, _ lang.Date) lang.Value { return written(m.ID) }),
	ofMilestone(lang.String, "title", "步骤", func(m *policy.Milestone, _ lang.Date) lang.Value { return written(m.Title) }),
	ofMilestone(lang.String, "owner", "步骤责任单位", func(m *policy.Milestone, _ lang.Date) lang.Value { return written(m.Owner) }),
	ofMilestone(lang.DateKind, "due", "步骤期限", func(m *policy.Milestone, _ lang.Date) lang.Value { return dated(m.Due) }),
	ofMilestone(lang.DateKind, "done", "步骤完成日期", func(m *policy.Milestone, _ lang.Date) lang.Value { return dated(m.Done) }),
	ofMilestone(lang.Bool, "open", "步骤未完成", func(m *policy.Milestone, asOf lang.Date) lang.Value {
		return lang.BoolOf(open(m, asOf))
	}),
	ofMilestone(lang.Int, "overdue_days", "步骤逾期天数", overdueDays),
}

func ofMilestone(kind lang.Kind, name, label string, of func(*policy.Milestone, lang.Date) lang.Value) milestoneField {
	name = "milestone." + name
	return milestoneField{lang.Field{Name: name, Kind: kind, Label: label}, func(m *policy.Milestone, asOf lang.Date) lang.Value {
		if v := of(m, asOf); v.Known() {
			return v
		}
		return lang.Unknown(name)
	}}
}

func written(text string) lang.Value {
	if text == "" {
		return lang.Value{}
	}
	return lang.StringOf(text)
}

func dated(day *lang.Date) lang.Value {
	if day == nil {
		return lang.Value{}
	}
	return lang.DateOf(*day)
}

// open reports whether a step is not done by a day. One that was done later was
// still open on that day, so that a run over the past tells what could be told.
func open(m *policy.Milestone, asOf lang.Date) bool { return m.Done == nil || *m.Done > asOf }

// overdueDays counts the days from when a step is due to when it was done, or to
// as_of while it is open; none where it was done in time or is not yet due. It
// is not known of a step that has no due day and is open; one that is done is not
// overdue.
func overdueDays(m *policy.Milestone, asOf lang.Date) lang.Value {
	until := asOf
	if !open(m, asOf) {
		until = *m.Done
	}
	switch {
	case m.Due != nil:
		return lang.IntOf(int64(max(0, until-*m.Due)))
	case open(m, asOf):
		return lang.Value{}
	}
	return lang.IntOf(0)
}
