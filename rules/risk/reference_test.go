package risk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"weiran/rules/internal/chunks"
	"weiran/rules/lang"
)

// The reference of an assessment: the keys of peers and every rule evaluated by
// cel-go for every person, row by row. What columns give must be exactly this.

// AssessByRow is [Pack.Assess] by the reference.
func AssessByRow(ctx context.Context, pk *Pack, s Subject) ([]Finding, []Unsure, error) {
	var all assessed
	for _, g := range pk.Groups {
		a, err := newAssessment(ctx, g, &s)
		if err != nil {
			return nil, nil, err
		}
		if err := a.groupByRow(ctx); err != nil {
			return nil, nil, err
		}
		v, err := a.judgeByRow(ctx)
		if err != nil {
			return nil, nil, err
		}
		if over := v.overrun(g, s.Policy.ID); len(over) > 0 {
			all.overrun = append(all.overrun, over...)
			continue
		}
		findings, err := a.describe(ctx, v.hits)
		if err != nil {
			return nil, nil, err
		}
		all.findings = append(all.findings, findings...)
		all.unsure = append(all.unsure, v.unsure...)
	}
	if len(all.overrun) > 0 {
		return nil, nil, all.overrun
	}
	sortFindings(all.findings)
	sortUnsure(all.unsure)
	return all.findings, all.unsure, nil
}

func (a *assessment) judgeByRow(ctx context.Context) (verdict, error) {
	parts := make([]verdict, chunks.Count(a.size()))
	err := chunks.Each(ctx, a.size(), a.subject.Workers, func(c chunks.Chunk) error {
		for i := c.From; i < c.To; i++ {
			r := a.row(i)
			for n := range a.group.Rules {
				parts[c.Index].add(r, n)
			}
		}
		return nil
	})
	var all verdict
	for _, part := range parts {
		all.hits = append(all.hits, part.hits...)
		all.unsure = append(all.unsure, part.unsure...)
	}
	return all, err
}

// add evaluates a rule for a person.
func (v *verdict) add(r *row, n int) {
	rule := r.a.group.Rules[n]
	answer := rule.When.Eval(r)
	_, failed := answer.Fault()
	switch {
	case answer.Bool():
		v.hits = append(v.hits, hit{rule: n, row: r.index})
	case failed || !answer.Known():
		v.undecided(r, rule)
	}
}

// groupByRow measures the peers anew, by keys that are evaluated row by row.
func (a *assessment) groupByRow(ctx context.Context) error {
	for n, p := range a.group.Peers {
		all, err := a.keysByRow(ctx, p.By)
		if err != nil {
			return err
		}
		pr := &peering{keyless: map[int]lang.Value{}}
		pr.divide([]keyed{all}, len(p.Of))
		if err := pr.gather(ctx, a, p.Of); err != nil {
			return err
		}
		if err := pr.order(ctx, a.subject.Workers); err != nil {
			return err
		}
		a.peerings[n] = pr
	}
	return nil
}

// keysByRow gives the keys of everyone, as if all were of one chunk.
func (a *assessment) keysByRow(ctx context.Context, by []*lang.Expr) (keyed, error) {
	keys, values := make([]string, a.size()), make([]lang.Value, a.size())
	err := chunks.Each(ctx, a.size(), a.subject.Workers, func(c chunks.Chunk) error {
		for i := c.From; i < c.To; i++ {
			keys[i], values[i] = groupKey(by, a.row(i))
		}
		return nil
	})
	all := keyed{keyless: map[int]lang.Value{}, numbers: map[string]int32{}}
	for i, v := range values {
		if !v.Known() {
			all.keyless[i] = v
			all.of = append(all.of, noGroup)
			continue
		}
		all.key = []byte(keys[i])
		all.of = append(all.of, all.number())
	}
	return all, err
}

// groupKey gives a person's key. Where a part of it is not known the value says
// why: it failed, or which fields are missing.
func groupKey(by []*lang.Expr, r *row) (string, lang.Value) {
	var key strings.Builder
	var missing []string
	unknown := false
	for _, x := range by {
		v := x.Eval(r)
		if _, failed := v.Fault(); failed {
			return "", v
		}
		if !v.Known() {
			unknown = true
			missing = append(missing, v.Missing()...)
			continue
		}
		part := v.String()
		key.WriteString(strconv.Itoa(len(part)) + ":" + part) // so that no two keys run together
	}
	if unknown {
		slices.Sort(missing)
		return "", lang.Unknown(slices.Compact(missing)...)
	}
	return key.String(), lang.BoolOf(true)
}

// A Judging is the rule files of a pack over one subject, their peers measured.
type Judging []*assessment

// NewJudging measures the peers.
func NewJudging(ctx context.Context, pk *Pack, s Subject) (Judging, error) {
	var j Judging
	for _, g := range pk.Groups {
		a, err := newAssessment(ctx, g, &s)
		if err != nil {
			return nil, err
		}
		j = append(j, a)
	}
	return j, nil
}

// Group measures the peers as an assessment does.
func (j Judging) Group(ctx context.Context) error {
	for _, a := range j {
		for peers := range a.group.Peers {
			if _, err := newPeering(ctx, a, peers); err != nil {
				return err
			}
		}
	}
	return nil
}

// GroupByRow measures the peers by the reference.
func (j Judging) GroupByRow(ctx context.Context) error {
	for _, a := range j {
		if err := a.groupByRow(ctx); err != nil {
			return err
		}
	}
	return nil
}

// ByRow judges by the reference.
func (j Judging) ByRow(ctx context.Context) error { return j.each(ctx, (*assessment).judgeByRow) }

// ByColumn judges as an assessment does.
func (j Judging) ByColumn(ctx context.Context) error { return j.each(ctx, (*assessment).judge) }

func (j Judging) each(ctx context.Context, judge func(*assessment, context.Context) (verdict, error)) error {
	for _, a := range j {
		if _, err := judge(a, ctx); err != nil {
			return err
		}
	}
	return nil
}

// Person gives a person as an assessment reads them.
func (s *Subject) Person(i int) lang.Row { return s.Outcomes.Payroll().Row(i) }
