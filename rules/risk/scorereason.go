package risk

import (
	"cmp"
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A reason is a part of a score before it is known what stands beside it.
type reason struct {
	Part
	row       int32     // of the person
	grievance Grievance // empty where it stands alone
	months    int64     // since the last petition, of the grievance history; else −1
}

// reasons gathers everybody's reasons under a policy, or under all of them.
func (s Scoring) reasons(policyID string) *reasons {
	all := &reasons{list: make([]reason, 0, len(s.Findings))}
	s.found(policyID, all)
	s.losses(policyID, all)
	s.priorVisits(all)
	all.group(s.Judged[0].Outcomes.Len())
	return all
}

// found adds the findings. A rule without points found somebody for another reason
// than what the person might do.
func (s Scoring) found(policyID string, all *reasons) {
	w, seek := s.weights(), s.seeker()
	for i := range s.Findings {
		f := &s.Findings[i]
		if f.Person == "" || policyID != "" && f.Policy != policyID {
			continue
		}
		points := w.points(f.Rule, f.Points)
		row, known := 0, false
		if points > 0 {
			row, known = seek.row(f.Person)
		}
		if !known {
			continue
		}
		months := int64(-1)
		if f.Grievance == History {
			months = s.monthsSince(f.Person)
		}
		all.list = append(all.list, reason{
			Part: Part{Reason: Found, Rule: f.Rule, Policy: f.Policy, Full: points},
			row:  int32(row), grievance: f.Grievance, months: months,
		})
	}
}

// priorVisits adds who of the roster has petitioned before.
func (s Scoring) priorVisits(all *reasons) {
	full, seek := s.weights().PriorVisit, s.seeker()
	for _, person := range s.Petitions.Persons() {
		row, known := seek.row(person)
		months := s.monthsSince(person)
		if !known || months < 0 || full == 0 {
			continue
		}
		all.list = append(all.list, reason{
			Part: Part{Reason: PriorVisit, Full: full}, row: int32(row), grievance: History, months: months,
		})
	}
}

// monthsSince counts the months since a person's last petition; −1 for none.
func (s Scoring) monthsSince(person string) int64 {
	last, ok := s.Petitions.Last(person, s.AsOf)
	if !ok {
		return -1
	}
	return last.Months(s.AsOf)
}

// losses adds what is lost of the pension: of each policy by itself, or of all
// together beside what was paid before the first.
func (s Scoring) losses(policyID string, all *reasons) {
	judged, w := slices.DeleteFunc(slices.Clone(s.Judged), func(j Judgement) bool { return policyID != "" && j.Policy != policyID }), s.weights()
	for row := range judged[0].Outcomes.Len() {
		delta := lang.Decimal(0)
		for _, j := range judged {
			delta += j.Outcomes.Delta(row)
		}
		if delta >= 0 {
			continue
		}
		part, ok := w.loss(-delta, pension(judged[0].Outcomes.Payroll(), row))
		if !ok || part.Full == 0 {
			continue
		}
		part.Policy = policyID
		all.list = append(all.list, reason{Part: part, row: int32(row), months: -1})
	}
}

// pension gives what a person is paid a month, over the pay items that are known:
// who has an empty one is paid more, and loses a smaller part of it.
func pension(p *policy.Payroll, row int) lang.Decimal {
	person, sum := p.Row(row), lang.Decimal(0)
	for i, f := range p.Roster.Schema.Fields {
		if !strings.HasPrefix(f.Name, "pay.") {
			continue
		}
		if d, ok := person.Field(i).Decimal(); ok {
			sum += d
		}
	}
	return sum
}

// loss gives the part of a loss out of a pension, both in yuan a month; ok is
// false where it is less than 5 %, or nothing is known to be paid.
func (w *Weights) loss(lost, pension lang.Decimal) (Part, bool) {
	// lost·n ≥ pension, without a product that could overflow.
	atLeast := func(n lang.Decimal) bool { return pension > 0 && lost >= (pension+n-1)/n }
	switch {
	case atLeast(10):
		return Part{Reason: LossOf10, Full: w.Loss10}, true
	case atLeast(20):
		return Part{Reason: LossOf5, Full: w.Loss5}, true
	}
	return Part{}, false
}

// faded gives what a reason is worth by itself, where full is full.
func (r *reason) faded(full lang.Decimal) lang.Decimal {
	if r.grievance == History && r.months >= 0 {
		return Fade(full, r.months)
	}
	return full
}

// parts works out what each reason of a person adds, the most first, and appends it.
func (w *Weights) parts(to []Part, reasons []reason) []Part {
	for i := range reasons {
		reasons[i].Points = reasons[i].faded(reasons[i].Full)
	}
	slices.SortFunc(reasons, func(a, b reason) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Reason, b.Reason),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Policy, b.Policy))
	})
	for i := range reasons {
		r := &reasons[i]
		again := r.grievance != "" && slices.ContainsFunc(reasons[:i], func(q reason) bool { return q.grievance == r.grievance })
		if again {
			r.Points = hundredths(int64(r.Points)*w.Rest, 100)
		}
		to = append(to, r.Part)
	}
	return to
}

// Facts gives whom a policy of a scoring concerns by what a weights file names: the
// ids of rules, prior_visit, loss_5 and loss_10, each with how much of it counts:
// 1, or less of what fades. It is what weights are fitted to; of the first policy.
func (s Scoring) Facts() map[string]map[string]lang.Decimal {
	facts := map[string]map[string]lang.Decimal{}
	roster := s.Judged[0].Outcomes.Payroll().Roster
	for row, reasons := range s.reasons(s.Judged[0].Policy).all() {
		of := map[string]lang.Decimal{}
		for _, r := range reasons {
			share := r.faded(100*lang.One) / 100
			of[cmp.Or(r.Rule, string(r.Reason))] = share
		}
		facts[roster.Person(int(row))] = of
	}
	return facts
}
