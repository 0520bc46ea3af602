package rules

import (
	"weiran/rules/lang"
	"weiran/rules/risk"
)

// scoring is what the scores of a screening are made of.
func (s *screening) scoring() risk.Scoring { return scoringOf(s.Input, s.result) }

func scoringOf(in Input, result *Result) risk.Scoring {
	scoring := risk.Scoring{AsOf: in.AsOf, Findings: result.Findings, Petitions: in.Petitions, Weights: in.Weights}
	for _, p := range result.Policies {
		scoring.Judged = append(scoring.Judged, risk.Judgement{Policy: p.Policy.ID, Outcomes: p.Outcomes})
	}
	return scoring
}

// Facts gives what scores under the first policy of a result are made of, person by
// person; see [risk.Scoring.Facts]. The input is the one that was screened.
func Facts(in Input, result *Result) map[string]map[string]lang.Decimal {
	in.Petitions = in.Petitions.At(in.AsOf)
	return scoringOf(in, result).Facts()
}
