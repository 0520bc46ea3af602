package risk

import (
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// headlineGauges measure what a person gains against what the headline promised.
var headlineGauges = []gauge{
	gaugeOf(lang.DecimalKind, "gap.headline", "比公众预期少", (*row).belowHeadline).by((*sheet).belowHeadline),
}

// lastGauges measure it against what the last adjustment brought.
var lastGauges = []gauge{
	gaugeOf(lang.DecimalKind, "gap.last", "比上次调整少", (*row).belowLast).by((*sheet).belowLast),
}

func lacksHeadline(s *Subject) source.Text {
	if s.Policy.Headline.Amount.Known() || s.Policy.Headline.Rate.Known() {
		return source.Text{}
	}
	return source.Say("the policy states no headline: write what people expect under headline",
		"政策文件没有写明公众预期：请在 headline 中填写")
}

func lacksLast(s *Subject) source.Text {
	if s.Last != nil {
		return source.Text{}
	}
	return source.Say("the run has no earlier policy on the same pay items",
		"本次排查没有同一待遇项目的上一次调整政策")
}

// belowHeadline is what the headline promises less what the person gains: an
// amount as it is stated, else the rate of what is paid before.
func (r *row) belowHeadline() lang.Value {
	head := r.a.subject.Policy.Headline
	promised := head.Amount
	if !promised.Known() && head.Rate.Known() {
		before := impactBefore(r.outcome)
		if !before.Known() {
			return lang.Unknown(r.words().Before.Missing()...)
		}
		promised = product(head.Rate, before)
	}
	return less(promised, lang.Decimal(r.Delta[r.at]))
}

// belowLast is what the last adjustment brought less what this one does.
func (r *row) belowLast() lang.Value {
	last := r.a.subject.Last
	if last == nil || last.Status(r.index) == policy.CannotTell {
		return lang.Value{}
	}
	return less(lang.DecimalOf(last.Delta(r.index)), lang.Decimal(r.Delta[r.at]))
}

func product(a, b lang.Value) lang.Value {
	x, _ := a.Decimal()
	y, _ := b.Decimal()
	return amountOf(x.Mul(y))
}

func less(a lang.Value, by lang.Decimal) lang.Value {
	d, ok := a.Decimal()
	if !a.Known() || !ok {
		return a
	}
	return amountOf(d.Sub(by))
}

// amountOf gives what a sum came to; one that no decimal holds has failed.
func amountOf(d lang.Decimal, err error) lang.Value {
	if err != nil {
		return lang.Failed(source.Fault{Message: source.Say("the amount is too large", "金额过大，无法计算")})
	}
	return lang.DecimalOf(d)
}
