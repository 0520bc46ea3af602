package risk

import (
	"cmp"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// A Score is the dispute risk of one person under one policy, or under all of a
// run together, in points: 20 points double the odds. It is for the order in
// which people are visited, and never a probability. Its Parts are its whole
// explanation: they add up to it.
type Score struct {
	Person string
	Policy string       // empty for all policies together
	Points lang.Decimal // to 0.01
	Rank   int          // 1 is the highest; ties share the better rank
	Band   Band
	Parts  []Part // what counts most first
}

// A Part is one reason of a score.
type Part struct {
	Reason Reason
	Rule   string       // of a finding; else empty
	Policy string       // of a finding or a loss
	Full   lang.Decimal // points that the reason has by itself
	Points lang.Decimal // what it adds: less where its cause is counted already, or where it lies back
}

// A Reason says why a part has points.
type Reason string

// The reasons. A weights file names the last three as it does rules.
const (
	Found      Reason = "finding"
	PriorVisit Reason = "prior_visit" // has petitioned before
	LossOf5    Reason = "loss_5"      // loses 5 % of the monthly pension, and less than 10 %
	LossOf10   Reason = "loss_10"     // loses 10 % of it or more
)

// Label says in words what a reason is; of a finding that is its rule's title.
func (r Reason) Label() source.Text {
	switch r {
	case PriorVisit:
		return source.Say("has petitioned before", "曾经信访")
	case LossOf5:
		return source.Say("loses 5 % of the pension or more", "每月减少达本人待遇的 5%")
	case LossOf10:
		return source.Say("loses 10 % of the pension or more", "每月减少达本人待遇的 10%")
	}
	return source.Say("a finding", "风险线索")
}

// A Judgement is one policy with what a run found under it.
type Judgement struct {
	Policy   string
	Outcomes *policy.Outcomes
}

// A Scoring is everything that scores are made of.
type Scoring struct {
	AsOf      lang.Date
	Judged    []Judgement
	Findings  []Finding
	Petitions *petition.Book // nil: nobody is known to have petitioned
	Weights   *Weights       // nil: the experts', not calibrated
}

// Scores gives the scores of everybody who has points, first those of all policies
// together, then policy by policy where there are several; of each the highest
// first, then by person. Judged holds at least one policy.
//
// One cause counts once: of the findings of one grievance the one of most points
// counts in full, and each of the others a quarter ([Weights.Rest]). A grievance
// is what the person would complain about, and what hotspots gather by; over all
// policies it is one, too, for who is passed over twice comes once. That somebody
// has petitioned before is of the grievance history, whose points halve every two
// years since the last petition. Findings on a policy itself are nobody's.
func (s Scoring) Scores() []Score {
	var all []Score
	all = append(all, s.list("")...)
	if len(s.Judged) > 1 {
		for _, j := range s.Judged {
			all = append(all, s.list(j.Policy)...)
		}
	}
	return all
}

// list makes the scores of a policy, ranked and banded. All parts stand in one list,
// which the scores cut up.
func (s Scoring) list(policyID string) []Score {
	of, w, roster := s.reasons(policyID), s.weights(), s.Judged[0].Outcomes.Payroll().Roster
	var scores []Score
	parts := make([]Part, 0, len(of.list))
	for row, reasons := range of.all() {
		from := len(parts)
		parts = w.parts(parts, reasons)
		score := Score{Policy: policyID, Parts: parts[from:len(parts):len(parts)]}
		for _, p := range score.Parts {
			score.Points += p.Points
		}
		if score.Points > 0 {
			score.Person = roster.Person(int(row))
			scores = append(scores, score)
		}
	}
	slices.SortFunc(scores, func(a, b Score) int {
		return cmp.Or(cmp.Compare(b.Points, a.Points), cmp.Compare(a.Person, b.Person))
	})
	rankScores(scores, s.Judged[0].Outcomes.Len())
	return scores
}

// rankScores numbers sorted scores and puts them into bands of a run of so many persons.
func rankScores(scores []Score, persons int) {
	for i := range scores {
		scores[i].Rank = i + 1
		if i > 0 && scores[i].Points == scores[i-1].Points {
			scores[i].Rank = scores[i-1].Rank
		}
		scores[i].Band = bandOf(scores[i].Rank, persons, scores[i].Points)
	}
}
