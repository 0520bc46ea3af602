package reports

import (
	"cmp"
	"io"
	"iter"
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
func (m *Model) allUnknowns() iter.Seq[unknown] {
	return func(yield func(unknown) bool) {
		for _, p := range m.policies {
			for person := range p.outcomes.Len() {
				if p.outcomes.Status(person) != policy.CannotTell {
					continue
				}
				base := unknown{person: m.census.keys.at(person), policy: p.policy.ID}
				if !outcomeUnknowns(base, p.outcomes.At(person), yield) {
					return
				}
			}
		}
		for _, u := range m.subject.Result.Unsure {
			base := unknown{person: u.Person, policy: u.Policy, rule: u.Rule, reason: u.Reason}
			if !base.each(u.Missing, yield) {
				return
			}
		}
	}
}

// outcomeUnknowns gives the fields that would tell an outcome, then what failed.
// It reports whether more are wanted.
func outcomeUnknowns(base unknown, o policy.Outcome, yield func(unknown) bool) bool {
	if (len(o.Missing) > 0 || len(o.Reasons) == 0) && !base.each(o.Missing, yield) {
		return false
	}
	for _, fault := range o.Reasons {
		base.reason = fault.Message
		if !yield(base) {
			return false
		}
	}
	return true
}

// notFilled is why a field does not tell.
var notFilled = source.Say("not filled in", notFilledIn)

// each gives one unknown a field, or the one without a field where none is named.
// It reports whether more are wanted.
func (u unknown) each(fields []string, yield func(unknown) bool) bool {
	if len(fields) == 0 {
		return yield(u)
	}
	for _, field := range fields {
		one := u
		one.field = field
		if one.reason.Empty() {
			one.reason = notFilled
		}
		if !yield(one) {
			return false
		}
	}
	return true
}

// writeUnknowns writes one row a field or other reason.
func writeUnknowns(m *Model, w io.Writer) error {
	rows, err := newCSVRows(w, unknownHeader)
	if err != nil {
		return err
	}
	for u := range m.allUnknowns() {
		label := ""
		if u.field != "" {
			label = m.census.fieldLabel(u.field)
		}
		for _, text := range [...]string{u.person, u.policy, u.rule, u.field, label, u.reason.In(source.Chinese)} {
			rows.text(text)
		}
		if err := rows.end(); err != nil {
			return err
		}
	}
	return rows.flush()
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
		rows = append(rows, []string{kind.policy, kind.field, kind.bears, strconv.Itoa(persons)})
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

// An unknownKind is a field of a policy with what it bears on.
type unknownKind struct{ policy, field, bears string }

// unknownPersons counts the persons by policy, field and what the field bears
// on; each person once, however many rules there are.
func (m *Model) unknownPersons() map[unknownKind]int {
	persons := map[unknownKind]personSet{}
	for u := range m.allUnknowns() {
		row, ok := m.census.row(u.person)
		if !ok {
			continue
		}
		kind := unknownKind{policy: u.policy, bears: onOutcome}
		if u.field != "" {
			kind.field = m.census.fieldLabel(u.field)
		}
		if u.rule != "" {
			kind.bears = onRule
		}
		if persons[kind].words == nil {
			persons[kind] = newPersonSet(m.census.len())
		}
		persons[kind].add(row)
	}
	counts := map[unknownKind]int{}
	for kind, set := range persons {
		counts[kind] = set.count()
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
