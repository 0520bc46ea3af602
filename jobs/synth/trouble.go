package synth

import "weiran/rules/lang"

// A trouble is one cause of a dispute.
type trouble struct {
	name     string
	gathers  field // unitField or townshipField: where its hotspots are
	category int64 // of whom it can befall, or anyCategory
	needs    mask  // without which it cannot be told
	afflict  func(c *county, p *person)
}

const anyCategory = -1

// troubles come in turn, two a county.
var troubles = []trouble{
	{"payer", unitField, anyCategory, maskOf(payerField), func(_ *county, p *person) {
		p.set(payerField, paidByInsurance)
		if p.value[kindField] == enterprise {
			p.set(payerField, paidByEnterprise)
		}
	}},
	{"birth-line", townshipField, tuixiu, maskOf(bornField), func(c *county, p *person) {
		lines := [2]lang.Date{day(1934, 10, 1), day(1939, 10, 1)}
		line := lines[c.number/5%2] // the same throughout a hotspot
		c.career(p, line+lang.Date(c.dice.below(14)), mostWork)
	}},
	{"low-pay", unitField, tuixiu, maskOf(basicField, yearsField), func(c *county, p *person) {
		born := c.dice.date(day(1953, 2, 1), tuixiuBorn[1])
		p.dates(born, c.dice.date(day(2005, 1, 1), day(2008, 6, 30)), nextMonth(yearsAfter(born, mostWork)))
		p.setJiao(basicField, c.dice.between(10_000, 14_000))
	}},
	{"treatment", unitField, anyCategory, maskOf(rankField, treatmentField), func(c *county, p *person) {
		at := c.dice.between(5, 8) // 132 to 150
		p.set(rankField, ranks[at])
		p.set(treatmentField, ranks[at-1])
		c.pay(p)
	}},
	{"unrecorded-pay", unitField, anyCategory, maskOf(basicField), func(_ *county, p *person) { p.empty(basicField) }},
	{"retired-late", unitField, tuixiu, maskOf(retiredField), func(c *county, p *person) {
		c.career(p, c.dice.date(day(1954, 9, 2), day(1954, 12, 20)), mostWork)
	}},
	{"above-standard", unitField, anyCategory, maskOf(livingField), func(c *county, p *person) {
		p.setJiao(livingField, 10*(livingMost+60+10*c.dice.below(20)))
	}},
	{joinedLate, unitField, lixiu, maskOf(categoryField, joinedField), func(c *county, p *person) {
		born := c.dice.date(day(1926, 1, 1), lixiuBorn[1])
		p.dates(born, c.dice.date(founding, day(1949, 12, 31)), nextMonth(yearsAfter(born, mostWork)))
	}},
	{disabled, townshipField, anyCategory, maskOf(disabledField), func(c *county, p *person) {
		p.set(disabledField, 1)
		c.pay(p)
		c.care(p)
	}},
	{"no-birth-date", townshipField, anyCategory, maskOf(bornField), func(_ *county, p *person) { p.empty(bornField) }},
}

// The troubles of which the schema's own checks warn.
const (
	joinedLate = "joined-late"
	disabled   = "disabled"
)

// How likely a trouble is, of a million: in its hotspot and outside.
const (
	inHotUnit     = 450_000
	inHotTownship = 160_000
	elsewhere     = 300
)

// A spot is a place where a trouble gathers.
type spot struct {
	trouble *trouble
	place   int64 // number of the unit or township
	persons int64 // who have it there, of those drawn so far
}

// The places that can be hotspots: neither the largest, of which any share is a
// crowd, nor the smallest. Organs are left to be compared with.
var (
	hotUnits     = []int64{10, 11, 13, 14, 15, 17, 18, 19}
	hotTownships = []int64{3, 4, 5, 6, 7, 8}
)

// plantSpots gives the county its two hotspots.
func (c *county) plantSpots(filled mask) (spots []spot) {
	for i := range uint64(2) {
		t := &troubles[(2*c.number+i)%uint64(len(troubles))]
		places := hotUnits
		if t.gathers == townshipField {
			places = hotTownships
		}
		place := places[(c.dice.below(int64(len(places)/2))*2+int64(i))%int64(len(places))]
		if filled&t.needs == t.needs && filled.has(t.gathers) {
			spots = append(spots, spot{trouble: t, place: place})
		}
	}
	return spots
}

// placeName gives the unit or the township of a spot.
func (c *county) placeName(s spot) string {
	if s.trouble.gathers == unitField {
		return c.units[s.place]
	}
	return c.townships[s.place]
}

// troubleOf draws the trouble of a person who has settled, or none.
func (c *county) troubleOf(p *person) *trouble {
	for i := range c.spots {
		s := &c.spots[i]
		share := int64(inHotUnit)
		if s.trouble.gathers == townshipField {
			share = inHotTownship
		}
		if p.value[s.trouble.gathers] == s.place && c.dice.happens(share) {
			s.persons++
			return s.trouble
		}
	}
	if drawn := c.dice.below(million) / elsewhere; drawn < int64(len(troubles)) {
		return c.strayTrouble(p, &troubles[drawn])
	}
	return nil
}

// strayTrouble gives a trouble that befalls somebody anywhere. In its own hotspot
// it counts there.
func (c *county) strayTrouble(p *person, t *trouble) *trouble {
	for i := range c.spots {
		if s := &c.spots[i]; s.trouble == t && p.value[t.gathers] == s.place {
			s.persons++
		}
	}
	return t
}
