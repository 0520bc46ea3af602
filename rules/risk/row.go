package risk

import (
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A row is one person as the rules of a file read them: field i is field i of
// the file's layout. It is what cel-go reads, where something is to be put into
// words.
type row struct {
	a *assessment
	outcome
	index int
	said  *policy.Outcome // the outcome in words; nil until they are asked for
	cells lang.Row        // nil until a field of the roster is read: measures need none
	met   differences     // of this person and others; nil where each is asked of but once

	keyless    lang.Value // why the person has no group in the division asked last
	keylessFor *division
}

// differences are what was found to part two persons, by their rows.
type differences map[[2]int]policy.Difference

// row gives a person of the assessment.
func (a *assessment) row(i int) *row {
	r := &row{a: a}
	r.move(i)
	return r
}

// move makes the row another person.
func (r *row) move(i int) {
	batch, at := r.a.payroll.Roster.Place(i)
	r.index, r.outcome = i, outcome{r.a.subject.Outcomes.Part(batch), at}
	r.said, r.cells, r.keylessFor = nil, nil, nil
}

func (r *row) status() policy.Status { return r.Status[r.at] }

// words gives the outcome in words.
func (r *row) words() *policy.Outcome {
	if r.said == nil {
		o := r.a.subject.Outcomes.At(r.index)
		r.said = &o
	}
	return r.said
}

// person gives the key of the person.
func (r *row) person() string { return r.onRoster(r.a.payroll.Roster.Schema.KeyField()).Str() }

// Field gives one field.
func (r *row) Field(i int) lang.Value {
	l := r.a.group.layout
	switch {
	case i < l.head:
		return r.onRoster(i)
	case i < l.impact:
		return r.a.head[i-l.head]
	case i < l.asOf:
		return impactFields[i-l.impact].of(r)
	case i < l.cliff:
		return lang.DateOf(r.a.subject.AsOf)
	case i < l.gauges:
		return r.cliff(cliffFields[i-l.cliff])
	case i < l.declared:
		return r.gauge(gauges[i-l.gauges])
	}
	return l.slots[i-l.declared].of(r, l.fields[i].Name)
}

// onRoster gives one field of the person, who is looked up for the first.
func (r *row) onRoster(i int) lang.Value {
	if r.cells == nil {
		r.cells = r.a.payroll.Row(r.index)
	}
	return r.cells.Field(i)
}

// keyFault says why the person has no group in a division.
func (r *row) keyFault(d *division) lang.Value {
	if r.keylessFor != d {
		r.keyless, r.keylessFor = keyFault(d.by, r), d
	}
	return r.keyless
}

// deciders turns the fields of which an answer is missing into those that a
// clerk can fill in, sorted: a measure is missing because of what it is measured
// from. Where the answer is missing because the policy cannot be told of the
// person, what the policy itself misses is left out: its own list names that.
func (r *row) deciders(missing []string) []string {
	var fields []string
	untold := false
	for _, name := range missing {
		deciders := r.decider(name)
		untold = untold || len(deciders) == 0
		fields = append(fields, deciders...)
	}
	if untold {
		fields = slices.DeleteFunc(fields, func(name string) bool { return slices.Contains(r.words().Missing, name) })
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// decider gives the fields behind one that is missing; none where the policy
// cannot be told of the person, or where the person has no cliff to measure.
func (r *row) decider(name string) []string {
	l := r.a.group.layout
	i, ok := l.index[name]
	switch {
	case !ok:
		return []string{name}
	case i >= l.declared:
		return l.slots[i-l.declared].deciders(r)
	case i >= l.impact && r.status() == policy.CannotTell, l.isCliff(i):
		return nil
	case i >= l.gauges:
		return r.gaugeDeciders(gauges[i-l.gauges])
	case i >= l.impact:
		return named(r.words().Before, name)
	}
	return named(r.Field(i), name)
}

// named gives the fields that an unknown value itself names, such as those that
// an earlier policy lacked, or else the given name.
func named(v lang.Value, name string) []string {
	if v.Known() || len(v.Missing()) == 0 {
		return []string{name}
	}
	return v.Missing()
}
