package jobs

import (
	"context"
	"fmt"
	"math"
	"strings"

	"weiran/rules"
	"weiran/rules/calibrate"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// A Calibration is what weights a history gave.
type Calibration struct {
	From, To  lang.Date
	On        lang.Date
	Snapshots int
	Persons   int
	Events    int
	Needed    int // events, for each weight to be fitted
	Learned   calibrate.Weights
	Weighed   []Weighed
	Rest      int64 // percent of further findings of one cause
	Notes     []source.Text
}

// Weighed is one name of a weights file: a rule, or what risk.Reason names.
type Weighed struct {
	Name     string
	Expert   int64 // points
	Points   lang.Decimal
	Events   float64 // petitions of those who showed it
	Evidence calibrate.Woe
}

// Calibrate replays the policies of a span and learns weights of what followed. It
// begins with the experts' points, whatever weights the request names.
func Calibrate(ctx context.Context, p Past) (*Calibration, error) {
	p.Weights = ""
	h, err := p.replay(ctx)
	if err != nil {
		return nil, err
	}
	names, expert := h.columns()
	t := h.table(names)
	prior := make([]float64, len(expert))
	for k, points := range expert {
		prior[k] = calibrate.Weight(float64(points))
	}
	learned, err := calibrate.Learn(t, prior, h.scored())
	if err != nil {
		return nil, err
	}
	evidence, err := calibrate.Evidence(t)
	if err != nil {
		return nil, err
	}
	persons, events := t.Counts()
	c := &Calibration{
		From: p.From, To: p.To, On: p.AsOf, Snapshots: len(h.snapshots), Persons: int(persons), Events: int(events),
		Needed: calibrate.Needed(t), Learned: learned, Rest: risk.Experts().Rest, Notes: h.notes,
	}
	if learned.Method == calibrate.Fitted {
		c.Rest = 100 // what goes together the fit has seen together
	}
	for k, name := range names {
		points := lang.Decimal(math.Round(learned.Weights[k]*calibrate.PDO/math.Ln2*100)) * (lang.One / 100)
		c.Weighed = append(c.Weighed, Weighed{name, expert[k], points, t.EventsOf()[k], evidence[k]})
	}
	return c, nil
}

// columns are the rules asked of persons, in the order of their files, and the
// other reasons of scores, each with the experts' points.
func (h *history) columns() (names []string, expert []int64) {
	if h.books.Pack != nil {
		for _, g := range h.books.Pack.Groups {
			for _, r := range g.Rules {
				names, expert = append(names, r.ID), append(expert, r.Points)
			}
		}
	}
	e := risk.Experts()
	names = append(names, string(risk.PriorVisit), string(risk.LossOf5), string(risk.LossOf10))
	return names, append(expert, int64(e.PriorVisit/lang.One), int64(e.Loss5/lang.One), int64(e.Loss10/lang.One))
}

// table gathers what everybody showed on each snapshot, and what followed.
func (h *history) table(names []string) calibrate.Table {
	tally := calibrate.NewTally(names)
	for block, s := range h.snapshots {
		facts := rules.Facts(s.in, s.result)
		for row := range s.result.Roster.Len() {
			person, events := s.result.Roster.Person(row), 0.0
			if len(s.follows[person]) > 0 {
				events = 1
			}
			var cells []calibrate.Cell
			for k, name := range names {
				if share := facts[person][name]; share > 0 {
					cells = append(cells, calibrate.Cell{Column: k, Value: float64(share) / float64(lang.One)})
				}
			}
			tally.Add(block, cells, 1, events)
		}
	}
	t := tally.Table()
	t.Settled = h.settled()
	return t
}

// scored gathers what everybody's score came to, in log odds, and what followed.
func (h *history) scored() calibrate.Table {
	tally := calibrate.NewTally([]string{"points"})
	for block, s := range h.snapshots {
		tallyPoints(tally, block, s.judged())
	}
	return tally.Table()
}

// tallyPoints adds a snapshot to a table of one column, the points as log odds.
func tallyPoints(to *calibrate.Tally, block int, all []calibrate.Judged) {
	for _, j := range all {
		events := 0.0
		if j.Event {
			events = 1
		}
		to.Add(block, []calibrate.Cell{{Column: 0, Value: calibrate.Weight(j.Score)}}, 1, events)
	}
}

// YAML writes the weights file.
func (c *Calibration) YAML() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# 分值权重，由 weiran calibrate 写出。points that double the odds: %d.\n", calibrate.PDO)
	fmt.Fprintf(&b, "calibrated: {on: %s, from: %s, to: %s, events: %d, method: %s}\n", c.On, c.From, c.To, c.Events, c.Learned.Method)
	fmt.Fprintf(&b, "intercept: %.4f\nrest: %d\n", c.Learned.Intercept, c.Rest)
	for _, w := range c.Weighed[len(c.Weighed)-3:] {
		fmt.Fprintf(&b, "%s: %s\n", w.Name, w.Points)
	}
	b.WriteString("rules:\n")
	for _, w := range c.Weighed[:len(c.Weighed)-3] {
		fmt.Fprintf(&b, "  %s: %s\n", w.Name, w.Points)
	}
	if len(c.Weighed) == 3 {
		return []byte(strings.TrimSuffix(b.String(), "\n") + " {}\n")
	}
	return []byte(b.String())
}
