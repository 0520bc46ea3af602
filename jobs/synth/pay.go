package synth

// Pay by rank in yuan a month, for no one in particular: amounts that look like
// pay, fall with the rank and are of no document. 退休 get less, 退职 least.
var (
	basicByRank     = map[int64]int64{111: 7400, 112: 6600, 121: 5600, 122: 4900, 131: 4320, 132: 3900, 141: 3500, 142: 3300, 150: 3050, 160: 2900, 199: 2800}
	allowanceByRank = map[int64]int64{111: 1900, 112: 1750, 121: 1500, 122: 1340, 131: 1180, 132: 1020, 141: 900, 142: 840, 150: 760, 160: 700, 199: 660}
	basicLess       = [3]int64{0, 800, 1500}
)

// livingMost is the most that anybody's living allowance is without trouble.
const livingMost = 1590

// pay draws what is paid now.
func (c *county) pay(p *person) {
	d, category, rank := c.dice, p.value[categoryField], p.value[rankField]
	p.setJiao(basicField, 10*(basicByRank[rank]-basicLess[category])+d.between(0, 6000))
	p.setJiao(livingField, 10*(livingMost-10*d.between(0, 29)))
	p.setJiao(allowanceField, 10*allowanceByRank[rank])
	p.setJiao(hardshipPayField, 0)
	if c.hardship > 0 {
		p.setJiao(hardshipPayField, 10*(60*c.hardship+5*d.between(0, 8)))
	}
	p.setJiao(nursingField, 0)
	if category == lixiu {
		p.setJiao(nursingField, 10*nursing(p))
	}
}

// care draws what is paid, beside any nursing allowance, to one who has become unable
// to care for themselves: the fee of 2014-01-01 for that, and to two of three another
// for hiring somebody, of no document. One of the three may be held.
func (c *county) care(p *person) {
	p.setJiao(disabilityField, 10_000)
	if c.dice.below(3) > 0 {
		p.setJiao(selfHireField, 3000)
	}
}

// feesHeld counts which of the three fees for care a person is paid, by the columns
// that there are.
func (p *person) feesHeld(filled mask) (held int) {
	for _, f := range []field{nursingField, selfHireField, disabilityField} {
		if filled.has(f) && p.known.has(f) && p.value[f] > 0 {
			held++
		}
	}
	return held
}

// nursing gives the allowance of 2014-01-01 by the period of joining; one who
// cannot care for themselves gets 1000 where that is more.
func nursing(p *person) int64 {
	amount := int64(600)
	switch joined := p.date(joinedField); {
	case joined <= day(1937, 7, 6):
		amount = 1800
	case joined <= day(1945, 9, 2):
		amount = 1200
	}
	if p.value[disabledField] == 1 {
		amount = max(amount, 1000)
	}
	return amount
}
