package main

import (
	"encoding/json"

	"weiran/jobs"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// The shape of explain --format json. Amounts are texts, so that they stay exact,
// and null where they are not known; messages are in the language of the call.
type (
	explanationJSON struct {
		Person   string       `json:"person"`
		AsOf     lang.Date    `json:"as_of"`
		Policies []policyJSON `json:"policies"`
		Score    *scoreJSON   `json:"score"` // over all policies; null where the person has no points
		Timeline timelineJSON `json:"timeline"`
		Issues   []issueJSON  `json:"issues"`
	}
	policyJSON struct {
		Policy   string         `json:"policy"`
		Title    string         `json:"title"`
		Document string         `json:"document"`
		Status   string         `json:"status"`
		Before   *lang.Decimal  `json:"before"`
		After    *lang.Decimal  `json:"after"`
		Delta    *lang.Decimal  `json:"delta"`
		Arrears  *lang.Decimal  `json:"arrears"`
		Months   int64          `json:"months"`
		Missing  []string       `json:"missing"`
		Reasons  []string       `json:"reasons"`
		Lines    []lineJSON     `json:"lines"`
		Nearest  *boundaryJSON  `json:"nearest_boundary"`
		Findings []risk.Finding `json:"findings"`
		Unsure   []unsureJSON   `json:"unsure"`
		Besides  []besideJSON   `json:"besides"`
	}
	lineJSON struct {
		Depth int    `json:"depth"`
		Title string `json:"title"`
		Text  string `json:"text"`
		Value string `json:"value"`
		Cite  string `json:"cite"`
	}
	boundaryJSON struct {
		Field    string       `json:"field"`
		Words    string       `json:"words"`
		Other    string       `json:"other"`
		Distance lang.Decimal `json:"distance"`
		Unit     string       `json:"unit"`
		Cost     lang.Decimal `json:"cost"`
		Cite     string       `json:"cite"`
	}
	unsureJSON struct {
		Rule    string   `json:"rule"`
		Missing []string `json:"missing"`
		Reason  string   `json:"reason"`
	}
	timelineJSON struct {
		Items  []string    `json:"items"`
		Months []monthJSON `json:"months"`
	}
	monthJSON struct {
		Month    rules.Month   `json:"month"`
		Entitled payJSON       `json:"entitled"`
		Paid     payJSON       `json:"paid"`
		Lump     *lang.Decimal `json:"arrears_paid"`
		Open     *lang.Decimal `json:"arrears_open"`
		Unknown  string        `json:"unknown"`
	}
	payJSON struct {
		Items []*lang.Decimal `json:"items"`
		Total *lang.Decimal   `json:"total"`
	}
	issueJSON struct {
		Field   string `json:"field"`
		Message string `json:"message"`
	}
)

// writeExplanation writes an explanation for a program, every month of it.
func (a *app) writeExplanation(e *jobs.Explanation) error {
	x := explanationJSON{
		Person: e.Person, AsOf: e.AsOf, Policies: []policyJSON{}, Score: a.scoreOf(e), Issues: []issueJSON{},
		Timeline: timelineJSON{Items: listed(e.Timeline.Items), Months: []monthJSON{}},
	}
	for _, p := range e.Policies {
		x.Policies = append(x.Policies, a.policyJSON(e, p))
	}
	for _, m := range e.Timeline.Months {
		x.Timeline.Months = append(x.Timeline.Months, monthJSON{
			Month: m.Month, Entitled: payOf(m.Entitled), Paid: payOf(m.Paid),
			Lump: ifKnown(m.Lump), Open: ifKnown(m.Open), Unknown: a.openWords(m),
		})
	}
	for _, i := range e.Issues {
		x.Issues = append(x.Issues, issueJSON{i.Field, i.Message.In(a.lang)})
	}
	out := json.NewEncoder(a.stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(x)
}

func (a *app) policyJSON(e *jobs.Explanation, p jobs.PolicyExplanation) policyJSON {
	o := p.Outcome
	x := policyJSON{
		Policy: p.Policy.ID, Title: p.Policy.Title, Document: p.Policy.Document.Number,
		Status: o.Status.String(), Before: ifKnown(o.Before), After: ifKnown(o.After), Months: o.Months,
		Missing: listed(o.Missing), Reasons: a.messages(o.Reasons), Lines: []lineJSON{},
		Nearest: boundaryOf(e, p.Nearest()), Findings: listed(p.Findings), Unsure: []unsureJSON{}, Besides: []besideJSON{},
	}
	if o.Status != policy.CannotTell {
		x.Delta, x.Arrears = &o.Delta, &o.Arrears
	}
	for _, l := range p.Lines {
		x.Lines = append(x.Lines, lineJSON{l.Depth, l.Title, l.Text, l.Value, l.Cite})
	}
	for _, u := range p.Unsure {
		x.Unsure = append(x.Unsure, unsureJSON{u.Rule, listed(u.Missing), u.Reason.In(a.lang)})
	}
	for _, b := range p.Besides {
		x.Besides = append(x.Besides, a.besideJSON(p, b))
	}
	return x
}

func boundaryOf(e *jobs.Explanation, c *policy.Cliff) *boundaryJSON {
	if c == nil {
		return nil
	}
	return &boundaryJSON{
		Field: e.Books.Schema.Fields[c.Boundary.Field].Name, Words: c.Words(), Other: c.Other.String(),
		Distance: c.Distance, Unit: c.Boundary.Unit.String(), Cost: c.Cost, Cite: c.Boundary.Cite(),
	}
}

func (a *app) messages(faults []source.Fault) []string {
	words := []string{}
	for _, f := range faults {
		words = append(words, f.Message.In(a.lang))
	}
	return words
}

func payOf(p rules.Pay) payJSON {
	x := payJSON{Items: []*lang.Decimal{}, Total: ifKnown(p.Total)}
	for _, v := range p.Items {
		x.Items = append(x.Items, ifKnown(v))
	}
	return x
}

// ifKnown gives an amount, or nil where it is not known.
func ifKnown(v lang.Value) *lang.Decimal {
	d, ok := v.Decimal()
	if !ok || !v.Known() {
		return nil
	}
	return &d
}

// listed gives a list that is never null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
