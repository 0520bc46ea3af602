package policy

import (
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Unit is what distances from a boundary are counted in.
type Unit uint8

// The units of boundaries.
const (
	Days Unit = iota // of every date
	Years
	Yuan  // a month
	Plain // of a number without a unit
)

var units = [...]struct{ name, label string }{
	Days: {"days", "天"}, Years: {"years", "年"}, Yuan: {"yuan", "元"}, Plain: {"", ""},
}

// A Nearness says up to which distance somebody stands near a line, by unit.
type Nearness [len(units)]lang.Decimal

// defaultNear is what counts as near where a policy file is silent: 30 days, 1
// year, 50 yuan a month, or 1 of a number without a unit. No document says so:
// these are weiran's own.
var defaultNear = Nearness{Days: 30 * lang.One, Years: lang.One, Yuan: 50 * lang.One, Plain: lang.One}

// nearText is the near of a policy file.
type nearText struct {
	Days  *distanceText `yaml:"days"`
	Years *distanceText `yaml:"years"`
	Yuan  *distanceText `yaml:"yuan"`
	Other *distanceText `yaml:"other"`
}

// A distanceText reads itself from a policy file, so that a wrong value is
// reported at its own place.
type distanceText lang.Decimal

// UnmarshalText reads a number above zero and up to a million.
func (d *distanceText) UnmarshalText(text []byte) error {
	n, err := lang.ParseDecimal(string(text))
	if err != nil {
		return err
	}
	if n <= 0 || n > 1_000_000*lang.One {
		return source.Fault{
			Message: source.Say("%q is not how far is near", "%q 不能作临近的范围", text),
			Hint:    source.Say("write a number above zero, such as 30", "请写大于零的数字，例如 30"),
		}
	}
	*d = distanceText(n)
	return nil
}

// nearness gives what the file says is near, and else what is near by default. Days
// are counted whole.
func (t nearText) nearness() Nearness {
	near := defaultNear
	for unit, d := range map[Unit]*distanceText{Days: t.Days, Years: t.Years, Yuan: t.Yuan, Plain: t.Other} {
		if d != nil {
			near[unit] = lang.Decimal(*d)
		}
	}
	return near
}

// String gives the unit's name in files.
func (u Unit) String() string { return units[u].name }

// Label gives the unit in Chinese.
func (u Unit) Label() string { return units[u].label }

// unitOf gives the unit of a field's distances.
func (p *Policy) unitOf(field int) Unit {
	f := p.layout.schema.Fields[field]
	switch {
	case f.Kind == lang.DateKind:
		return Days
	case strings.HasPrefix(f.Unit, "year"):
		return Years
	case strings.HasPrefix(f.Unit, "yuan"):
		return Yuan
	}
	return Plain
}
