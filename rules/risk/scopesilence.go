package risk

import (
	"cmp"
	"context"
	"slices"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// A hearing is what a policy says of the persons who have one value of a field.
type hearing struct {
	value  lang.Value
	exists bool // somebody has it whom the policy did not outlive
	spoken bool // it changes somebody's pay
	open   bool // its outcome for somebody has to be read before one can say
}

// A heard is the hearings of a field over some batches, by the value's text.
type heard map[string]*hearing

func (h heard) of(v lang.Value) *hearing {
	key := v.String()
	if h[key] == nil {
		h[key] = &hearing{value: v}
	}
	return h[key]
}

// listen finds the values of the roster's payer, category and rank of which the
// policy does not speak, of those fields that some rule reads.
//
// A payer is passed over in silence if the pay of somebody whom it pays changes
// and the policy's channel does not name it; a policy that names no channel at all
// is not silent on one. A category or a rank is if there is nobody who has it whom
// the policy speaks of; it speaks of a person if
//
//   - it changes their pay, or
//   - a clause applies to them that sets a standard or adds an amount other than
//     zero, though in sum nothing changes, or
//   - they cannot be told for nothing but what is missing of themselves, or for
//     what an earlier policy has left: then the policy may well speak of them, or
//   - a figure that it is known to have is not known.
//
// So it is silent on whomever its scope leaves out, to whom no clause applies, or
// for whom its tables have no row. Those who died before it takes effect do not
// count, for that alone leaves them out.
func (o *once) listen(ctx context.Context, groups []*Group) error {
	for _, field := range []string{payer, "category", "rank"} {
		index := o.payroll.Roster.Schema.Index(field)
		if index < 0 || !slices.ContainsFunc(groups, func(g *Group) bool { return g.asksAfter(field) }) {
			continue
		}
		h, err := o.hear(ctx, index)
		if err != nil {
			return err
		}
		o.silence[field] = o.labels(index, h)
	}
	return nil
}

const payer = "payer"

// labels gives the values that are passed over in silence, in the order of their
// codes.
func (o *once) labels(field int, heard heard) []string {
	s := o.payroll.Roster.Schema
	var values []lang.Value
	for _, h := range heard {
		silent := h.exists && !h.spoken
		if s.Fields[field].Name == payer {
			channel := o.subject.Policy.Channel
			silent = h.spoken && len(channel) > 0 && !slices.Contains(channel, h.value.String())
		}
		if silent {
			values = append(values, h.value)
		}
	}
	slices.SortFunc(values, func(a, b lang.Value) int {
		return cmp.Or(cmp.Compare(a.Int(), b.Int()), cmp.Compare(a.String(), b.String()))
	})
	words := []string{}
	for _, v := range values {
		words = append(words, s.ValueLabel(field, v))
	}
	return words
}

// hear gathers what the policy says of everybody by their value of a field, from
// the columns of the outcomes. Words are asked for only of persons of whose value
// nothing else has shown that the policy speaks of it.
func (o *once) hear(ctx context.Context, field int) (heard, error) {
	all, err := o.gather(ctx, func(batch int) heard { return o.hearPart(batch, field) })
	if err != nil || o.payroll.Roster.Schema.Fields[field].Name == payer {
		return all, err
	}
	undecided := false
	for _, h := range all {
		undecided = undecided || h.open && !h.spoken
	}
	if !undecided {
		return all, nil
	}
	words, err := o.gather(ctx, func(batch int) heard { return o.hearWords(batch, field, all) })
	for key, h := range words {
		all[key].spoken = all[key].spoken || h.spoken
	}
	return all, err
}

// gather joins what is heard in every batch.
func (o *once) gather(ctx context.Context, part func(batch int) heard) (heard, error) {
	parts := make([]heard, o.batches())
	err := chunks.Tasks(ctx, len(parts), o.subject.Workers, func(batch int) error {
		parts[batch] = part(batch)
		return nil
	})
	all := heard{}
	for _, p := range parts {
		for _, h := range p {
			into := all.of(h.value)
			into.exists = into.exists || h.exists
			into.spoken = into.spoken || h.spoken
			into.open = into.open || h.open
		}
	}
	return all, err
}

// asksAfter reports whether some rule of the file reads of which values of a field
// the policy does not speak.
func (g *Group) asksAfter(field string) bool {
	for _, rule := range g.Once {
		for _, x := range slices.Concat([]*lang.Expr{rule.When}, rule.Says.Exprs(), rule.Advice.Exprs()) {
			for _, i := range x.Reads() {
				if at := i - g.layout.once; at >= 0 && at < len(policyFields) && policyFields[at].silentOn == field {
					return true
				}
			}
		}
	}
	return false
}
