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
	grievance Grievance // empty where it stands alone
	months    int64     // since the last petition, of the grievance history
}

// reasons gathers everybody's reasons under a policy, or under all of them.
func (s Scoring) reasons(policyID string) map[string][]reason {
	of := map[string][]reason{}
	w := s.weights()
	for i := range s.Findings {
		f := &s.Findings[i]
		if f.Person == "" || policyID != "" && f.Policy != policyID {
			continue
		}
		points := w.points(f.Rule, f.Points)
		if points == 0 { // found for another reason than what the person might do
			continue
		}
		of[f.Person] = append(of[f.Person], reason{
			Part:      Part{Reason: Found, Rule: f.Rule, Policy: f.Policy, Full: points},
			grievance: f.Grievance, months: s.monthsSince(f.Person),
		})
	}
	s.losses(policyID, of)
	for _, person := range s.Petitions.Persons() {
		if months := s.monthsSince(person); months >= 0 && s.knows(person) {
			of[person] = append(of[person], reason{
				Part: Part{Reason: PriorVisit, Full: w.PriorVisit}, grievance: History, months: months,
			})
		}
	}
	return of
}

// knows reports whether a person is on the roster of the run.
func (s Scoring) knows(person string) bool {
	r := s.Judged[0].Outcomes.Payroll().Roster
	row := 0
	for to := r.Len(); row < to; {
		if mid := (row + to) / 2; r.Person(mid) < person {
			row = mid + 1
		} else {
			to = mid
		}
	}
	return row < r.Len() && r.Person(row) == person
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
func (s Scoring) losses(policyID string, of map[string][]reason) {
	judged := slices.DeleteFunc(slices.Clone(s.Judged), func(j Judgement) bool { return policyID != "" && j.Policy != policyID })
	for row := range judged[0].Outcomes.Len() {
		delta := lang.Decimal(0)
		for _, j := range judged {
			delta += j.Outcomes.Delta(row)
		}
		if delta >= 0 {
			continue
		}
		payroll := judged[0].Outcomes.Payroll()
		if part, ok := s.weights().loss(-delta, pension(payroll, row)); ok {
			part.Policy = policyID
			person := payroll.Roster.Person(row)
			of[person] = append(of[person], reason{Part: part})
		}
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

// parts works out what each reason adds, the most first.
func (w *Weights) parts(reasons []reason) []Part {
	for i := range reasons {
		r := &reasons[i]
		if r.Points = r.Full; r.grievance == History && r.months >= 0 {
			r.Points = Fade(r.Full, r.months)
		}
	}
	slices.SortFunc(reasons, func(a, b reason) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Reason, b.Reason),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Policy, b.Policy))
	})
	var met []Grievance
	parts := make([]Part, 0, len(reasons))
	for _, r := range reasons {
		if slices.Contains(met, r.grievance) {
			r.Points = hundredths(int64(r.Points)*w.Rest, 100)
		} else if r.grievance != "" {
			met = append(met, r.grievance)
		}
		parts = append(parts, r.Part)
	}
	return parts
}

// Facts gives whom a policy of a scoring concerns by what a weights file names: the
// ids of rules, prior_visit, loss_5 and loss_10, each with how much of it counts:
// 1, or less of what fades. It is what weights are fitted to; of the first policy.
func (s Scoring) Facts() map[string]map[string]lang.Decimal {
	facts := map[string]map[string]lang.Decimal{}
	for person, reasons := range s.reasons(s.Judged[0].Policy) {
		facts[person] = map[string]lang.Decimal{}
		for _, r := range reasons {
			share := lang.One
			if r.grievance == History && r.months >= 0 {
				share = Fade(100*lang.One, r.months) / 100
			}
			facts[person][cmp.Or(r.Rule, string(r.Reason))] = share
		}
	}
	return facts
}
