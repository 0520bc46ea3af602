package policy

import (
	"slices"

	"weiran/rules/source"
)

// Blanks says which tables, bands and values keep the policy from telling
// anything: it has items, and each of them rests on one of which no figure is
// known on the effective date. Such a policy is a template. There are none where
// some item can be worked out for somebody.
func (p *Policy) Blanks() source.Problems {
	var blank []*LookupInfo
	for i := range p.Items {
		before := len(blank)
		for j := range p.Lookups {
			if l := &p.Lookups[j]; l.blankFor(p) && reads(p.Items[i].Amount, l.Name) {
				blank = append(blank, l)
			}
		}
		if len(blank) == before {
			return nil
		}
	}
	var found source.Problems
	for i, l := range blank {
		if slices.Contains(blank[:i], l) {
			continue
		}
		found = append(found, source.Problem{
			Pos: l.Pos, Width: l.Width,
			Message: source.Say("%s is a template: no figure of %s is filled in, and without them nobody can be told",
				"%s 是模板：%s 的数额都还没有填写，填写之前所有人员都无法判定", p.ID, l.Name),
			Hint: source.Say("put the figures of your document in the place of unknown", "请把 unknown 改为文件所列数额"),
		})
	}
	return found
}

// blankFor reports whether no figure is known on the day the policy takes effect.
func (l *LookupInfo) blankFor(p *Policy) bool {
	return !slices.ContainsFunc(l.all(), func(r Row) bool {
		s, begun := r.Figure.On(p.Effective)
		return !begun || s.State != Hole
	})
}
