package synth

import "fmt"

// The size of a county. Its rows are drawn one after another, so that part of a
// county is the beginning of the whole.
const (
	countyPersons   = 2000
	countyUnits     = 24
	countyTownships = 12
)

var (
	unitWeights     = zipf(countyUnits)
	townshipWeights = zipf(countyTownships)
	hardshipWeights = cumulative([]int64{50, 30, 15, 5})
)

// The words that units and townships are named by.
var stems = []string{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"}

// unitKinds come in turn, so that four in ten persons are of an organ: where less
// than a fifth were, the policies that leave organs out would find all of them
// missed while most of their rank are in.
var unitKinds = [4]struct {
	kind   int64
	suffix string
}{{organ, "局"}, {institution, "校"}, {institution, "院"}, {enterprise, "厂"}}

// A county is where its persons worked and live, and what is planted there.
type county struct {
	number    uint64 // from 0
	dice      dice
	units     [countyUnits]string
	townships [countyTownships]string
	hardship  int64

	spots []spot
	slip  slip
	used  int64 // rows drawn so far
}

// newCounty makes a county; filled are the fields that the roster will have.
func newCounty(seed, number uint64, filled mask) *county {
	c := &county{number: number, dice: newDice(seed, number)}
	name := fmt.Sprintf("样例%04d县", number+1)
	for i := range c.units {
		c.units[i] = name + stems[i/len(unitKinds)] + unitKinds[i%len(unitKinds)].suffix
	}
	for i := range c.townships {
		kind := "镇"
		if i >= countyTownships/2 {
			kind = "乡"
		}
		c.townships[i] = name + stems[i%(countyTownships/2)] + kind
	}
	c.hardship = int64(c.dice.pick(hardshipWeights))
	c.spots = c.plantSpots(filled)
	c.slip = c.plantSlip(filled)
	return c
}

// next draws the next person of the county into p. It gives the trouble of theirs,
// if there is one, or the error of the row.
func (c *county) next(p *person) (t *trouble, wrong *slipKind) {
	*p = person{row: int64(c.number)*countyPersons + c.used + 1, county: c}
	c.settle(p)
	if c.used++; c.used-1 == c.slip.at {
		c.live(p, tuixiu)
		c.slip.kind.spoil(p)
		return nil, c.slip.kind
	}
	t = c.troubleOf(p)
	c.liveWith(p, t)
	return t, nil
}

// settle gives a person a number and a place.
func (c *county) settle(p *person) {
	unit := c.dice.pick(unitWeights)
	p.set(keyField, p.row)
	p.set(nameField, p.row)
	p.set(unitField, int64(unit))
	p.set(kindField, unitKinds[unit%len(unitKinds)].kind)
	p.set(payerField, paidByFinance)
	p.set(townshipField, int64(c.dice.pick(townshipWeights)))
	p.set(regionField, 990_000+int64(c.number%10_000))
	p.set(hardshipField, c.hardship)
}

// liveWith draws a life with a trouble, or one without, of which a cell may be
// empty and the end known.
func (c *county) liveWith(p *person, t *trouble) {
	if t == nil {
		c.live(p, int64(c.dice.pick(categoryWeights)))
		c.die(p)
		c.forget(p)
		return
	}
	category := t.category
	if category == anyCategory {
		category = int64(c.dice.pick(categoryWeights))
	}
	c.live(p, category)
	t.afflict(c, p)
}
