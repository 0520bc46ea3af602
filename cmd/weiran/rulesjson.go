package main

import "weiran/rules/risk"

// The types below are the form of "rules --format json", the same for a list and
// for single rules. What is in it stays; more may be added. Texts and labels are
// as the rule file writes them.
type (
	ruleGroupsJSON struct {
		Groups []ruleGroupJSON `json:"groups"`
	}
	ruleGroupJSON struct {
		Group string     `json:"group"`
		Title string     `json:"title"`
		File  string     `json:"file"`
		Rules []ruleJSON `json:"rules"`
	}
	ruleJSON struct {
		Rule      string         `json:"rule"`
		Title     string         `json:"title"`
		Line      int            `json:"line"`
		Scope     risk.Scope     `json:"scope"` // person, policy or milestone
		Severity  risk.Severity  `json:"severity"`
		Eased     risk.Severity  `json:"eased"` // none, low, medium or high
		Points    int64          `json:"points"`
		Grievance risk.Grievance `json:"grievance"`
		Test      risk.Test      `json:"test"` // lawful, reasonable, feasible or controllable
		Owner     string         `json:"owner"`
		Within    int64          `json:"within_days"`
		Cite      string         `json:"cite"`
		When      string         `json:"when"`
		Says      string         `json:"says"`
		Advice    string         `json:"advice"`
		Limit     *limitJSON     `json:"limit,omitempty"` // of rules asked of persons
		Reads     []readJSON     `json:"reads"`
		Cases     []ruleCaseJSON `json:"cases"`
	}
	// A ruleCaseJSON is a case of the rule's file with what this rule must find in it.
	ruleCaseJSON struct {
		Name string          `json:"name"`
		Line int             `json:"line"`
		Find []caseFoundJSON `json:"find"`
	}
	// A caseFoundJSON names a person, or a milestone, or for the policy itself neither.
	caseFoundJSON struct {
		Person    string `json:"person"`
		Milestone string `json:"milestone"`
	}
	// A limitJSON is the greater of what it states.
	limitJSON struct {
		Persons int64 `json:"persons,omitempty"`
		Percent int64 `json:"percent,omitempty"` // of the roster
	}
	readJSON struct {
		Name  string `json:"name"`
		Label string `json:"label"` // Chinese
		Kind  string `json:"kind"`
	}
)

func rulesJSON(groups []ruleGroup) ruleGroupsJSON {
	all := ruleGroupsJSON{Groups: []ruleGroupJSON{}}
	for _, g := range groups {
		group := ruleGroupJSON{Group: g.ID, Title: g.Title, File: g.File.Name, Rules: []ruleJSON{}}
		for _, r := range g.asked {
			group.Rules = append(group.Rules, ruleJSONOf(g, r))
		}
		all.Groups = append(all.Groups, group)
	}
	return all
}

func ruleJSONOf(g ruleGroup, r *risk.Rule) ruleJSON {
	j := ruleJSON{
		Rule: r.ID, Title: r.Title, Line: r.Pos.Line, Scope: r.Scope,
		Severity: r.Severity, Eased: r.Eased, Points: r.Points, Grievance: r.Grievance, Test: r.Test,
		Owner: r.Owner, Within: r.Within, Cite: r.Cite,
		When: r.When.Text(), Says: r.Says.Text(), Advice: r.Advice.Text(), Limit: limitJSONOf(r), Reads: []readJSON{}, Cases: []ruleCaseJSON{},
	}
	for _, f := range r.Measures() {
		j.Reads = append(j.Reads, readJSON{Name: f.Name, Label: f.Label, Kind: f.Kind.String()})
	}
	for _, c := range g.Cases {
		x := ruleCaseJSON{Name: c.Name, Line: c.Pos.Line, Find: []caseFoundJSON{}}
		for _, e := range c.Expect {
			if e.Rule == r.ID {
				x.Find = append(x.Find, caseFoundJSON{e.Person, e.Milestone})
			}
		}
		j.Cases = append(j.Cases, x)
	}
	return j
}

// limitJSONOf states the limit of a rule asked of persons; the default one where
// its file is silent.
func limitJSONOf(r *risk.Rule) *limitJSON {
	switch {
	case r.Scope != risk.PersonScope:
		return nil
	case r.Limit == risk.Limit{}:
		return &limitJSON{Persons: risk.DefaultLimit, Percent: 100 / risk.LimitShare}
	}
	return &limitJSON{Persons: r.Limit.Persons, Percent: r.Limit.Percent}
}
