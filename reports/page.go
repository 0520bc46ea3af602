package reports

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A page is the committee's report as its template reads it: words and
// positions, nothing of a person.
type page struct {
	Style      template.CSS
	Title      string
	Office     string
	Documents  string
	AsOf       string
	Sample     bool
	MinGroup   int
	Figures    []figure
	Conclusion []string
	Level      *levelView // nil for a run without rules
	Sections   []section
	Sum        []sumRow // several policies only
	Spending   spendingTable
	OfPolicy   []ofPolicyCard
	Hotspots   []hotspotView
	Findings   []findingGroup
	Matrix     matrix
	Unknowns   []unknownGroup
	Unasked    []unaskedView
	Issues     []issueView
	Grades     []gradeRow
	Sources    []sourceRow
	Run        []fact
}

type figure struct {
	Label, Value, Unit, Note string
	Words                    bool // the value is words, not a number
}

type fact struct{ Label, Value string }

// A section is what the report says of one policy.
type section struct {
	Anchor  string
	Title   string
	Facts   []fact
	Status  strip
	Bars    barChart
	Usual   string
	Tables  []groupTable
	Pairs   pairChart
	Clauses []clauseRow
	Notes   []string
	Figures []string // that are not known or not enacted
	Hidden  []string // groupings of which no table can be shown

	AffectedOnly bool // the tables count those whose pay changes, and nobody else
}

type clauseRow struct{ Title, PayItem, Kind, Condition, Amount, Rounding, Cite string }

type sumRow struct {
	Title, Affected, Delta, Arrears string
	Total                           bool
}

type gradeRow struct {
	Grade, Meaning string
	Used           bool
}

type sourceRow struct{ Title, Number, Issuer, Issued, Grade, Meaning string }

// page puts the report together.
func (m *Model) page() (page, error) {
	p := page{
		Style: template.CSS(pageStyle), Title: m.title(), Office: m.subject.Office,
		Documents: m.documents(), AsOf: longDate(m.asOf()), Sample: m.subject.Sample,
		MinGroup: m.subject.MinGroup, Figures: m.figures(), Conclusion: m.conclusion(), Level: m.levelView(),
		Sum: m.sumRows(), OfPolicy: m.ofPolicyCards(), Hotspots: m.hotspotViews(), Unknowns: m.unknownGroups(), Unasked: m.unasked(), Issues: m.issues,
		Grades: m.gradeRows(), Sources: m.sourceRows(), Run: m.runFacts(),
	}
	for i, v := range m.policies {
		s, err := m.section(i, v)
		if err != nil {
			return page{}, fmt.Errorf("section of policy %s: %w", v.policy.ID, err)
		}
		p.Sections = append(p.Sections, s)
	}
	var err error
	if p.Findings, err = m.findingGroups(); err != nil {
		return page{}, err
	}
	if p.Spending, err = m.spendingTable(); err != nil {
		return page{}, err
	}
	p.Matrix, err = m.findingMatrix()
	return p, err
}

func (m *Model) documents() string {
	var numbers []string
	for _, p := range m.policies {
		if n := p.policy.Document.Number; n != "" {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) > 3 {
		return fmt.Sprintf("%s 等 %d 件", numbers[0], len(numbers))
	}
	return strings.Join(numbers, "、")
}

// figures are the numbers that the report opens with.
func (m *Model) figures() []figure {
	t := m.cumulative
	figures := []figure{
		{Label: "在册人数", Value: count(m.census.len()), Unit: "人"},
		{
			Label: "待遇有变化", Value: count(t.affected()), Unit: "人",
			Note: fmt.Sprintf("增加 %s 人，减少 %s 人", count(t.gain), count(t.lose)),
		},
		m.moneyFigure("每月合计", change(t.delta)),
		m.moneyFigure("补发合计", money(m.shownArrears)),
		{Label: "无法判定", Value: count(m.undecided()), Unit: "人", Note: "因资料不全或无对应标准"},
		{
			Label: "风险线索", Value: count(m.foundOfPersons()), Unit: "条",
			Note: m.foundNote(),
		},
	}
	figures[2].Note = m.medianNote(t)
	figures[3].Note = m.monthsNote()
	return figures
}

func (m *Model) moneyFigure(label, value string) figure {
	if m.hidesSome() {
		return figure{Label: label, Value: hiddenAmount, Words: true}
	}
	return figure{Label: label, Value: value, Unit: "元"}
}

func (m *Model) medianNote(t tally) string {
	if m.hidesSome() || t.affected() == 0 {
		return ""
	}
	return "每人每月中位数 " + change(t.median()) + " 元"
}

func (m *Model) monthsNote() string {
	months := map[int64]bool{}
	for _, p := range m.policies {
		months[p.policy.ArrearsMonths()] = true
	}
	if len(months) == 0 {
		return ""
	}
	if len(months) > 1 {
		return "各项政策补发月数不同"
	}
	n := m.policies[0].policy.ArrearsMonths()
	if n == 0 {
		return "自生效之月起随月发放"
	}
	return fmt.Sprintf("补发 %d 个月", n)
}

// undecided counts the persons who cannot be told under some policy.
func (m *Model) undecided() int {
	n := 0
	for person := range m.census.len() {
		for _, p := range m.policies {
			if p.outcomes.Status(person) == policy.CannotTell {
				n++
				break
			}
		}
	}
	return n
}

// sumRows gives a line a policy and one for all; nothing for a single policy.
func (m *Model) sumRows() []sumRow {
	if len(m.policies) < 2 {
		return nil
	}
	var rows []sumRow
	for _, p := range m.policies {
		rows = append(rows, sumRow{
			Title: p.policy.Title, Affected: count(p.total.affected()),
			Delta: m.shownMoney(p.total, p.total.delta), Arrears: m.shownMoney(p.total, p.shown.arrears),
		})
	}
	all := sumRow{Title: "合并计算（每人只计一次）", Affected: count(m.cumulative.affected()), Total: true}
	all.Delta, all.Arrears = money(m.cumulative.delta), money(m.shownArrears)
	if m.hidesSome() {
		all.Delta, all.Arrears = hiddenAmount, hiddenAmount
	}
	return append(rows, all)
}

func (m *Model) gradeRows() []gradeRow {
	var rows []gradeRow
	for _, g := range grades {
		used := false
		for _, p := range m.policies {
			used = used || p.policy.Document.Confidence == g.code
		}
		rows = append(rows, gradeRow{g.code, g.label, used})
	}
	return rows
}

func (m *Model) sourceRows() []sourceRow {
	var rows []sourceRow
	for _, p := range m.policies {
		d := p.policy.Document
		row := sourceRow{
			Title: p.policy.Title, Number: cmp.Or(d.Number, "—"), Issuer: cmp.Or(d.Issuer, "—"), Issued: "—",
			Grade: cmp.Or(d.Confidence, "—"), Meaning: "未注明",
		}
		if d.Confidence != "" {
			row.Meaning = say(grades, d.Confidence)
		}
		if d.Issued != 0 {
			row.Issued = longDate(d.Issued)
		}
		rows = append(rows, row)
	}
	return rows
}

// runFacts identify the run, so that the report can be traced to its inputs.
func (m *Model) runFacts() []fact {
	r := m.subject.Run
	facts := []fact{
		{"运行编号", r.ID()},
		{"名册校验", short(r.Roster)},
		{"结构校验", short(r.Schema)},
	}
	for _, p := range r.Policies {
		facts = append(facts, fact{"政策 " + p.ID, short(p.Hash)})
	}
	for _, g := range r.Rules {
		facts = append(facts, fact{"规则 " + g.ID, short(g.Hash)})
	}
	return append(facts, fact{"未然版本", cmp.Or(r.Engine, "—")})
}

// short gives the first digits of a hash: enough to compare by eye.
func short(hash string) string { return cmp.Or(hash[:min(len(hash), 12)], "—") }

// shownChange writes a difference of a tally with its sign, if it may be shown.
func (m *Model) shownChange(t tally, d lang.Decimal) string {
	if !t.shows(m.subject.MinGroup) {
		return hiddenAmount
	}
	return change(d)
}
