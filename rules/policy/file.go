package policy

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// fileText is a policy file as it is written, before it is checked. The other
// types of this file are its parts.
type fileText struct {
	ID         source.Str            `yaml:"policy,required"`
	Title      string                `yaml:"title,required"`
	Document   documentText          `yaml:"document"`
	Status     source.Str            `yaml:"status"`
	Follows    []source.Str          `yaml:"follows"`
	Effective  dateText              `yaml:"effective,required"`
	PaidFrom   dateText              `yaml:"paid_from"`
	Channel    []source.Str          `yaml:"channel"`
	Matters    []source.Str          `yaml:"matters"`
	Near       nearText              `yaml:"near"`
	Headline   *headlineText         `yaml:"headline"`
	Scope      scopeText             `yaml:"scope"`
	Tables     source.Map[tableText] `yaml:"tables"`
	Bands      source.Map[bandText]  `yaml:"bands"`
	Values     source.Map[valueText] `yaml:"values"`
	Items      []itemText            `yaml:"items"`
	Rounding   roundingText          `yaml:"rounding"`
	Milestones []milestoneText       `yaml:"milestones"`
	Cases      []caseText            `yaml:"cases"`
	Notes      []string              `yaml:"notes"`
}

type documentText struct {
	Number     string     `yaml:"number"`
	Issuer     string     `yaml:"issuer"`
	Issued     *lang.Date `yaml:"issued"`
	Confidence source.Str `yaml:"confidence"`
}

type headlineText struct {
	Pos    source.Pos
	Amount *lang.Decimal `yaml:"amount"`
	Rate   *lang.Decimal `yaml:"rate"`
}

type scopeText struct {
	When source.Str `yaml:"when"`
	Cite string     `yaml:"cite"`
}

// valueText is a single figure with a name.
type valueText struct {
	Value partText `yaml:"value,required"`
	Cite  string   `yaml:"cite"`
}

type itemText struct {
	Pos      source.Pos
	PayItem  source.Str   `yaml:"item,required"`
	Title    string       `yaml:"title"`
	When     source.Str   `yaml:"when"`
	Add      source.Str   `yaml:"add"`
	Set      source.Str   `yaml:"set"`
	Rounding roundingText `yaml:"rounding"`
	Cite     string       `yaml:"cite"`
}

// roundingText may leave out a part, which is then that of the rule around it.
type roundingText struct {
	To   unitText       `yaml:"to"`
	Mode *lang.Rounding `yaml:"mode"`
}

type milestoneText struct {
	ID    source.Str `yaml:"id,required"`
	Title string     `yaml:"title,required"`
	Owner string     `yaml:"owner"`
	Due   *lang.Date `yaml:"due"`
	Done  *lang.Date `yaml:"done"`
}

type caseText struct {
	Pos     source.Pos
	Name    source.Str             `yaml:"name,required"`
	Person  source.Map[source.Str] `yaml:"person,required"`
	AsOf    *lang.Date             `yaml:"as_of"`
	Status  source.Str             `yaml:"status"`
	Delta   *lang.Decimal          `yaml:"delta"`
	Before  *lang.Decimal          `yaml:"before"`
	After   *lang.Decimal          `yaml:"after"`
	Arrears *lang.Decimal          `yaml:"arrears"`
	Missing []source.Str           `yaml:"missing"`
}

// A dateText is a date that remembers where it stood.
type dateText struct {
	text source.Str
	date *lang.Date // nil where none was written, or nothing that is a date
}

// UnmarshalSource reads the date. One that cannot be read is told once, and not
// taken for another date.
func (d *dateText) UnmarshalSource(n source.Node) {
	d.text = n.Str()
	var date lang.Date
	n.Decode(&date)
	if _, err := lang.ParseDate(d.text.Value); err == nil {
		d.date = &date
	}
}

// A unitText is the unit of a rounding: an amount above zero.
type unitText struct{ amount *lang.Decimal }

// UnmarshalSource reads the unit.
func (u *unitText) UnmarshalSource(n source.Node) {
	var amount lang.Decimal
	n.Decode(&amount)
	if written, err := lang.ParseDecimal(n.Str().Value); err == nil && written <= 0 {
		n.Problem(
			source.Say("cannot round to a multiple of %s", "不能舍入到 %s 的倍数", written),
			source.Say("round to an amount above zero, such as 0.01", "舍入单位应大于零，例如 0.01"))
		return
	}
	u.amount = &amount
}
