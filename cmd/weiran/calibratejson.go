package main

import (
	"weiran/jobs"
	"weiran/rules/calibrate"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// The types below are the form of "calibrate --format json". What is in it stays;
// more may be added. Points are texts, so that they stay exact.
type (
	calibrationJSON struct {
		File      string           `json:"file"` // the weights, as written
		On        lang.Date        `json:"on"`
		From      lang.Date        `json:"from"`
		To        lang.Date        `json:"to"`
		Snapshots int              `json:"snapshots"`
		Persons   int              `json:"persons"`    // of all snapshots together
		Events    int              `json:"petitioned"` // of them
		Needed    int              `json:"needed"`     // petitioners, for each weight to be fitted
		Method    calibrate.Method `json:"method"`     // fitted, rescaled (intercept and slope only) or expert (left as they were)
		Intercept float64          `json:"intercept"`
		Slope     float64          `json:"slope"`  // by which the experts' points are stretched
		Lambda    float64          `json:"lambda"` // of a fit; else 0
		AUC       float64          `json:"auc"`
		Weights   []weighedJSON    `json:"weights"`
		Notes     []string         `json:"notes"` // what limits the figures
	}
	weighedJSON struct {
		Name   string       `json:"name"` // a rule, prior_visit, loss_5 or loss_10
		Expert int64        `json:"expert"`
		Points lang.Decimal `json:"points"`
		Events float64      `json:"petitioned"` // of whom it found
		IV     *float64     `json:"iv"`         // null where it found nobody, or everybody
	}
)

func calibrationOf(c *jobs.Calibration, file string, in source.Language) calibrationJSON {
	l := c.Learned
	j := calibrationJSON{
		File: file, On: c.On, From: c.From, To: c.To, Snapshots: c.Snapshots, Persons: c.Persons, Events: c.Events,
		Needed: c.Needed, Method: l.Method, Intercept: l.Intercept, Slope: l.Slope, Lambda: l.Lambda, AUC: l.AUC, Notes: []string{},
	}
	for _, w := range c.Weighed {
		one := weighedJSON{w.Name, w.Expert, w.Points, w.Events, nil}
		if w.Evidence.Tells() {
			one.IV = &w.Evidence.Information
		}
		j.Weights = append(j.Weights, one)
	}
	for _, n := range c.Notes {
		j.Notes = append(j.Notes, n.In(in))
	}
	return j
}
