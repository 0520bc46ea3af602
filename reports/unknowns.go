package reports

import (
	"cmp"
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"weiran/rules/policy"
	"weiran/rules/source"
)

var unknownHeader = []string{"person", "policy", "rule", "field", "label", "reason"}

// An unknown is one field, or one other reason, for which something could not
// be told of a person.
type unknown struct {
	person string
	policy string
	rule   string // empty where the policy itself could not be told
	field  string // dotted; empty for another reason
	reason source.Text
}

// allUnknowns gives first the policies that could not be told, by policy and
// person, then the rules, in the order of the run.
func (m *Model) allUnknowns() []unknown {
	var found []unknown
	for _, p := range m.policies {
		for person, o := range p.outcomes.All() {
			if o.Status == policy.CannotTell {
				base := unknown{person: m.census.keys[person], policy: p.policy.ID}
				found = append(found, outcomeUnknowns(base, o)...)
			}
		}
	}
	for _, u := range m.subject.Result.Unsure {
		base := unknown{person: u.Person, policy: u.Policy, rule: u.Rule, reason: u.Reason}
		found = append(found, base.each(u.Missing)...)
	}
	return found
}

func outcomeUnknowns(base unknown, o policy.Outcome) []unknown {
	var found []unknown
	for _, fault := range o.Reasons {
		base.reason = fault.Message
		found = append(found, base)
	}
	base.reason = source.Text{}
	if len(o.Missing) == 0 && len(found) > 0 {
		return found
	}
	return append(base.each(o.Missing), found...)
}

// each gives one unknown a field, or the one without a field where none is named.
func (u unknown) each(fields []string) []unknown {
	if len(fields) == 0 {
		return []unknown{u}
	}
	var found []unknown
	for _, field := range fields {
		one := u
		one.field = field
		if one.reason.Empty() {
			one.reason = source.Say("not filled in", notFilledIn)
		}
		found = append(found, one)
	}
	return found
}

func (m *Model) unknownRecord(u unknown) []string {
	label := ""
	if u.field != "" {
		label = m.census.fieldLabel(u.field)
	}
	return []string{u.person, u.policy, u.rule, u.field, label, u.reason.In(source.Chinese)}
}

// writeUnknowns writes one row a field or other reason.
func writeUnknowns(m *Model, w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(unknownHeader); err != nil {
		return err
	}
	for _, u := range m.allUnknowns() {
		if err := out.Write(m.unknownRecord(u)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// An unknownView counts the persons of whom a field would tell something.
type unknownView struct {
	policy   string
	field    string // 出生日期; empty for another reason than a field
	outcomes int    // persons whose outcome it would tell
	rules    int    // persons of whom it would decide a rule
}

const (
	onOutcome = "outcome"
	onRule    = "rule"
)

// viewUnknowns counts by policy and field, never by person.
func (m *Model) viewUnknowns() error {
	var rows [][]string
	for kind, persons := range m.unknownPersons() {
		rows = append(rows, append(kind[:], strconv.Itoa(persons)))
	}
	f, err := newFrame([]string{"policy", "field", "bears", "persons"}, rows, "persons")
	if err != nil {
		return err
	}
	if f, err = f.arrange(ascending("policy"), ascending("field"), ascending("bears")); err != nil {
		return err
	}
	for _, r := range f.records() {
		n, err := strconv.Atoi(r[3])
		if err != nil {
			return err
		}
		m.countUnknown(r[0], r[1], r[2], n)
	}
	return nil
}

// unknownPersons counts the persons by policy, field and what the field bears
// on; each person once, however many rules there are.
func (m *Model) unknownPersons() map[[3]string]int {
	counts := map[[3]string]int{}
	seen := map[[4]string]bool{}
	for _, u := range m.allUnknowns() {
		kind := [3]string{u.policy, "", onOutcome}
		if u.field != "" {
			kind[1] = m.census.fieldLabel(u.field)
		}
		if u.rule != "" {
			kind[2] = onRule
		}
		one := [4]string{kind[0], kind[1], kind[2], u.person}
		if !seen[one] {
			seen[one] = true
			counts[kind]++
		}
	}
	return counts
}

func (m *Model) countUnknown(id, field, on string, persons int) {
	last := len(m.unknowns) - 1
	if last < 0 || m.unknowns[last].policy != id || m.unknowns[last].field != field {
		m.unknowns = append(m.unknowns, unknownView{policy: id, field: field})
		last++
	}
	if on == onOutcome {
		m.unknowns[last].outcomes = persons
	} else {
		m.unknowns[last].rules = persons
	}
}

// unknownsOf gives the counts of one policy, the most persons first.
func (m *Model) unknownsOf(id string) []unknownView {
	var views []unknownView
	for _, u := range m.unknowns {
		if u.policy == id {
			views = append(views, u)
		}
	}
	slices.SortStableFunc(views, func(a, b unknownView) int {
		return cmp.Or(
			cmp.Compare(max(b.outcomes, b.rules), max(a.outcomes, a.rules)),
			cmp.Compare(b.outcomes, a.outcomes),
			-cmp.Compare(a.field, b.field)) // what no field would tell comes last
	})
	return views
}
