package main

import "weiran/rules/lang"

// A person is one row as a Go program has it, as grule reads it.
// A cell that is not known is zero.
type person struct {
	Category, Payer, Status string

	Rank, Treatment, Months, Peers              int
	Born, Joined, Died                          int // days since 1970-01-01
	Before, Delta, Arrears, P50, Gains, Covered int // 1/10 000
	Disabled, InScope                           bool
	BornKnown, JoinedKnown, DiedKnown           bool
	TreatmentKnown, BeforeKnown, DeltaKnown     bool
}

// Age gives the completed years of life.
func (p *person) Age() int { return age(p.Born) }

// age gives the completed years from a birth to the day of the screening.
func age(born int) int { return int(lang.Date(born).Years(asOf)) }

// person gives one row; its fields are in the order of the scope.
func (p *people) person(row int) person {
	text := func(column int) string { c := p.columns[column]; return c.texts[c.values[row]] }
	number := func(column int) int { return int(p.columns[column].values[row]) }
	known := func(column int) bool { return p.columns[column].known[row] }
	return person{
		Category:       text(0),
		Rank:           number(1),
		Treatment:      number(2),
		TreatmentKnown: known(2),
		Born:           number(3),
		BornKnown:      known(3),
		Joined:         number(4),
		JoinedKnown:    known(4),
		Died:           number(5),
		DiedKnown:      known(5),
		Payer:          text(6),
		Disabled:       number(7) != 0,
		Status:         text(8),
		InScope:        number(9) != 0,
		Before:         number(10),
		BeforeKnown:    known(10),
		Delta:          number(11),
		DeltaKnown:     known(11),
		Arrears:        number(12),
		Months:         number(13),
		Peers:          number(14),
		P50:            number(15),
		Gains:          number(16),
		Covered:        number(17),
	}
}
