package main

import (
	"weiran/jobs"
	"weiran/rules/calibrate"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// The types below are the form of "backtest --format json". What is in it stays;
// more may be added. Shares and odds are numbers, for they are statistics.
type (
	backtestJSON struct {
		Basis     string         `json:"basis"` // what scores rest on: uncalibrated, rescaled:DATE or calibrated:DATE
		Snapshots []snapshotJSON `json:"snapshots"`
		Persons   int            `json:"persons"`    // of all snapshots together
		Events    int            `json:"petitioned"` // of them
		AUC       float64        `json:"auc"`
		Average   float64        `json:"average_precision"`
		Cut       cutJSON        `json:"first"`       // of all snapshots ranked together
		Spread    *spreadJSON    `json:"spread"`      // null where everybody is of one place
		Drift     *float64       `json:"psi"`         // of the last snapshot beside the first; null of a single one
		Reliable  *reliableJSON  `json:"reliability"` // null where no earlier snapshot turns points into odds
		Deciles   []decileJSON   `json:"tenths"`      // of the ranking, the highest scores first
		Missed    []missedJSON   `json:"unpredicted"` // petitions of persons without a point
		Notes     []string       `json:"notes"`       // what limits the figures
	}
	snapshotJSON struct {
		Policy  string    `json:"policy"`
		AsOf    lang.Date `json:"as_of"`
		Persons int       `json:"persons"`
		Events  int       `json:"petitioned"`
		First   *cutJSON  `json:"first"`       // of its own ranking; null where nobody petitioned
		Young   int       `json:"not_retired"` // left out of today's roster
		Dead    int       `json:"died"`        // likewise
	}
	cutJSON struct {
		Visits    int     `json:"visits"`
		Events    int     `json:"petitioned"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		Lift      float64 `json:"lift"`
	}
	spreadJSON struct {
		By      string     `json:"by"` // region, township, unit or person
		Groups  int        `json:"groups"`
		Samples int        `json:"samples"`
		AUC     [2]float64 `json:"auc"` // 95 %
		Average [2]float64 `json:"average_precision"`
	}
	reliableJSON struct {
		Brier     float64  `json:"brier"`
		Skill     float64  `json:"skill"`
		LogLoss   float64  `json:"log_loss"`
		Intercept *float64 `json:"intercept"` // null, as the next, where no slope can be told
		Slope     *float64 `json:"slope"`
		Large     float64  `json:"in_the_large"`
		Expected  float64  `json:"expected_over_observed"`
	}
	decileJSON struct {
		Persons int     `json:"persons"`
		Events  int     `json:"petitioned"`
		Least   float64 `json:"least"` // points
		Most    float64 `json:"most"`
		Mean    float64 `json:"mean"`
	}
	missedJSON struct {
		Category  string   `json:"category"` // empty where the record has none
		Petitions int      `json:"petitions"`
		Persons   []string `json:"persons,omitempty"` // keys, with --persons
	}
)

func backtestOf(b *jobs.Backtest, in source.Language, persons bool) backtestJSON {
	j := backtestJSON{
		Basis: b.Weights.BasisCode(), Persons: b.Persons, Events: b.Events, AUC: b.AUC, Average: b.Average, Cut: *cutOf(b.Cut),
		Missed: []missedJSON{}, Notes: []string{},
	}
	for _, s := range b.Snapshots {
		j.Snapshots = append(j.Snapshots, snapshotJSON{s.Policy, s.AsOf, s.Persons, s.Events, cutOf(s.First), s.Young, s.Dead})
	}
	if s := b.Spread; s != nil {
		j.Spread = &spreadJSON{s.By, s.Groups, s.Samples, [2]float64{s.AUC.Low, s.AUC.High}, [2]float64{s.Average.Low, s.Average.High}}
	}
	if len(b.Snapshots) > 1 {
		j.Drift = &b.Drift
	}
	if r := b.Reliability; r != nil {
		j.Reliable = &reliableJSON{Brier: r.Brier, Skill: r.Skill, LogLoss: r.LogLoss, Large: r.Large, Expected: r.Expected}
		if r.Line {
			j.Reliable.Intercept, j.Reliable.Slope = &r.Intercept, &r.Slope
		}
	}
	for _, d := range b.Deciles {
		j.Deciles = append(j.Deciles, decileJSON(d))
	}
	for _, m := range b.Missed {
		one := missedJSON{Category: m.Category, Petitions: m.Petitions}
		if persons {
			one.Persons = m.Persons
		}
		j.Missed = append(j.Missed, one)
	}
	for _, n := range b.Notes {
		j.Notes = append(j.Notes, n.In(in))
	}
	return j
}

// cutOf gives a cut as JSON has it; nil for that of a ranking without an event.
func cutOf(c calibrate.Cut) *cutJSON {
	if c.K == 0 {
		return nil
	}
	return &cutJSON{c.K, c.Events, c.Precision, c.Recall, c.Lift}
}
