package synth

// A slipKind is an error that a row is rejected for.
type slipKind struct {
	name  string // the check that finds it
	field field  // to look at
	needs mask
	spoil func(p *person)
}

// slipKinds come in turn, one a county. Each spoils one cell of a 退休 person whose
// cells are otherwise right, so that nothing else is wrong with the row.
var slipKinds = []slipKind{
	{"joined-after-retiring", retiredField, maskOf(joinedField, retiredField), func(p *person) {
		joined := p.value[joinedField]
		p.set(joinedField, p.value[retiredField])
		p.set(retiredField, joined)
	}},
	{"misspelt", categoryField, maskOf(categoryField), func(p *person) {
		p.set(categoryField, int64(len(meanings[categoryField].codes)))
	}},
	{repeatedKey, keyField, maskOf(keyField), func(p *person) { p.set(keyField, p.row-1) }},
	{"range", basicField, maskOf(basicField), func(p *person) { p.set(basicField, -p.value[basicField]) }},
	{"born-after-joining", joinedField, maskOf(bornField, joinedField), func(p *person) {
		p.set(bornField, p.value[joinedField]+30)
	}},
	{"misspelt", payerField, maskOf(payerField), func(p *person) {
		p.set(payerField, int64(len(meanings[payerField].codes)))
	}},
	{"range", regionField, maskOf(regionField), func(p *person) { p.set(regionField, p.value[regionField]/1000) }},
	{"retired-after-death", diedField, maskOf(retiredField, diedField), func(p *person) {
		p.set(diedField, p.value[retiredField]-400)
	}},
	{"required", keyField, maskOf(keyField), func(p *person) { p.empty(keyField) }},
}

// repeatedKey is the error that casts a doubt on the row before it too.
const repeatedKey = "duplicate"

// A slip is the error of a county and the row, from 0, that has it.
type slip struct {
	kind *slipKind
	at   int64
}

// plantSlip gives the county its error. The first row is spared: the key that a
// row repeats is that of the row before it, which must be right.
func (c *county) plantSlip(filled mask) slip {
	at := c.dice.between(1, countyPersons-1)
	for i := range uint64(len(slipKinds)) {
		kind := &slipKinds[(c.number+i)%uint64(len(slipKinds))]
		if filled&kind.needs == kind.needs {
			return slip{kind: kind, at: at}
		}
	}
	return slip{at: -1}
}
