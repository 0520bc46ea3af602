package main

import (
	"encoding/json"
	"math"

	"weiran/jobs"
	"weiran/rules"
	"weiran/rules/hotspot"
)

// The shape of hotspots RUN --format json. Messages are in the language of the
// call. A relative risk is null where nobody outside is flagged, and every figure
// of the scan where the group was not compared.
type (
	hotspotsJSON struct {
		Policy     string         `json:"policy"`
		Persons    int            `json:"persons"`
		Flagged    map[string]int `json:"flagged"`
		Null       string         `json:"null_hypothesis"`
		Replicates int            `json:"replicates"`
		Drawn      int            `json:"drawn"`
		Seed       uint64         `json:"seed"`
		MinCases   int            `json:"min_cases"`
		Notes      []string       `json:"notes"`
		How        []string       `json:"how"`
		Spots      []spotJSON     `json:"spots"`
	}
	spotJSON struct {
		Number     int          `json:"number,omitempty"`
		Tier       string       `json:"tier"`
		Grievance  string       `json:"grievance"`
		Dimension  string       `json:"dimension"`
		Group      []string     `json:"group"`
		Persons    int          `json:"persons"`
		Flagged    int          `json:"flagged"`
		Figures    *figuresJSON `json:"figures"`
		Drivers    []driverJSON `json:"drivers"`
		Collective bool         `json:"collective"`
		Place      bool         `json:"place"`
		Stands     bool         `json:"stands"`
	}
	figuresJSON struct {
		Expected     float64  `json:"expected"`
		RelativeRisk *float64 `json:"relative_risk"`
		LLR          float64  `json:"llr"`
		P            float64  `json:"p"`
		Q            float64  `json:"q"`
		IC025        float64  `json:"ic025"`
		Method       string   `json:"method"`
		Relation     string   `json:"relation"`
		Of           int      `json:"of,omitempty"`
		Says         string   `json:"says"`
	}
	driverJSON struct {
		Rule    string `json:"rule"`
		Persons int    `json:"persons"`
	}
)

func (a *app) writeHotspots(done *jobs.Done) error {
	all := []hotspotsJSON{}
	for _, h := range done.Result.Hotspots {
		x := hotspotsJSON{
			Policy: h.Policy, Persons: h.Persons, Flagged: map[string]int{}, Null: h.Null.In(a.lang),
			Replicates: h.Replicates, Drawn: h.Drawn, Seed: h.Seed, MinCases: h.MinCases, Notes: []string{}, How: []string{}, Spots: []spotJSON{},
		}
		for _, f := range h.Flagged {
			x.Flagged[f.Grievance] = f.Persons
		}
		for _, note := range h.Notes {
			x.Notes = append(x.Notes, note.In(a.lang))
		}
		for _, how := range h.How() {
			x.How = append(x.How, how.In(a.lang))
		}
		for i := range h.Spots {
			x.Spots = append(x.Spots, a.spotJSON(&h, &h.Spots[i]))
		}
		all = append(all, x)
	}
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(all)
}

func (a *app) spotJSON(h *rules.Hotspots, s *rules.Spot) spotJSON {
	x := spotJSON{
		Number: s.Number, Tier: s.Tier.Text().EN, Grievance: s.Cause, Dimension: s.Dimension, Group: s.Path,
		Persons: s.Persons, Flagged: s.Observed, Drivers: []driverJSON{}, Collective: s.Collective, Place: h.IsPlace(s.Dimension), Stands: s.Stands,
	}
	for _, d := range s.Drivers {
		x.Drivers = append(x.Drivers, driverJSON{d.Rule, d.Persons})
	}
	if s.Compared() {
		x.Figures = a.figuresJSON(&s.Row)
		x.Figures.Says = h.Says(s).In(a.lang)
	}
	return x
}

func (a *app) figuresJSON(r *hotspot.Row) *figuresJSON {
	x := &figuresJSON{
		Expected: r.Expected, LLR: r.LLR, P: r.P, Q: r.BH, IC025: r.IC025, Method: r.Origin.String(),
		Relation: r.Relation.Kind.String(), Of: r.Relation.Of,
	}
	if !math.IsInf(r.RelativeRisk, 0) {
		x.RelativeRisk = &r.RelativeRisk
	}
	return x
}
