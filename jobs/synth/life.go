package synth

import (
	"weiran/rules/lang"
)

func day(year, month, d int) lang.Date {
	date, ok := lang.NewDate(year, month, d)
	if !ok {
		panic("synth: no such date") // all are written in this package
	}
	return date
}

// The dates that the roster is set among.
var (
	founding   = day(1949, 10, 1)
	effective  = day(2014, 10, 1) // of 国办发〔2015〕3号
	oldestRoll = day(2013, 7, 1)  // who died before this has left the roster
	lastDeath  = day(2015, 1, 15) // the week before the roster was drawn up
	lastLixiu  = day(1995, 12, 1) // by when all 离休 had stepped down
	firstLixiu = day(1982, 6, 1)  // before which nobody could be 离休
	lixiuBorn  = [2]lang.Date{day(1918, 7, 1), day(1934, 8, 1)}
	tuixiuBorn = [2]lang.Date{day(1930, 1, 1), day(1954, 6, 30)}
)

// The shares of the categories, and of the ranks in each, 离休 first.
var (
	categoryWeights = cumulative([]int64{10, 88, 2})

	ranks       = []int64{111, 112, 121, 122, 131, 132, 141, 142, 150, 160, 199}
	rankWeights = [3]weights{
		cumulative([]int64{1, 5, 30, 100, 1200, 2600, 2900, 2000, 900, 200, 64}),
		cumulative([]int64{0, 1, 10, 40, 250, 750, 1900, 1900, 4000, 1146, 3}),
		cumulative([]int64{0, 0, 0, 0, 20, 80, 400, 900, 5000, 3600, 0}),
	}
)

// live draws what a person of a category was and is paid, all cells filled.
func (c *county) live(p *person, category int64) {
	d := c.dice
	rank := ranks[d.pick(rankWeights[category])]
	p.set(categoryField, category)
	p.set(rankField, rank)
	p.set(treatmentField, rank)
	p.set(sexField, male)
	if d.happens([3]int64{110_000, 380_000, 450_000}[category]) {
		p.set(sexField, female)
	}
	switch category {
	case lixiu:
		c.lixiuCareer(p)
	case tuixiu:
		c.career(p, d.date(tuixiuBorn[0], tuixiuBorn[1]), max(55, d.between(52, 74)))
	default:
		c.career(p, d.date(tuixiuBorn[0], tuixiuBorn[1]), d.between(46, 54))
	}
	p.set(disabledField, 0)
	if d.happens(100) {
		p.set(disabledField, 1)
	}
	p.set(militaryField, 0)
	if p.value[kindField] == enterprise && d.happens(10_000) {
		p.set(militaryField, 1)
	}
	c.pay(p)
}

// lixiuCareer draws dates of one who joined by 1949-09-30. Of two births the later
// is taken: few are left of the oldest.
func (c *county) lixiuCareer(p *person) {
	d := c.dice
	born := max(d.date(lixiuBorn[0], lixiuBorn[1]), d.date(lixiuBorn[0], lixiuBorn[1]))
	joined := d.date(max(day(1937, 1, 1), yearsAfter(born, 14)), founding-1)
	if d.below(2) == 0 { // most joined in the last years of the war
		joined = d.date(max(joined, day(1945, 9, 3)), founding-1)
	}
	retired := nextMonth(max(yearsAfter(born, 60), firstLixiu) + lang.Date(d.between(0, 300)))
	p.dates(born, joined, min(retired, lastLixiu))
}

// mostWork is the age at which the last have retired.
const mostWork = 60

// career draws the dates of one who was born on a day and retires at an age, 60
// at the most.
func (c *county) career(p *person, born lang.Date, age int64) {
	joined := max(founding+60, yearsAfter(born, 17)) + lang.Date(c.dice.between(0, 5*365))
	p.dates(born, joined, nextMonth(yearsAfter(born, min(age, mostWork))))
}

// dates sets a life's dates and the years between two of them, to the half.
func (p *person) dates(born, joined, retired lang.Date) {
	p.setDate(bornField, born)
	p.setDate(joinedField, joined)
	p.setDate(retiredField, retired)
	p.set(yearsField, joined.Months(retired)/6*5000)
}

// die ends the lives of some. Half of those who have died did so lately: a roster
// keeps them until somebody strikes them off.
func (c *county) die(p *person) {
	if !c.dice.happens(4000) {
		return
	}
	from := effective
	if c.dice.below(2) == 0 {
		from = oldestRoll
	}
	p.setDate(diedField, c.dice.date(max(from, p.date(retiredField)+30), lastDeath))
}

// yearsAfter gives the first of the month so many years after a date's.
func yearsAfter(d lang.Date, years int64) lang.Date {
	year, month, _ := d.Civil()
	return day(year+int(years), month, 1)
}

// nextMonth gives the first of the next month: the day on which pensions begin.
func nextMonth(d lang.Date) lang.Date {
	year, month, _ := d.Civil()
	if month == 12 {
		return day(year+1, 1, 1)
	}
	return day(year, month+1, 1)
}
