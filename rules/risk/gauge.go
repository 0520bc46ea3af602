package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// A gauge is one measure that every rule file may read, worked out of one row
// after another. It is asked only of those of whom the policy can be told. An
// unknown value names the fields that would decide it, and none where nobody
// could fill anything in.
type gauge struct {
	lang.Field
	of      func(r *row) lang.Value
	columns func(sh *sheet, into *buffers) column.Column // the same of a whole batch; nil where that is worked out row by row
}

func gaugeOf(kind lang.Kind, name, label string, of func(r *row) lang.Value) gauge {
	return gauge{Field: lang.Field{Name: name, Kind: kind, Label: label}, of: of}
}

// A family is gauges that a run may lack as a whole.
type family struct {
	gauges []gauge
	lacks  func(s *Subject) source.Text // what the run lacks for them; empty where it has it, nil of what no run lacks
}

// families are the measures behind impact.* and cliff.*, in the order of the
// scope.
var families = []family{
	{headlineGauges, lacksHeadline},
	{lastGauges, lacksLast},
	{delayGauges, nil},
	{exclusionGauges, nil},
	{petitionGauges, lacksPetitions},
}

var gauges = func() (all []gauge) {
	for _, f := range families {
		all = append(all, f.gauges...)
	}
	return all
}()

// unmet gives the rule fields that the run has nothing for, by their indexes in
// the layout, and what it lacks.
func (l *layout) unmet(s *Subject) map[int]source.Text {
	unmet, at := map[int]source.Text{}, l.gauges
	for _, f := range families {
		if f.lacks != nil {
			if what := f.lacks(s); !what.Empty() {
				for i := range f.gauges {
					unmet[at+i] = what
				}
			}
		}
		at += len(f.gauges)
	}
	return unmet
}

// unable says of each rule that it reads a measure which the run does not have,
// once and not of each person, and forgets whom it therefore leaves open. Whom it
// finds all the same, it finds.
func (a *assessment) unable() (unsure []Unsure) {
	unmet := a.group.layout.unmet(a.subject)
	for n, rule := range a.group.Rules {
		for _, field := range a.askers[n].reads {
			what, lacking := unmet[field]
			if !lacking {
				continue
			}
			a.verdict.open[n] = nil
			unsure = append(unsure, Unsure{Rule: rule.ID, Policy: a.subject.Policy.ID, Reason: what})
			break
		}
	}
	return unsure
}

// unable gathers what all files say so.
func (st *study) unable(files []*assessment) (unsure []Unsure) {
	for _, a := range files {
		unsure = append(unsure, a.unable()...)
	}
	return unsure
}

// gaugeDeciders gives the fields that would decide a measure.
func (r *row) gaugeDeciders(g gauge) []string {
	missing := r.gauge(g).Missing()
	if len(missing) == 1 && missing[0] == g.Name {
		return nil
	}
	return r.deciders(missing)
}

// gauge gives one measure of the person.
func (r *row) gauge(g gauge) lang.Value {
	if r.status() == policy.CannotTell {
		return lang.Unknown(g.Name)
	}
	v := g.of(r)
	if _, failed := v.Fault(); failed || v.Known() || len(v.Missing()) > 0 {
		return v
	}
	return lang.Unknown(g.Name)
}

// gauge gives everybody in the batch one measure.
func (sh *sheet) gauge(a *assessment, field int) column.Column {
	g := gauges[field-a.group.layout.gauges]
	if g.columns != nil {
		return g.columns(sh, sh.buffers(field))
	}
	values := make([]lang.Value, sh.rows)
	r := &row{a: a}
	for i := range values {
		r.move(sh.first + i)
		values[i] = r.gauge(g)
	}
	return column.Values(g.Kind, values)
}
