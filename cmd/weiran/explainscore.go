package main

import (
	"cmp"
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// printScore prints the person's score over all policies, where it puts them among
// all, and what it is made of; nothing of whom nothing was found.
func (a *app) printScore(e *jobs.Explanation) {
	if e.Score == nil {
		return
	}
	titles := e.Books.RuleTitles()
	parts := make([]string, len(e.Score.Parts))
	for i, p := range e.Score.Parts {
		parts[i] = cmp.Or(titles[p.Rule], p.Reason.Label().In(a.lang)) + " " + p.Points.String()
		if p.Points != p.Full {
			parts[i] += a.say(" (of %s)", "（原 %s）", p.Full)
		}
	}
	head := a.say("score %s (%s), rank %d", "分值 %s（%s），第 %d 名", e.Score.Points, e.Basis, e.Score.Rank)
	if words, ok := bandWords[e.Score.Band]; ok {
		head += a.say(", %s", "，%s", words)
	}
	fmt.Fprintf(a.stdout, "\n%s\n%s\n", a.paint(bold, head), a.paragraph("  ", strings.Join(parts, " + ")))
}

// bandWords say how soon somebody of a band should be seen; of the rest nothing is said.
var bandWords = map[risk.Band]source.Text{
	risk.First:  {EN: "visit first", ZH: risk.BandLabel(risk.First)},
	risk.Second: {EN: "watch closely", ZH: risk.BandLabel(risk.Second)},
	risk.Third:  {EN: "keep an eye on", ZH: risk.BandLabel(risk.Third)},
}

// scoreJSON is the score of explain --format json.
type scoreJSON struct {
	Points lang.Decimal    `json:"points"`
	Rank   int             `json:"rank"` // 1 is the highest
	Band   risk.Band       `json:"band"` // first, second, third or rest
	Basis  string          `json:"basis"`
	Parts  []scorePartJSON `json:"parts"`
}

// A scorePartJSON is one reason of a score; what it adds may be less than what it
// has by itself.
type scorePartJSON struct {
	Reason risk.Reason  `json:"reason"`
	Rule   string       `json:"rule"`   // of a finding; else empty
	Policy string       `json:"policy"` // of a finding or a loss
	Title  string       `json:"title"`
	Full   lang.Decimal `json:"full"`
	Points lang.Decimal `json:"points"`
}

// scoreOf gives the score over all policies, nil of whom nothing was found.
func (a *app) scoreOf(e *jobs.Explanation) *scoreJSON {
	if e.Score == nil {
		return nil
	}
	s := &scoreJSON{
		Points: e.Score.Points, Rank: e.Score.Rank, Band: e.Score.Band, Basis: e.Basis.In(a.lang), Parts: []scorePartJSON{},
	}
	titles := e.Books.RuleTitles()
	for _, p := range e.Score.Parts {
		s.Parts = append(s.Parts, scorePartJSON{
			Reason: p.Reason, Rule: p.Rule, Policy: p.Policy, Title: cmp.Or(titles[p.Rule], p.Reason.Label().In(a.lang)),
			Full: p.Full, Points: p.Points,
		})
	}
	return s
}
