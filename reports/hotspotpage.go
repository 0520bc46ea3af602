package reports

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"weiran/rules"
	"weiran/rules/hotspot"
	"weiran/rules/risk"
	"weiran/rules/source"
)

//go:embed hotspots.gohtml
var hotspotText string

// What the committee reads of hotspots: the first few in full, some more in a line,
// the rest is in the ledger.
const (
	mostSpotCards = 8
	mostSpotLines = 15
)

// A hotspotView is what the committee reads of where findings gather under one
// policy.
type hotspotView struct {
	Policy  string
	Cards   []spotCard
	Lines   []spotLine // further ones
	Meeting []spotLine // groups of as many as petition together
	Notes   []string
}

// A spotCard is a hotspot that stands out.
type spotCard struct {
	Tier, Class, Title, Says, Causes, Relation, Quality string
	Persons, Flagged, Expected, Risk, P, Q              string
}

// A spotLine is a hotspot in one line of a table.
type spotLine struct{ Tier, Title, Grievance, Persons, Flagged, Expected, P, Relation string }

func (m *Model) hotspotViews() []hotspotView {
	var views []hotspotView
	for _, h := range m.subject.Result.Hotspots {
		views = append(views, m.hotspotView(h))
	}
	return views
}

func (m *Model) hotspotView(h rules.Hotspots) hotspotView {
	view, known := hotspotView{Policy: m.policyOf(h.Policy).Title}, byNumber(h.Spots)
	tiers, meeting, hidden := m.shownSpots(h.Spots)
	for _, s := range tiers {
		switch {
		case len(view.Cards) < mostSpotCards && standsAlone(s):
			view.Cards = append(view.Cards, m.spotCard(s, known))
		case len(view.Lines) < mostSpotLines:
			view.Lines = append(view.Lines, m.spotLine(s, known))
		}
	}
	for _, s := range meeting[:min(len(meeting), mostSpotLines)] {
		view.Meeting = append(view.Meeting, m.spotLine(s, known))
	}
	left := len(tiers) - len(view.Cards) - len(view.Lines)
	view.Notes = m.hotspotNotes(h, left, len(meeting)-len(view.Meeting), hidden)
	return view
}

// shownSpots gives the spots that the committee may read: those with a tier, the
// gravest first, and those of as many as petition together. A group in which fewer
// than the limit are flagged is hidden.
func (m *Model) shownSpots(spots []rules.Spot) (tiers, meeting []*rules.Spot, hidden int) {
	for i := range spots {
		s := &spots[i]
		if s.Observed < m.subject.MinGroup {
			hidden++
			continue
		}
		if s.Tier > hotspot.NoTier {
			tiers = append(tiers, s)
		}
		if s.Collective {
			meeting = append(meeting, s)
		}
	}
	slices.SortStableFunc(tiers, func(a, b *rules.Spot) int {
		return cmp.Or(cmp.Compare(b.Tier, a.Tier), cmp.Compare(a.Number, b.Number))
	})
	slices.SortStableFunc(meeting, func(a, b *rules.Spot) int { return cmp.Compare(b.Observed, a.Observed) })
	return tiers, meeting, hidden
}

// standsAlone reports whether a spot is told in full: what a stronger one explains
// is a line.
func standsAlone(s *rules.Spot) bool {
	alone := s.Relation.Kind == hotspot.Hotspot || s.Relation.Kind == hotspot.Wider
	return alone && s.Tier > hotspot.Blue
}

func (m *Model) spotCard(s *rules.Spot, known map[int]*rules.Spot) spotCard {
	card := spotCard{
		Tier: s.Tier.Text().ZH, Class: s.Tier.Text().EN, Title: m.spotName(s), Says: m.spotSays(s),
		Causes: m.spotCauses(s), Relation: cmp.Or(m.spotRelation(s, known), "—"),
		Persons: count(s.Persons), Flagged: count(s.Observed), Expected: expectedPersons(s.Expected),
		Risk: times(s.RelativeRisk), P: chances(s.P), Q: chances(s.BH),
	}
	if s.Missing {
		card.Quality = "这一组的分组信息未填，先补资料再作判断。"
	}
	return card
}

// spotCauses names the rules that flag the persons of a spot. Of fewer persons than
// the limit no count is given.
func (m *Model) spotCauses(s *rules.Spot) string {
	var causes []string
	for _, d := range s.Drivers {
		n := count(d.Persons) + " 人"
		if d.Persons < m.subject.MinGroup {
			n = fmt.Sprintf("不足 %d 人", m.subject.MinGroup)
		}
		causes = append(causes, m.ruleTitle(d.Rule)+"（"+n+"）")
	}
	return strings.Join(causes, "、")
}

func (m *Model) spotLine(s *rules.Spot, known map[int]*rules.Spot) spotLine {
	line := spotLine{
		Tier: cmp.Or(s.Tier.Text().ZH, "—"), Title: m.spotName(s), Grievance: risk.GrievanceLabel(s.Cause),
		Persons: count(s.Persons), Flagged: count(s.Observed), Expected: "—", P: "—",
	}
	if s.Compared() {
		line.Expected, line.P = expectedPersons(s.Expected), chances(s.P)
		line.Relation = m.spotRelation(s, known)
	}
	return line
}

// hotspotNotes say how the figures came about, and what is not shown.
func (m *Model) hotspotNotes(h rules.Hotspots, left, more, hidden int) []string {
	var notes []string
	if left > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个聚集未列出，见台账“热点”。", count(left)))
	}
	if more > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个组达到集体访人数，见台账“热点”。", count(more)))
	}
	if hidden > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个组的线索人数不足 %d 人，不予列示。", count(hidden), m.subject.MinGroup))
	}
	for _, n := range h.Notes {
		notes = append(notes, n.In(source.Chinese)+"。")
	}
	return append(notes, nullNote(h))
}

// nullNote prints what a reader needs to work the figures out again.
func nullNote(h rules.Hotspots) string {
	if h.Null.ZH == "" {
		return fmt.Sprintf("聚集的下限为 %d 人。", h.MinCases)
	}
	how := "概率为精确计算"
	if h.Replicates > 0 {
		how = fmt.Sprintf("随机模拟 %s 次", count(h.Drawn))
		if h.Drawn < h.Replicates {
			how += fmt.Sprintf("（计划 %s 次，已足以判断）", count(h.Replicates))
		}
	}
	return fmt.Sprintf("检验假设：%s；%s，种子 %d，聚集的下限为 %d 人。p 为全部分组中偶然出现同样强的聚集的概率，q 为错误发现率。",
		h.Null.ZH, how, h.Seed, h.MinCases)
}
