package risk

import "slices"

// The frame is that of 社会稳定风险评估 (中办发〔2012〕2号): a policy is 高 where most
// people object strongly, 中 where some do, 低 where a few object. No document of
// the state says how many most and some are: the thresholds are weiran's own, a
// county may set others, and every report prints them.

// Thresholds say from where on a test is 中 or 高. The zero Thresholds are the
// default ones.
type Thresholds struct {
	High       int64 `json:"high"`       // percent of the persons concerned who have a finding of high severity, 1 to 100
	Medium     int64 `json:"medium"`     // likewise; below High
	Collective int64 `json:"collective"` // persons of one unit or township with findings of one rule, at least 2
}

// DefaultThresholds reads most as half and some as a tenth. Five persons make a
// collective petition by what is customary (M: no document states it).
func DefaultThresholds() Thresholds { return Thresholds{High: 50, Medium: 10, Collective: 5} }

// OrDefault gives the default thresholds for zero ones.
func (t Thresholds) OrDefault() Thresholds {
	if t == (Thresholds{}) {
		return DefaultThresholds()
	}
	return t
}

// A Bearing says how a policy bears on a person.
type Bearing uint8

// The bearings. Whoever is left out counts among the persons concerned only with
// a finding of high severity; of the dead nothing counts.
const (
	LeftOut Bearing = iota
	Concerned
	Dead
)

// A Grave counts things by their severity.
type Grave struct {
	High   int `json:"high"`
	Medium int `json:"medium"`
	Low    int `json:"low"`
}

func (g *Grave) add(r gravity, n int) {
	switch r {
	case graveHigh:
		g.High += n
	case graveMedium:
		g.Medium += n
	case graveLow:
		g.Low += n
	}
}

// A TestLevel is what one test comes to under one policy.
type TestLevel struct {
	Policy      string `json:"policy"` // its id
	Test        Test   `json:"test"`
	Ground      Ground `json:"ground"`
	Persons     Grave  `json:"persons"`     // each once, by their gravest finding
	Concerned   int    `json:"concerned"`   // of whom the share is taken
	OfPolicy    Grave  `json:"of_policy"`   // findings on the policy itself and its milestones
	Collectives int    `json:"collectives"` // of one rule in one unit or township; under [Controllable] only
}

// Level gives 高, 中 or 低 as [High], [Medium] or [Low].
func (t TestLevel) Level() Severity { return t.Ground.Level() }

// Tenths gives the share of those who object strongly, in tenths of a percent,
// rounded down, so that a share below a threshold never reads as having reached it.
func (t TestLevel) Tenths() int64 {
	if t.Concerned == 0 {
		return 0
	}
	return int64(t.Persons.High) * 1000 / int64(t.Concerned)
}

// judge finds the ground of a test. Whole numbers decide, no quotient does.
func (t *TestLevel) judge(by Thresholds) {
	high, concerned := int64(t.Persons.High), int64(t.Concerned)
	switch {
	case high > 0 && high*100 >= by.High*concerned:
		t.Ground = MostObject
	case high > 0 && high*100 >= by.Medium*concerned:
		t.Ground = SomeObject
	case t.OfPolicy.High > 0:
		t.Ground = PolicyFault
	case t.Collectives > 0:
		t.Ground = Collective
	}
}

// A Verdict is the four tests, in the order of [Tests].
type Verdict [4]TestLevel

// Worst gives the test that decides the overall level: the first of the worst.
func (v Verdict) Worst() TestLevel {
	return slices.MaxFunc(v[:], func(a, b TestLevel) int { return int(a.Ground.gravity()) - int(b.Ground.gravity()) })
}

// A Weighed is a verdict before the measures that the rules advise, and after
// they have been carried out.
type Weighed struct {
	Before Verdict `json:"before"`
	After  Verdict `json:"after"`
}

// WorstOf gives the verdict of a run: of each test the worst of its policies, for
// a sum over policies would hide the one that few are concerned by. The first of
// several alike stands. None gives tests that found nothing.
func WorstOf(policies []Weighed) Weighed {
	if len(policies) == 0 {
		return Weighed{Before: untested(""), After: untested("")}
	}
	worst := policies[0]
	for _, w := range policies[1:] {
		worst.Before.raise(w.Before)
		worst.After.raise(w.After)
	}
	return worst
}

func (v *Verdict) raise(by Verdict) {
	for i := range v {
		if by[i].Ground.gravity() > v[i].Ground.gravity() {
			v[i] = by[i]
		}
	}
}

func untested(policy string) (v Verdict) {
	for i, test := range Tests() {
		v[i].Policy, v[i].Test = policy, test
	}
	return v
}

// A gravity is a severity that can be compared.
type gravity uint8

const (
	nothingLeft gravity = iota
	graveLow
	graveMedium
	graveHigh
)

func gravityOf(s Severity) gravity {
	return gravity(max(0, slices.Index([]Severity{None, Low, Medium, High}, s)))
}
