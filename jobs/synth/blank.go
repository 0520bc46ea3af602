package synth

// blanks are the shares of empty cells, of a million. Clerks fill in what money
// was worked out from, and less carefully the rest.
var blanks = []struct {
	field field
	share int64
}{
	{disabledField, 8000},
	{militaryField, 8000},
	{townshipField, 6000},
	{hardshipPayField, 6000},
	{treatmentField, 5000},
	{joinedField, 5000},
	{kindField, 5000},
	{livingField, 5000},
	{allowanceField, 5000},
	{nursingField, 5000},
	{rankField, 3000},
	{sexField, 3000},
	{unitField, 3000},
	{payerField, 3000},
	{regionField, 3000},
	{basicField, 500},
	{yearsField, 300},
	{hardshipField, 300},
	{bornField, 400},
	{retiredField, 400},
	{categoryField, 300},
}

var blankWeights = func() weights {
	shares := make([]int64, len(blanks))
	for i, b := range blanks {
		shares[i] = b.share
	}
	return cumulative(shares)
}()

// forget empties a cell of some persons.
func (c *county) forget(p *person) {
	drawn := c.dice.below(million)
	for i, upTo := range blankWeights {
		if drawn < upTo {
			p.empty(blanks[i].field)
			return
		}
	}
}
