package hotspot

import "weiran/rules/source"

// A Tier says how urgently to look.
type Tier uint8

// The tiers. Each asks for at least MinCases flagged: fewer are no hotspot, and
// never were one in a replicate. From a hundred thousand persons on each asks for
// IC025 ≥ 0.263 besides: a group surely 1.2 times what is expected, whatever its
// p-value. Among so many groups thousands are half as much again by chance.
const (
	NoTier Tier = iota
	Blue        // 1.5 times what is expected, yet it may be chance
	Yellow      // BH ≤ 0.10
	Orange      // P ≤ 0.05
	Red         // P ≤ 0.01, IC025 > 0
)

const (
	redP        = 0.01
	blueRatio   = 1.5
	largeIC025  = 0.263 // log₂ 1.2
	yellowShare = 0.10
)

// Text is the name of a tier; that of NoTier is empty.
func (t Tier) Text() source.Text {
	return [...]source.Text{
		{}, {EN: "blue", ZH: "蓝"}, {EN: "yellow", ZH: "黄"}, {EN: "orange", ZH: "橙"}, {EN: "red", ZH: "红"},
	}[t]
}

// tier places a row.
func (r *Row) tier(s Study) Tier {
	matters := s.Persons < manyPersons || r.IC025 >= largeIC025
	switch {
	case r.LLR <= 0 && r.Ratio <= 1 || r.Observed < s.MinCases || !matters:
		return NoTier
	case r.P <= redP && r.IC025 > 0:
		return Red
	case r.P <= significant:
		return Orange
	case r.BH <= yellowShare:
		return Yellow
	case r.Ratio >= blueRatio:
		return Blue
	}
	return NoTier
}
