package risk

import (
	"context"
	"fmt"
	"slices"

	"weiran/rules/column"
	"weiran/rules/internal/grouped"
	"weiran/rules/internal/inversion"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// Inversions says of whom nobody below may come out above.
type Inversions struct {
	Name   string
	Within []*lang.Expr // persons for whom all of these are equal are compared
	Senior *lang.Expr   // a date or number by which they stand
	Falls  bool         // who has the less, or the earlier, stands above
}

// inversionFields are the inversion.<name>.* of rules.
var inversionFields = []lang.Field{
	{Name: "count", Kind: lang.Int, Label: "倒挂人数"},
	{Name: "gap", Kind: lang.DecimalKind, Label: "倒挂的最大差额"},
}

// inversions is everyone's by one [Inversions].
type inversions struct {
	*pairing
	*inversion.Answer
}

// An inversionSlot is one field of inversion.*.
type inversionSlot struct{ inversions, field int }

// addInversions lays out what may be read of a file's inversions.
func (l *layout) addInversions(declared []Inversions) {
	for i, v := range declared {
		for n, f := range inversionFields {
			f.Name = "inversion." + v.Name + "." + f.Name
			l.addSlot(f, inversionSlot{i, n})
		}
	}
}

func (v *Inversions) words() string {
	return fmt.Sprint("inversion\x00", keyText(v.Within), "\x01", v.Senior.Text(), v.Falls)
}

func (s inversionSlot) key(g *Group) string {
	return fmt.Sprint(g.Inversions[s.inversions].words(), "\x00", s.field)
}

func (s inversionSlot) runs(g *Group) [][]*lang.Expr {
	v := &g.Inversions[s.inversions]
	return [][]*lang.Expr{v.Within, {v.Senior}}
}

// prepare finds all inversions; another slot or file may have done so.
func (s inversionSlot) prepare(ctx context.Context, a *assessment) error {
	v := &a.group.Inversions[s.inversions]
	into := &a.inversions[s.inversions]
	if *into = a.inverted[v.words()]; *into != nil {
		return nil
	}
	p, err := a.pair(ctx, v.Within, []*lang.Expr{v.Senior})
	if err != nil {
		return err
	}
	q := inversion.Question{Group: p.group, Senior: p.numbers[0], Before: make([]int64, a.size()), After: make([]int64, a.size())}
	if v.Falls {
		for i := range q.Senior {
			q.Senior[i] = -q.Senior[i]
		}
	}
	if err := a.each(ctx, func(sh *sheet) error { p.payBefore(sh, &q); return nil }); err != nil {
		return err
	}
	*into = &inversions{pairing: p}
	a.inverted[v.words()] = *into
	(*into).Answer, err = inversion.Find(ctx, q, a.subject.Workers)
	p.numbers = nil
	return err
}

// payBefore reads what everybody in the batch is paid before and after. Whose pay
// before is not known takes no part.
func (p *pairing) payBefore(sh *sheet, q *inversion.Question) {
	for row, before := range sh.part.Before {
		q.Before[sh.first+row], q.After[sh.first+row] = before, before+sh.part.Delta[row]
	}
	if sh.part.NoBefore != nil {
		d := p.doubts[sh.batch]
		p.leave(sh, column.Doubts{Unknown: joined(d.Unknown, sh.part.NoBefore, sh.rows), Failed: d.Failed})
	}
}

// of gives one measure of the person's juniors.
func (s inversionSlot) of(r *row, name string) lang.Value {
	if r.status() == policy.CannotTell {
		return lang.Unknown(name)
	}
	v, declared := r.a.inversions[s.inversions], &r.a.group.Inversions[s.inversions]
	if why, out := v.out(r, name, declared.Within, []*lang.Expr{declared.Senior}); out {
		return why
	}
	if s.field == 0 {
		return lang.IntOf(int64(v.Count[r.index]))
	}
	return lang.DecimalOf(lang.Decimal(v.Gap[r.index]))
}

func (s inversionSlot) column(sh *sheet, a *assessment, own *buffers) (column.Column, error) {
	v, into := a.inversions[s.inversions], own.wide64(sh.rows)
	if s.field == 0 {
		for row, n := range v.Count[sh.first : sh.first+sh.rows] {
			into[row] = int64(n)
		}
		return column.Ints(into, v.doubts[sh.batch]), nil
	}
	copy(into, v.Gap[sh.first:])
	return column.Decimals(into, v.doubts[sh.batch]), nil
}

func (s inversionSlot) deciders(r *row) []string {
	v, declared := r.a.inversions[s.inversions], &r.a.group.Inversions[s.inversions]
	if r.status() == policy.CannotTell || v.group[r.index] != grouped.None {
		return nil
	}
	missing := r.whyNot([][]*lang.Expr{declared.Within, {declared.Senior}}).Missing()
	if r.NoBefore.Has(r.at) {
		missing = append(slices.Clone(missing), "impact.before")
	}
	return r.deciders(missing)
}
