package reports

import (
	"cmp"
	"fmt"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// policyFacts are what the report says of a policy before it says whom it affects.
func (m *Model) policyFacts(p *policy.Policy) []fact {
	facts := []fact{
		{"文号", cmp.Or(p.Document.Number, "—")},
		{"制定机关", cmp.Or(p.Document.Issuer, "—")},
		{"状态", say(policyStatuses, p.Status)},
		{"生效", longDate(p.Effective)},
		{"首次发放", longDate(p.PaidFrom)},
		{"适用范围", m.scopeWords(p)},
		{"发放渠道", cmp.Or(m.channelWords(p), "未指明")},
		{"可信程度", gradeWords(p.Document.Confidence)},
	}
	if n := p.ArrearsMonths(); n > 0 {
		facts[4].Value += fmt.Sprintf("（补发 %d 个月）", n)
	}
	if p.Document.Issued != 0 {
		facts[0].Value += "，" + longDate(p.Document.Issued) + "印发"
	}
	return append(facts, headlineFacts(p)...)
}

func (m *Model) scopeWords(p *policy.Policy) string {
	if p.Scope.When == nil {
		return "全体在册人员"
	}
	words := m.census.read(p.Scope.When.Text())
	if strings.TrimSpace(p.Scope.When.Text()) == "true" {
		words = "全体在册人员"
	}
	if p.Scope.Cite != "" {
		words += "（" + p.Scope.Cite + "）"
	}
	return words
}

func gradeWords(grade string) string {
	if grade == "" {
		return "未注明"
	}
	return grade + "（" + say(grades, grade) + "）"
}

func headlineFacts(p *policy.Policy) []fact {
	if d, ok := p.Headline.Amount.Decimal(); ok {
		return []fact{{"公众预期", "每月 " + money(d) + " 元"}}
	}
	if d, ok := p.Headline.Rate.Decimal(); ok {
		return []fact{{"公众预期", percent(d)}}
	}
	return nil
}

// percent writes a rate: 0.038 is 3.8%.
func percent(d lang.Decimal) string {
	hundredfold, err := d.Mul(100 * lang.One)
	if err != nil {
		return d.String()
	}
	return hundredfold.String() + "%"
}

// channelWords gives the labels of the payers that the policy names.
func (m *Model) channelWords(p *policy.Policy) string {
	var labels []string
	for _, code := range p.Channel {
		labels = append(labels, m.census.codeLabel("payer", code))
	}
	return strings.Join(labels, "、")
}

func (m *Model) clauseRows(p *policy.Policy) []clauseRow {
	var rows []clauseRow
	for _, item := range p.Items {
		row := clauseRow{
			Title: item.Title, PayItem: m.census.payLabel(item.PayItem), Kind: "在原额上增加",
			Condition: "全部范围内人员", Rounding: roundingWords(item.Rounding), Cite: cmp.Or(item.Cite, "—"),
		}
		if item.Sets {
			row.Kind = "改按新标准"
		}
		if item.When != nil {
			row.Condition = m.census.read(item.When.Text())
		}
		if item.Amount != nil {
			row.Amount = m.amountWords(item.Amount.Text())
		}
		rows = append(rows, row)
	}
	return rows
}

// amountWords reads the amount of a clause; one that is a number alone is of yuan.
func (m *Model) amountWords(expression string) string {
	if d, err := lang.ParseDecimal(strings.TrimSpace(expression)); err == nil {
		return money(d) + " 元"
	}
	return m.census.read(expression)
}

func roundingWords(r policy.RoundingRule) string {
	names := map[lang.Rounding]string{
		lang.HalfUp: "四舍五入", lang.HalfEven: "四舍六入五成双", lang.Up: "进位", lang.Down: "舍去",
	}
	if r.To == 0 {
		return "—"
	}
	return names[r.Mode] + "到 " + r.To.String() + " 元"
}
