package rules

import (
	"cmp"
	"slices"

	"weiran/rules/policy"
	"weiran/rules/source"
)

// inOrder gives the policies by effective date; those of one date after the ones
// that they follow, else by id. Policies that follow each other, which
// [CheckOrder] refuses, are by id.
func inOrder(policies []*policy.Policy) []*policy.Policy {
	left := slices.SortedFunc(slices.Values(policies), func(a, b *policy.Policy) int {
		return cmp.Or(cmp.Compare(a.Effective, b.Effective), cmp.Compare(a.ID, b.ID))
	})
	var ordered []*policy.Policy
	for len(left) > 0 {
		next := slices.IndexFunc(left, func(p *policy.Policy) bool {
			return p.Effective == left[0].Effective && !slices.ContainsFunc(left, func(q *policy.Policy) bool { return directly(p, q) })
		})
		next = max(next, 0) // in a circle
		ordered = append(ordered, left[next])
		left = slices.Delete(left, next, next+1)
	}
	return ordered
}

// directly reports whether a policy says that it follows another one of its day.
func directly(p, q *policy.Policy) bool {
	return p != q && p.Effective == q.Effective &&
		slices.ContainsFunc(p.Follows, func(r policy.Reference) bool { return r.ID == q.ID })
}

// CheckOrder finds what keeps the order of policies from being one and the same:
// two of one effective date with clauses that come to something else in the other
// order (see [policy.Policy.Conflicts]), neither of which follows the other,
// directly or through others; policies that follow each other; and one that
// follows a policy which takes effect later. Each problem is told at the clauses
// of both.
func CheckOrder(policies []*policy.Policy) source.Problems {
	o := order{policies: inOrder(policies)}
	for i, p := range o.policies {
		o.references(p)
		for _, q := range o.policies[:i] {
			if p.Effective == q.Effective && !o.follows(p, q) && !o.follows(q, p) {
				o.conflicts(q, p)
			}
		}
	}
	o.problems.Sort()
	return o.problems
}

// An order is policies whose order is being checked.
type order struct {
	policies []*policy.Policy
	problems source.Problems
}

// follows reports whether p comes after q, directly or through others.
func (o *order) follows(p, q *policy.Policy) bool {
	seen := map[*policy.Policy]bool{}
	var reaches func(from *policy.Policy) bool
	reaches = func(from *policy.Policy) bool {
		for _, next := range o.policies {
			if !directly(from, next) || seen[next] {
				continue
			}
			if seen[next] = true; next == q || reaches(next) {
				return true
			}
		}
		return false
	}
	return reaches(p)
}

// references checks what a policy says that it follows.
func (o *order) references(p *policy.Policy) {
	for _, r := range p.Follows {
		for _, q := range o.policies {
			switch {
			case q.ID != r.ID || q == p:
			case q.Effective > p.Effective:
				o.add(r, source.Say("%s cannot follow %s, which takes effect later: on %s, and not on %s",
					"%s 不能排在 %s 之后：后者自 %s 起执行，晚于 %s", p.ID, q.ID, q.Effective, p.Effective),
					source.Say("follows orders policies of one effective date", "follows 用于同一天执行的政策"))
			case o.follows(q, p):
				o.add(r, source.Say("%s follows %s, and %[2]s follows %[1]s as well", "%s 与 %s 互为先后", p.ID, q.ID),
					source.Say("keep one of the two", "请只保留其中一个"))
			}
		}
	}
}

func (o *order) add(r policy.Reference, message, hint source.Text) {
	o.problems = append(o.problems, source.Problem{Pos: r.Pos, Width: r.Width, Message: message, Hint: hint})
}

// conflicts tells the conflicts of two policies, at the clauses of both.
func (o *order) conflicts(p, q *policy.Policy) {
	for _, c := range p.Conflicts(q) {
		o.clash(clashing{p, q, c.PayItem, c.First, c.Second})
		o.clash(clashing{q, p, c.PayItem, c.Second, c.First})
	}
}

// clashing is the conflict of two policies, as it is told at the clause of the
// first.
type clashing struct {
	own, other *policy.Policy
	payItem    string
	at, there  policy.Touch
}

func (o *order) clash(c clashing) {
	o.problems.Add(c.at.Pos, c.message(),
		source.Say(`the other clause is at %s; write "follows: [%s]" here, or "follows: [%s]" there`,
			`另一条款见 %s；请在本文件写“follows: [%s]”，或在另一文件写“follows: [%s]”`, c.there.Pos, c.other.ID, c.own.ID))
}

// message says what the clause at this place does, and what the other one does.
func (c clashing) message() source.Text {
	switch {
	case c.at.Reads:
		return source.Say("%s reads %[3]s here, which %[2]s changes on the same day, %[4]s, and no order is stated",
			"%s 在此读取 %[3]s，%[2]s 同日（%[4]s）调整该项，但未写明先后", c.own.ID, c.other.ID, c.payItem, c.own.Effective)
	case c.there.Reads:
		return source.Say("%s changes %[3]s here, which %[2]s reads on the same day, %[4]s, and no order is stated",
			"%s 在此调整 %[3]s，%[2]s 同日（%[4]s）读取该项，但未写明先后", c.own.ID, c.other.ID, c.payItem, c.own.Effective)
	}
	return source.Say("%s and %s change %s on the same day, %s, and no order is stated",
		"%s 与 %s 同日（%[4]s）调整 %[3]s，但未写明先后", c.own.ID, c.other.ID, c.payItem, c.own.Effective)
}
