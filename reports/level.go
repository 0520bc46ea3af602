package reports

import (
	"weiran/rules/policy"
	"weiran/rules/risk"
)

// Levels are what the four tests come to: of each policy and of the run.
type Levels struct {
	Thresholds risk.Thresholds
	Policies   []risk.Weighed // in the order of the run
	Run        risk.Weighed   // of each test the worst of the policies
}

// weigh puts every policy to the four tests. Without rules nothing was asked, and
// there is no level: 低 would read as an answer.
func (m *Model) weigh() {
	if m.subject.Pack == nil && len(m.subject.Result.Findings) == 0 || len(m.policies) == 0 {
		return
	}
	levels := Levels{Thresholds: risk.DefaultThresholds()}
	if own := m.subject.Run.Levels; own != nil {
		levels.Thresholds = *own
	}
	dead, places, rules := m.dead(), m.meetingPlaces(), m.rulesByID()
	for _, v := range m.policies {
		scale := risk.Scale{
			Policy: v.policy.ID, Thresholds: levels.Thresholds, Bearings: v.bearings(dead), Places: places,
			Row: m.census.row, Rule: func(id string) *risk.Rule { return rules[id] },
		}
		levels.Policies = append(levels.Policies, scale.Weigh(m.subject.Result.Findings))
	}
	levels.Run = risk.WorstOf(levels.Policies)
	m.levels = &levels
}

// dead gives whoever has died by the day of the run.
func (m *Model) dead() []bool {
	dead := make([]bool, m.census.len())
	r := m.subject.Result.Roster
	died := r.Schema.Index("died_on")
	if died < 0 {
		return dead
	}
	for person := range dead {
		v := r.Row(person).Field(died)
		dead[person] = v.Known() && v.Date() <= m.asOf()
	}
	return dead
}

// bearings says of each person how the policy bears on them. Whoever cannot be
// told is concerned: the answer is owed to them.
func (v policyView) bearings(dead []bool) []risk.Bearing {
	bearings := make([]risk.Bearing, v.outcomes.Len())
	for person := range bearings {
		switch {
		case dead[person]:
			bearings[person] = risk.Dead
		case v.outcomes.Status(person) != policy.OutOfScope:
			bearings[person] = risk.Concerned
		}
	}
	return bearings
}

// meetingPlaces are the units and townships: who shares one can petition together.
func (m *Model) meetingPlaces() (places [][]int32) {
	for _, g := range m.census.stand("unit", "township") {
		if g.of == nil {
			continue
		}
		place := make([]int32, len(g.of))
		for person, of := range g.of {
			if place[person] = of; g.groups[of].label == notFilledIn {
				place[person] = -1
			}
		}
		places = append(places, place)
	}
	return places
}

// rulesByID gives the rules of the run; without a pack there are none.
func (m *Model) rulesByID() map[string]*risk.Rule {
	rules := map[string]*risk.Rule{}
	if m.subject.Pack == nil {
		return rules
	}
	for _, g := range m.subject.Pack.Groups {
		for _, r := range g.All() {
			rules[r.ID] = r
		}
	}
	return rules
}
