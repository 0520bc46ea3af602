package risk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// The reference of an assessment: the keys of peers, their measures and every
// rule evaluated by cel-go for every person, row by row, and every finding put
// into words the same way. What columns give must be exactly this.

// AssessByRow is [Pack.Assess] by the reference.
func AssessByRow(pk *Pack, s Subject) ([]Finding, []Unsure, error) {
	st := newStudy(&s)
	st.brinksByRow()
	var findings []Finding
	var unsure []Unsure
	var files []*assessment
	for _, g := range pk.Groups {
		a, err := st.openByRow(g)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, a)
		u := a.judgeByRow()
		unsure = append(unsure, u...)
	}
	if over := overruns(files); len(over) > 0 {
		return nil, nil, over
	}
	for _, a := range files {
		for n, rows := range a.verdict.hits {
			j := job{a: a, rule: n, rows: rows}
			of := make([]Finding, len(rows))
			for i := range of {
				of[i] = j.finding()
				j.inWords(&of[i], int(rows[i]))
			}
			j.compare(of)
			findings = append(findings, of...)
		}
	}
	sortFindings(findings)
	sortUnsure(unsure)
	return st.askOnce(context.Background(), pk.Groups, findings, unsure)
}

// brinksByRow asks the policy of each person where they stand.
func (st *study) brinksByRow() {
	for i := range st.size() {
		cliffs := st.subject.Policy.Cliffs(st.payroll.Row(i), st.subject.AsOf)
		cliffs = slices.DeleteFunc(cliffs, func(c policy.Cliff) bool { return !c.Near() })
		slices.SortStableFunc(cliffs, func(a, b policy.Cliff) int { return cmp.Compare(b.Cost, a.Cost) }) // they come the nearest first
		ledges := st.subject.Policy.Ledges(st.payroll.Row(i), st.subject.AsOf)
		ledges = slices.DeleteFunc(ledges, func(c policy.Cliff) bool { return !c.Near() })
		slices.SortStableFunc(ledges, func(a, b policy.Cliff) int { return cmp.Compare(a.Cost, b.Cost) })
		if len(cliffs)+len(ledges) > 0 {
			st.brinks = append(st.brinks, policy.Brink{Row: i, Cliffs: cliffs, Ledges: ledges})
		}
	}
}

func (st *study) openByRow(g *Group) (*assessment, error) {
	e, err := g.engines()
	if err != nil {
		return nil, err
	}
	a := st.assessment(g, e)
	for i, p := range g.Peers {
		a.peerings[i] = a.groupByRow(p)
	}
	return a, a.prepareTheRest()
}

// prepareTheRest finds twins and inversions as an assessment does: their packages
// hold that to a search of all pairs. What is read of them is row by row.
func (a *assessment) prepareTheRest() error {
	for _, n := range a.slots {
		s := a.group.layout.slots[n]
		if _, ofPeers := s.(peerSlot); ofPeers {
			continue
		}
		if err := s.prepare(context.Background(), a); err != nil {
			return err
		}
	}
	return nil
}

// judgeByRow asks cel-go every rule for every person.
func (a *assessment) judgeByRow() (unsure []Unsure) {
	a.verdict = newVerdict(len(a.group.Rules))
	for n, rule := range a.group.Rules {
		what, lacks := a.lacking(rule)
		if lacks { // which the run is told of once, and not of each person
			unsure = append(unsure, Unsure{Rule: rule.ID, Policy: a.subject.Policy.ID, Reason: what})
		}
		for i := range a.size() {
			r := a.row(i)
			answer := rule.When.Eval(r)
			_, failed := answer.Fault()
			switch {
			case answer.Bool():
				a.verdict.hits[n] = append(a.verdict.hits[n], int32(i))
			case failed || !answer.Known() && !lacks:
				if u, ok := r.undecided(n); ok {
					unsure = append(unsure, u)
				}
			}
		}
	}
	return unsure
}

// lacking says what the run lacks for a rule's condition.
func (a *assessment) lacking(rule *Rule) (what source.Text, lacks bool) {
	unmet := a.group.layout.unmet(a.subject)
	for _, field := range rule.When.Reads() {
		if what, lacks = unmet[field]; lacks {
			break
		}
	}
	return what, lacks
}

// groupByRow puts everybody into groups and measures all that could be read.
func (a *assessment) groupByRow(p Peers) peering {
	d := &division{by: p.By, starts: []int{0}, batches: make([]members, a.batches())}
	numbers := map[string]int32{}
	for i := range a.size() {
		key, v := groupKey(p.By, a.row(i))
		if !v.Known() {
			d.group = append(d.group, noGroup)
			if _, failed := v.Fault(); failed {
				d.failByRow(a.row(i))
			}
			continue
		}
		if _, ok := numbers[key]; !ok {
			numbers[key] = int32(len(d.counts))
			d.counts = append(d.counts, 0)
		}
		d.group = append(d.group, numbers[key])
		d.counts[numbers[key]]++
	}
	pr := peering{division: d}
	for _, name := range p.Of {
		pr.measures = append(pr.measures, a.measureByRow(d, a.group.layout.index[name]))
	}
	return pr
}

// failByRow marks a person whose key failed.
func (d *division) failByRow(r *row) {
	batch, at := r.a.payroll.Roster.Place(r.index)
	failed := &d.batches[batch].doubts.Failed
	if *failed == nil {
		*failed = column.NewBits(len(r.Status))
	}
	failed.Set(at)
}

// measureByRow gathers the known values of a field by group, and works out every
// stat.
func (a *assessment) measureByRow(d *division, field int) *measure {
	lists := make([][]lang.Decimal, len(d.counts))
	m := &measure{division: &division{counts: d.counts, starts: []int{0}}, known: make([]int64, len(d.counts)), yes: make([]int64, len(d.counts))}
	for i, g := range d.group {
		v := a.row(i).Field(field)
		if g == noGroup || !v.Known() {
			continue
		}
		if v.Kind() == lang.Bool {
			m.known[g]++
			if v.Bool() {
				m.yes[g]++
			}
		} else if n, ok := v.Decimal(); ok {
			m.known[g]++
			lists[g] = append(lists[g], n)
		}
	}
	for _, list := range lists {
		slices.Sort(list)
		m.numbers = append(m.numbers, list...)
		m.division.starts = append(m.division.starts, len(m.numbers))
	}
	for _, s := range statsOf(a.group.layout.fields[field].Kind) {
		m.tables[s] = &table{values: make([]int64, len(d.counts)+1)}
		for g := range d.counts {
			if s != rank && (s == count || m.known[g] > 0) {
				m.tables[s].values[g+1] = m.stat(g, s)
			}
		}
	}
	return m
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
type Judging struct {
	*study
	pack   *Pack
	groups []*Group
	files  []*assessment
}

// NewJudging measures the peers.
func NewJudging(ctx context.Context, pk *Pack, s Subject) (*Judging, error) {
	j := &Judging{study: newStudy(&s), pack: pk, groups: pk.personal()}
	return j, j.Group(ctx)
}

// Group measures the peers as an assessment does.
func (j *Judging) Group(ctx context.Context) error {
	clear(j.divisions)
	files, err := j.open(ctx, j.groups)
	if j.files == nil { // what is judged next is what was grouped first
		j.files = files
	}
	return err
}

// GroupByRow measures the peers by the reference.
func (j *Judging) GroupByRow(context.Context) error {
	for _, g := range j.groups {
		if _, err := j.openByRow(g); err != nil {
			return err
		}
	}
	return nil
}

// ByRow judges by the reference.
func (j *Judging) ByRow(context.Context) error {
	for _, a := range j.files {
		a.judgeByRow()
	}
	return nil
}

// ByColumn judges as an assessment does.
func (j *Judging) ByColumn(ctx context.Context) error {
	b, err := j.pack.judges()
	if err != nil {
		return err
	}
	return j.judge(ctx, b, j.files)
}

// Describe describes what was found, and gives how much that is.
func (j *Judging) Describe(ctx context.Context) (int, error) {
	findings, err := j.describe(ctx, j.files)
	return len(findings), err
}

// Admit says of what it is unsure, and gives how much was open.
func (j *Judging) Admit(ctx context.Context) (int, error) {
	open := 0
	for _, a := range j.files {
		for n := range a.group.Rules {
			open += len(a.verdict.open[n]) + len(a.verdict.failed[n])
		}
	}
	_, err := j.admit(ctx, j.files)
	return open, err
}
