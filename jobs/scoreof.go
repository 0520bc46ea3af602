package jobs

import (
	"weiran/rules"
	"weiran/rules/risk"
)

// scoreOf gives a person's score over all policies, or nil where there is none.
func scoreOf(res *rules.Result, person string) *risk.Score {
	for i := range res.Scores {
		if s := &res.Scores[i]; s.Policy == "" && s.Person == person {
			return s
		}
	}
	return nil
}
