package main

import (
	"weiran/jobs"
	"weiran/rules/change"
	"weiran/rules/lang"
	"weiran/rules/risk"
)

// The types below are the form of "diff --format json". What is in it stays; more
// may be added. Amounts are texts, so that they stay exact.
type (
	differenceJSON struct {
		From    runJSON  `json:"from"`
		To      runJSON  `json:"to"`
		Same    bool     `json:"same"`    // no figure and no finding differs
		Changed []string `json:"changed"` // engine, date, roster, petitions, policies, rules or settings, in the order of effects

		Policies  filesJSON      `json:"policies"`
		Rules     filesJSON      `json:"rules"`
		Roster    *rosterJSON    `json:"roster"`    // null where it is the same
		Petitions *petitionsJSON `json:"petitions"` // null where they are the same

		Counts  []figureJSON[int64]        `json:"counts"`
		Amounts []figureJSON[lang.Decimal] `json:"amounts"` // yuan
		Levels  []levelMoveJSON            `json:"levels"`
		Joint   []jointJSON                `json:"joint"`   // effects of several factors that cannot be told apart
		Unsplit string                     `json:"unsplit"` // why there are no effects

		Earlier  int       `json:"earlier"` // runs that were looked through for findings that are back
		Findings movesJSON `json:"findings"`
	}
	runJSON struct {
		Folder string    `json:"folder"`
		Run    string    `json:"run"`
		AsOf   lang.Date `json:"as_of"`
		Engine string    `json:"engine"`
	}
	filesJSON struct {
		Added   []string `json:"added"`
		Removed []string `json:"removed"`
		Edited  []string `json:"edited"`
	}
	petitionsJSON struct {
		Before int `json:"before"`
		After  int `json:"after"`
	}
	jointJSON struct {
		Effect string `json:"effect"` // as in the effects: roster+policies
		Why    string `json:"why"`
	}
	// A figureJSON adds up: the effects come to after less before.
	figureJSON[T int64 | lang.Decimal] struct {
		Policy  string       `json:"policy"`  // empty: over all policies
		Measure string       `json:"measure"` // persons, affected, …, findings, severity, grievance, rule, objecting, …
		Of      string       `json:"of"`      // which severity, grievance, rule or test
		Before  T            `json:"before"`
		After   T            `json:"after"`
		Effects map[string]T `json:"effects"`
	}
	// A levelMoveJSON adds up in steps: low to medium is 1, and so is a level where
	// there was none before.
	levelMoveJSON struct {
		Policy  string           `json:"policy"`  // empty: of each test the worst of the policies
		Measure string           `json:"measure"` // level, or level_after: once the measures are carried out
		Of      string           `json:"of"`      // which test; empty: the worst of the four
		Before  risk.Severity    `json:"before"`  // empty: nothing was asked
		After   risk.Severity    `json:"after"`
		Effects map[string]int64 `json:"effects"` // steps
	}
	movesJSON struct {
		New     []movedJSON   `json:"new"`
		Back    []movedJSON   `json:"back"`
		Gone    []movedJSON   `json:"gone"`
		Still   int           `json:"still"`
		Changed []changedJSON `json:"changed"` // of those that are still there
	}
	movedJSON struct {
		ID        string `json:"id"`
		Rule      string `json:"rule"`
		Policy    string `json:"policy"`
		Person    string `json:"person"`
		Group     string `json:"group"`
		Milestone string `json:"milestone"`
		Severity  string `json:"severity"`
		Points    int64  `json:"points"`
		Grievance string `json:"grievance"`
	}
	changedJSON struct {
		movedJSON
		SeverityBefore string `json:"severity_before"`
		PointsBefore   int64  `json:"points_before"`
		Graded         bool   `json:"graded"`  // another severity or other points
		Numbers        bool   `json:"numbers"` // other numbers in what it says
		Words          bool   `json:"words"`   // other words there, another owner or clause
	}
)

func differenceOf(d *jobs.Difference) differenceJSON {
	x := differenceJSON{
		From: finishedJSON(d.From), To: finishedJSON(d.To), Same: d.Same(), Changed: []string{},
		Policies: changedFilesJSON(d.Policies), Rules: changedFilesJSON(d.Rules),
		Roster: changedRosterJSON(d.Rosters), Petitions: (*petitionsJSON)(d.Petitions),
		Counts: []figureJSON[int64]{}, Amounts: []figureJSON[lang.Decimal]{}, Levels: []levelMoveJSON{}, Joint: []jointJSON{},
		Earlier: d.Earlier, Findings: findingMovesJSON(d.Findings),
	}
	for _, f := range d.Changed {
		x.Changed = append(x.Changed, f.String())
	}
	for _, k := range allFigures(d) {
		switch {
		case k.Measure.Money():
			x.Amounts = append(x.Amounts, oneFigureJSON[lang.Decimal](d, k))
		case isLevel(k):
			x.Levels = append(x.Levels, oneLevelJSON(d, k))
		default:
			x.Counts = append(x.Counts, oneFigureJSON[int64](d, k))
		}
	}
	for _, e := range d.Effects {
		if e.Apart != nil {
			x.Joint = append(x.Joint, jointJSON{e.Name(), e.Apart.Error()})
		}
	}
	if d.Unsplit != nil {
		x.Unsplit = d.Unsplit.Error()
	}
	return x
}

func finishedJSON(f jobs.Finished) runJSON {
	return runJSON{f.Folder, f.Record.ID, f.Record.AsOf, f.Record.Engine}
}

func changedFilesJSON(f change.Files) filesJSON {
	return filesJSON{listed(f.Added), listed(f.Removed), listed(f.Edited)}
}

func oneFigureJSON[T int64 | lang.Decimal](d *jobs.Difference, k change.Key) figureJSON[T] {
	x := figureJSON[T]{
		Policy: k.Policy, Measure: k.Measure.String(), Of: k.Of,
		Before: T(d.Before[k]), After: T(d.After[k]), Effects: map[string]T{},
	}
	for _, e := range d.Effects {
		x.Effects[e.Name()] = T(e.Moved[k])
	}
	return x
}

func oneLevelJSON(d *jobs.Difference, k change.Key) levelMoveJSON {
	steps := oneFigureJSON[int64](d, k)
	return levelMoveJSON{
		Policy: k.Policy, Measure: steps.Measure, Of: k.Of,
		Before: change.Step(steps.Before).Level(), After: change.Step(steps.After).Level(), Effects: steps.Effects,
	}
}

func findingMovesJSON(m change.Moves) movesJSON {
	x := movesJSON{New: movedFindings(m.New), Back: movedFindings(m.Back), Gone: movedFindings(m.Gone), Still: m.Still, Changed: []changedJSON{}}
	for _, c := range m.Changed {
		x.Changed = append(x.Changed, changedJSON{
			movedFinding(c.Finding), c.Was.Severity, c.Was.Points, c.Graded, c.Numbers, c.Words,
		})
	}
	return x
}

func movedFindings(list []change.Finding) []movedJSON {
	x := []movedJSON{}
	for _, f := range list {
		x = append(x, movedFinding(f))
	}
	return x
}

func movedFinding(f change.Finding) movedJSON {
	return movedJSON{f.ID, f.Rule, f.Policy, f.Person, f.Group, f.Milestone, f.Severity, f.Points, f.Grievance}
}
