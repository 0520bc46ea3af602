package risk

import (
	"context"
	"fmt"

	"weiran/rules/column"
	"weiran/rules/internal/twin"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// Twins says whom a person holds beside themselves: the nearest of those who are
// alike and gain more.
type Twins struct {
	Name   string
	Same   []*lang.Expr // alike in all of these
	Unlike []*lang.Expr // and not alike in these taken together; none means they may be
	Near   []*lang.Expr // dates and numbers that lie no further apart than the calipers
	within []Caliper
}

// A Caliper is how far apart twins may be in one thing.
type Caliper struct {
	Within int64 // days, ints, or 1/10 000 of a decimal; twin.Anywhere
	Unit   int64 // what counts as one where several are near; 0: Within
}

// twinFields are the twin.<name>.* of rules.
var twinFields = []struct {
	lang.Field
	of func(t *twins, r *row, other int) lang.Value // of who has a twin
}{
	{lang.Field{Name: "found", Kind: lang.Bool, Label: "有条件相近而增加更多的人"}, nil},
	{lang.Field{Name: "gap", Kind: lang.DecimalKind, Label: "比条件相近的人每月少增"}, (*twins).gap},
	{lang.Field{Name: "delta", Kind: lang.DecimalKind, Label: "条件相近的人月增减额"}, func(t *twins, r *row, other int) lang.Value {
		return lang.DecimalOf(r.a.subject.Outcomes.Delta(other))
	}},
	{lang.Field{Name: twinCost, Kind: lang.DecimalKind, Label: "只因所比不同每月少增"}, (*twins).cost},
	{lang.Field{Name: "clause", Kind: lang.String, Label: "造成差别的条款"}, func(t *twins, r *row, other int) lang.Value {
		return written(t.parting(r, other).clause)
	}},
	{lang.Field{Name: "because", Kind: lang.String, Label: "造成差别的信息"}, func(t *twins, r *row, other int) lang.Value {
		return written(t.parting(r, other).because)
	}},
}

// twins is everyone's twin by one [Twins].
type twins struct {
	*pairing
	of   []int32      // of each row; twin.None
	told [][]*parting // by batch: of each row that has a twin; nil where no condition asks

	costs *costs // nil where nothing asks
}

// A twinSlot is one field of twin.*.
type twinSlot struct{ twins, field int }

// addTwins lays out what may be read of a file's twins. Where they may be alike in
// everything there is no difference of which to ask the cost.
func (l *layout) addTwins(declared []Twins) {
	l.costless = map[int]bool{}
	for i, t := range declared {
		for n, f := range twinFields {
			l.costless[len(l.fields)] = f.Name == twinCost && len(t.Unlike) == 0
			field := f.Field
			field.Name = "twin." + t.Name + "." + f.Name
			l.addSlot(field, twinSlot{i, n})
		}
	}
}

// words names what is the same for all fields of a [Twins], in whatever file.
func (t *Twins) words() string {
	return fmt.Sprint("twin\x00", keyText(t.Same), "\x01", keyText(t.Unlike), "\x01", keyText(t.Near), t.within)
}

func (s twinSlot) key(g *Group) string { return fmt.Sprint(g.Twins[s.twins].words(), "\x00", s.field) }

func (s twinSlot) runs(g *Group) [][]*lang.Expr {
	t := &g.Twins[s.twins]
	runs := [][]*lang.Expr{t.Same}
	for _, exprs := range [][]*lang.Expr{t.Unlike, t.Near} {
		if len(exprs) > 0 {
			runs = append(runs, exprs)
		}
	}
	return runs
}

// prepare finds everyone's twin and, where asked, what being unlike costs; another
// slot or file may have done so.
func (s twinSlot) prepare(ctx context.Context, a *assessment) error {
	if err := s.find(ctx, a); err != nil {
		return err
	}
	if t := a.twins[s.twins]; twinFields[s.field].Name == twinCost && t.costs == nil {
		return t.weigh(ctx, a, a.group.Twins[s.twins].Unlike)
	}
	return nil
}

// find finds everyone's twin.
func (s twinSlot) find(ctx context.Context, a *assessment) error {
	t := &a.group.Twins[s.twins]
	into := &a.twins[s.twins]
	if *into = a.found[t.words()]; *into != nil {
		return nil
	}
	p, err := a.pair(ctx, t.Same, t.Near)
	if err != nil {
		return err
	}
	q := twin.Question{Group: p.group, Gain: a.gains()}
	for i, c := range t.within {
		q.Near = append(q.Near, twin.Near{Values: p.numbers[i], Within: c.Within, Unit: c.Unit})
	}
	if len(t.Unlike) > 0 {
		unlike, err := a.division(ctx, t.Unlike)
		if err != nil {
			return err
		}
		q.Unlike = unlike.group
		if err := a.each(ctx, func(sh *sheet) error { p.leaveToo(sh, unlike); return nil }); err != nil {
			return err
		}
	}
	*into = &twins{pairing: p, told: make([][]*parting, a.batches())}
	a.found[t.words()] = *into
	(*into).of, err = twin.Find(ctx, q, a.subject.Workers)
	(*into).numbers = nil
	return err
}

// leaveToo takes out who has no key of another division.
func (p *pairing) leaveToo(sh *sheet, other *division) {
	d, more := p.doubts[sh.batch], other.batches[sh.batch].doubts
	p.leave(sh, column.Doubts{Unknown: joined(d.Unknown, more.Unknown, sh.rows), Failed: joined(d.Failed, more.Failed, sh.rows)})
}

// gains gives what everybody gains, yuan a month in 1/10 000.
func (st *study) gains() []int64 {
	gains := make([]int64, 0, st.size())
	for batch := range st.batches() {
		gains = append(gains, st.subject.Outcomes.Part(batch).Delta...)
	}
	return gains
}

// of gives one measure of the person's twin: without one there is no gap, and of
// who it is nothing can be said.
func (s twinSlot) of(r *row, name string) lang.Value {
	if r.status() == policy.CannotTell {
		return lang.Unknown(name)
	}
	t, declared := r.a.twins[s.twins], &r.a.group.Twins[s.twins]
	if v, out := t.out(r, name, declared.Same, declared.Unlike, declared.Near); out {
		return v
	}
	return t.measure(s.field, r, name)
}

func (t *twins) measure(field int, r *row, name string) lang.Value {
	f, other := twinFields[field], int(t.of[r.index])
	switch {
	case f.of == nil:
		return lang.BoolOf(other != twin.None)
	case other != twin.None:
		if v := f.of(t, r, other); v.Known() {
			return v
		}
	case f.Name == "gap":
		return lang.DecimalOf(0)
	}
	return lang.Unknown(name)
}

func (t *twins) gap(r *row, other int) lang.Value {
	return amountOf(r.a.subject.Outcomes.Delta(other).Sub(lang.Decimal(r.Delta[r.at])))
}

// beside says why another person gains more: what a finding says, its trace and its
// comparison all ask that of the same two.
func (r *row) beside(other int) policy.Difference {
	two := [2]int{r.index, other}
	d, known := r.met[two]
	if known {
		return d
	}
	of, on := r.a.subject.Outcomes, r.a.payroll
	d = r.a.subject.Policy.Between(
		policy.Party{Person: on.Row(r.index), Outcome: of.At(r.index)},
		policy.Party{Person: on.Row(other), Outcome: of.At(other)}, r.a.subject.AsOf)
	if r.met != nil {
		r.met[two] = d
	}
	return d
}

func (s twinSlot) deciders(r *row) []string {
	t, declared := r.a.twins[s.twins], &r.a.group.Twins[s.twins]
	if r.status() == policy.CannotTell || t.of[r.index] != twin.None {
		return nil
	}
	if v, out := t.out(r, "", declared.Same, declared.Unlike, declared.Near); out && len(v.Missing()) > 0 {
		return r.deciders(r.whyNot([][]*lang.Expr{declared.Same, declared.Unlike, declared.Near}).Missing())
	}
	return nil
}
