package change

import (
	"slices"

	"weiran/rules/risk"
)

// own lays to the policies all figures of a policy that only one run has, and to
// the rules all findings of a rule that only one run has. On the way there what is
// found by a rule that goes moves with the roster and with whatever is replaced
// before the rules: nobody asks for that.
func (s *split) own() {
	files := CompareFiles(s.from.Policies, s.to.Policies)
	policies := slices.Concat(files.Added, files.Removed)
	if policies != nil {
		s.toOwner(Policies, func(k Key) []Key {
			if !slices.Contains(policies, k.Policy) {
				return nil
			}
			return []Key{k}
		})
	}
	if rules := rulesOfOne(s.from.Input.Rules, s.to.Input.Rules); len(rules) > 0 {
		s.toOwner(Rules, func(k Key) []Key {
			rule := rules[k.Of]
			if k.Measure != ByRule || rule == nil || k.Policy == "" || slices.Contains(policies, k.Policy) {
				return nil
			}
			return []Key{k, {k.Policy, Findings, ""}, {k.Policy, BySeverity, rule.Severity}, {k.Policy, ByGrievance, rule.Grievance}}
		})
	}
}

// rulesOfOne gives the rules that only one of two packs has, by their ids.
func rulesOfOne(from, to *risk.Pack) map[string]*risk.Rule {
	alone, other := rulesByID(from), rulesByID(to)
	for id, r := range other {
		if alone[id] == nil {
			alone[id] = r
		} else {
			delete(alone, id)
		}
	}
	return alone
}

func rulesByID(pack *risk.Pack) map[string]*risk.Rule {
	byID := map[string]*risk.Rule{}
	if pack == nil {
		return byID
	}
	for _, g := range pack.Groups {
		for _, r := range g.All() {
			byID[r.ID] = r
		}
	}
	return byID
}

// toOwner lays to one factor what others were laid of some figures. with says of a
// figure which ones count the same, itself the first; none where it stays.
func (s *split) toOwner(f Factor, with func(Key) []Key) {
	owner := s.of(f)
	for _, e := range s.effects {
		if e == owner {
			continue
		}
		for _, k := range Keys(e.Moved) {
			n := e.Moved[k]
			for _, same := range with(k) {
				shift(same, n, e, owner)
			}
		}
	}
}

// shift lays to one effect some of what was laid to another, and so of the same
// figure over all policies.
func shift(k Key, n int64, from, to *Effect) {
	keys := []Key{k}
	if all, ok := k.overall(); ok {
		keys = append(keys, all)
	}
	for _, k := range keys {
		from.Moved[k] -= n
		to.Moved[k] += n
	}
}
