package policy

import (
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// statusCodes are the states of a policy, in the order in which it passes
// through them.
var statusCodes = []lang.Code{
	{Code: "proposed", Label: "拟议"},
	{Code: "announced", Label: "已公布"},
	{Code: "enacted", Label: "已印发执行"},
}

// confidenceCodes are the grades of how sure the figures are: read in the
// official text, nearly so, two pages agree, one page only, remembered.
var confidenceCodes = []lang.Code{
	{Code: "A", Label: "原文核对"},
	{Code: "A-", Label: "基本核对"},
	{Code: "B", Label: "多处互证"},
	{Code: "C", Label: "仅见一处"},
	{Code: "M", Label: "待核实"},
}

// HeadFields gives the policy's head as fields of expressions (policy.id,
// policy.effective, policy.document.number, policy.headline.amount, …); the
// names and kinds are the same for every policy. The channel's codes are those
// of the roster's payer field, so that a label such as 财政 is read as its code.
func HeadFields(s *roster.Schema) []lang.Field {
	return []lang.Field{
		{Name: "policy.id", Kind: lang.String, Label: "政策编号"},
		{Name: "policy.title", Kind: lang.String, Label: "政策名称"},
		{Name: "policy.status", Kind: lang.String, Label: "政策状态", Enum: statusCodes},
		{Name: "policy.effective", Kind: lang.DateKind, Label: "执行时间"},
		{Name: "policy.paid_from", Kind: lang.DateKind, Label: "开始发放时间"},
		{Name: "policy.channel", Kind: lang.Strings, Label: "经费渠道", Enum: payerCodes(s)},
		{Name: "policy.matters", Kind: lang.Strings, Label: "涉及事项"},
		{Name: "policy.headline.amount", Kind: lang.DecimalKind, Label: "公众预期金额"},
		{Name: "policy.headline.rate", Kind: lang.DecimalKind, Label: "公众预期比例"},
		{Name: "policy.document.number", Kind: lang.String, Label: "文号"},
		{Name: "policy.document.issuer", Kind: lang.String, Label: "发文机关"},
		{Name: "policy.document.issued", Kind: lang.DateKind, Label: "发文日期"},
		{Name: "policy.document.confidence", Kind: lang.String, Label: "可信度", Enum: confidenceCodes},
	}
}

// payerCodes gives the allowed values of the roster's payer field.
func payerCodes(s *roster.Schema) []lang.Code {
	payer := s.Index("payer")
	if payer < 0 {
		return nil
	}
	return s.LangFields()[payer].Enum
}

// HeadValues gives the values of HeadFields, in that order. What the file does
// not state is unknown, under its own name.
func (p *Policy) HeadValues() []lang.Value {
	values := []lang.Value{
		lang.StringOf(p.ID),
		lang.StringOf(p.Title),
		lang.StringOf(p.Status),
		lang.DateOf(p.Effective),
		lang.DateOf(p.PaidFrom),
		lang.StringsOf(p.Channel),
		lang.StringsOf(p.Matters),
		p.Headline.Amount,
		p.Headline.Rate,
		stated(p.Document.Number),
		stated(p.Document.Issuer),
		issued(p.Document),
		stated(p.Document.Confidence),
	}
	for i, f := range HeadFields(p.layout.schema) {
		if !values[i].Known() {
			values[i] = lang.Unknown(f.Name)
		}
	}
	return values
}

// stated gives a text of the file, unknown where the file is silent.
func stated(text string) lang.Value {
	if text == "" {
		return lang.Value{}
	}
	return lang.StringOf(text)
}

// issued gives the day of a document, unknown where the file is silent.
func issued(d Document) lang.Value {
	if d.Issued == 0 {
		return lang.Value{}
	}
	return lang.DateOf(d.Issued)
}
