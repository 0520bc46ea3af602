package reports

import (
	"cmp"
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"

	"weiran/rules"
	"weiran/rules/hotspot"
	"weiran/rules/risk"
	"weiran/rules/source"
)

//go:embed hotspots.gohtml
var hotspotText string

// What the committee reads of hotspots: the first few places and kinds of people in
// full, some more in a line, the rest is in the ledger. A province has dozens of each,
// and a head of office visits places.
const (
	mostSpotCards = 6
	mostSpotLines = 12
)

// A hotspotView is what the committee reads of where findings gather under one
// policy.
type hotspotView struct {
	Policy  string
	Parts   []spotPart
	Meeting []spotLine // groups of as many as petition together
	Notes   []string
}

// A spotPart is the hotspots among places, or among kinds of people.
type spotPart struct {
	Title string
	Cards []spotCard
	Lines []spotLine // further ones
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
	t := spotTeller{
		Model: m, hotspots: &h, known: m.namedSpots(h.Spots),
		shield: newShield(&h, m.subject.MinGroup),
	}
	view := hotspotView{Policy: m.policyOf(h.Policy).Title}
	tiers, meeting := m.shownSpots(h.Spots)
	isPlace := func(s *rules.Spot) bool { return h.IsPlace(s.Dimension) }
	places, others := split(meeting, isPlace)
	for _, part := range []struct {
		title string
		is    func(*rules.Spot) bool
	}{{"单位和地方", isPlace}, {"人群", func(s *rules.Spot) bool { return !isPlace(s) }}} {
		if told := t.part(tiers, part.is); len(told.Cards)+len(told.Lines) > 0 {
			told.Title = part.title
			view.Parts = append(view.Parts, told)
		}
	}
	view.Meeting = t.meeting(append(places, others...))
	t.hidden += len(h.Spots) - len(union(tiers, meeting))
	view.Notes = m.hotspotNotes(h, t)
	return view
}

// A spotTeller tells the committee of the spots of one policy.
type spotTeller struct {
	*Model
	hotspots *rules.Hotspots
	known    map[int]*rules.Spot
	shield   shield

	left, more, hidden, shielded int // not told: hotspots, meetings; of few persons, or such as would tell of few
}

// split parts spots into those that are something and those that are not.
func split(spots []*rules.Spot, is func(*rules.Spot) bool) (these, others []*rules.Spot) {
	for _, s := range spots {
		if is(s) {
			these = append(these, s)
		} else {
			others = append(others, s)
		}
	}
	return these, others
}

// namedSpots finds spots by number, but for those in which few are flagged: nothing
// is said to be the same persons as theirs.
func (m *Model) namedSpots(spots []rules.Spot) map[int]*rules.Spot {
	known := byNumber(spots)
	maps.DeleteFunc(known, func(_ int, s *rules.Spot) bool { return s.Observed < m.subject.MinGroup })
	return known
}

// part tells of some of the spots with a tier, the gravest first.
func (t *spotTeller) part(tiers []*rules.Spot, is func(*rules.Spot) bool) (told spotPart) {
	for _, s := range tiers {
		if !is(s) {
			continue
		}
		alone := s.Stands && len(told.Cards) < mostSpotCards
		switch {
		case !alone && len(told.Lines) == mostSpotLines || t.shield.tired():
			t.left++
		case !t.shield.admits(s):
			t.shielded++
		case alone:
			told.Cards = append(told.Cards, t.spotCard(s))
		default:
			told.Lines = append(told.Lines, t.spotLine(s))
		}
	}
	return told
}

// meeting tells of groups of as many as petition together.
func (t *spotTeller) meeting(spots []*rules.Spot) (lines []spotLine) {
	for _, s := range spots {
		switch {
		case len(lines) == mostSpotLines || t.shield.tired():
			t.more++
		case !t.shield.admits(s):
			t.shielded++
		default:
			lines = append(lines, t.spotLine(s))
		}
	}
	return lines
}

func union(a, b []*rules.Spot) map[*rules.Spot]bool {
	all := map[*rules.Spot]bool{}
	for _, s := range slices.Concat(a, b) {
		all[s] = true
	}
	return all
}

// shownSpots gives the spots that the committee may read: those with a tier, the
// gravest first, and those of as many as petition together. A group in
// which fewer than the limit are flagged is in neither.
func (m *Model) shownSpots(spots []rules.Spot) (tiers, meeting []*rules.Spot) {
	for i := range spots {
		s := &spots[i]
		if s.Observed < m.subject.MinGroup {
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
	return tiers, meeting
}

func (t *spotTeller) spotCard(s *rules.Spot) spotCard {
	card := spotCard{
		Tier: s.Tier.Text().ZH, Class: s.Tier.Text().EN, Title: t.spotName(s), Says: t.spotSays(s),
		Causes: t.spotCauses(s), Relation: cmp.Or(t.spotRelation(s, t.known), "—"),
		Persons: count(s.Persons), Flagged: count(s.Observed), Expected: expectedPersons(s.Expected),
		Risk: times(s.RelativeRisk), P: chances(s.P), Q: chances(s.BH),
	}
	if s.Missing {
		card.Quality = "这一组的分组信息未填，先补资料再作判断。"
	}
	return card
}

// spotCauses names the rules that flag the persons of a spot. Counts from which a few
// persons follow are not given.
func (m *Model) spotCauses(s *rules.Spot) string {
	var causes []string
	for _, d := range s.Drivers {
		n := "人数不予列示"
		switch {
		case m.tellsDrivers(s):
			n = count(d.Persons) + " 人"
		case d.Persons < m.subject.MinGroup:
			n = fmt.Sprintf("不足 %d 人", m.subject.MinGroup)
		}
		causes = append(causes, m.ruleTitle(d.Rule)+"（"+n+"）")
	}
	return strings.Join(causes, "、")
}

// tellsDrivers reports whether the counts of all rules of a spot can be given: no few
// persons are found by one, found by the others alone, or found by several.
func (m *Model) tellsDrivers(s *rules.Spot) bool {
	again := -s.Observed
	for _, d := range s.Drivers {
		if m.few(d.Persons) || m.few(s.Observed-d.Persons) {
			return false
		}
		again += d.Persons
	}
	return !m.few(again)
}

func (t *spotTeller) spotLine(s *rules.Spot) spotLine {
	line := spotLine{
		Tier: cmp.Or(s.Tier.Text().ZH, "—"), Title: t.spotName(s), Grievance: risk.GrievanceLabel(s.Cause),
		Persons: count(s.Persons), Flagged: count(s.Observed), Expected: "—", P: "—",
	}
	if s.Compared() {
		line.Expected, line.P = expectedPersons(s.Expected), chances(s.P)
		line.Relation = cmp.Or(t.spotRelation(s, t.known), "—")
		if s.Tier == hotspot.Blue {
			line.Relation = "可能是偶然"
		}
	}
	return line
}

// hotspotNotes say how the figures came about, and what is not shown.
func (m *Model) hotspotNotes(h rules.Hotspots, t spotTeller) []string {
	var notes []string
	if t.left > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个聚集未列出，见台账“热点”。", count(t.left)))
	}
	if t.more > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个组达到集体访人数，见台账“热点”。", count(t.more)))
	}
	if t.hidden > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个组的线索人数不足 %d 人，或仅供比对，不予列示。", count(t.hidden), t.shield.few))
	}
	if t.shielded > 0 {
		notes = append(notes, fmt.Sprintf("另有 %s 个组不予列示：与已列的组相减，会推知不足 %d 人的人数。两组只能列一个时，列较重的一个；详见台账“热点”。",
			count(t.shielded), t.shield.few))
	}
	for _, n := range h.Notes {
		notes = append(notes, n.In(source.Chinese)+"。")
	}
	return append(notes, howNote(h))
}

// howNote prints what a reader needs to work the figures out again.
func howNote(h rules.Hotspots) string {
	var how []string
	for _, said := range h.How() {
		how = append(how, said.ZH)
	}
	if len(how) == 0 {
		return fmt.Sprintf("热点至少 %d 人。", h.MinCases)
	}
	return strings.Join(how, "；") + "。p 为全部分组中偶然出现同样强的聚集的概率，q 为错误发现率。"
}
