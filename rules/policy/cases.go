package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// statuses are the states of a person, as cases and reports write them.
func statuses() []lang.Code {
	var codes []lang.Code
	for s := Affected; s <= CannotTell; s++ {
		codes = append(codes, lang.Code{Code: s.String(), Label: s.Label()})
	}
	return codes
}

// cells is a person that a case describes; what it does not give is unknown.
type cells []lang.Value

// Field gives one cell.
func (c cells) Field(index int) lang.Value { return c[index] }

func (l *loader) cases(texts []caseText, p *Policy) []Case {
	var cases []Case
	seen := map[string]bool{}
	for _, text := range texts {
		if seen[text.Name.Value] && !text.Name.Empty() {
			l.repeated(text.Name)
		}
		seen[text.Name.Value] = true
		cases = append(cases, l.workedCase(text, p))
	}
	return cases
}

func (l *loader) workedCase(text caseText, p *Policy) Case {
	w := Case{
		Name:   text.Name.Value,
		Pos:    text.Pos,
		Person: l.person(text.Person),
		AsOf:   p.Effective,
		Expect: Expectation{
			Status:  l.oneOf(text.Status, statuses(), ""),
			Delta:   amountOf(text.Delta),
			Before:  amountOf(text.Before),
			After:   amountOf(text.After),
			Arrears: amountOf(text.Arrears),
			Missing: l.missing(text.Missing),
		},
	}
	if p.Document.Issued != 0 {
		w.AsOf = p.Document.Issued
	}
	if text.AsOf != nil {
		w.AsOf = *text.AsOf
	}
	if w.Expect.silent() && text.Status.Empty() {
		l.problems.Add(text.Pos,
			source.Say("the case states nothing", "该算例没有写明结果"),
			source.Say("add delta, before, after, arrears, status or missing", "请写明 delta、before、after、arrears、status 或 missing"))
	}
	return w
}

// silent reports whether nothing is stated.
func (e Expectation) silent() bool {
	return e.Status == "" && e.Missing == nil &&
		!e.Delta.Known() && !e.Before.Known() && !e.After.Known() && !e.Arrears.Known()
}

// person reads the cells of a case as the roster's own cells are read.
func (l *loader) person(texts source.Map[source.Str]) cells {
	person := make(cells, len(l.layout.fields))
	for i, f := range l.layout.fields {
		person[i] = lang.Unknown(f.Name)
	}
	for _, e := range texts {
		field, ok := l.field(e.Key)
		if !ok || e.Value.Empty() {
			continue
		}
		v, err := l.schema.ParseCell(field, e.Value.Value)
		switch {
		case err != nil:
			fault := faultOf(err)
			l.fault(e.Value, fault.Message, fault.Hint)
		case v.Known():
			person[field] = v
		}
	}
	return person
}

// field finds the roster field that a name of the file means.
func (l *loader) field(name source.Str) (index int, ok bool) {
	if index = l.schema.Index(name.Value); index >= 0 {
		return index, true
	}
	l.fault(name, source.Say("unknown field %q", "未知的字段 %q", name.Value), l.fieldMeant(name.Value))
	return -1, false
}

// fieldMeant is the hint for a field that is not known: one that is named by its
// label or a header of the roster, or else the nearest of those that identify
// nobody.
func (l *loader) fieldMeant(name string) source.Text {
	if i, ok := l.schema.Header(name); ok && !l.schema.Fields[i].Private {
		return source.DidYouMean(l.schema.Fields[i].Name, []string{l.schema.Fields[i].Name})
	}
	var known []string
	for _, f := range l.schema.Fields {
		if !f.Private {
			known = append(known, f.Name)
		}
	}
	return source.DidYouMean(bare(name), known)
}

// missing reads the fields that a case says would decide, as dotted names.
func (l *loader) missing(names []source.Str) []string {
	if names == nil {
		return nil
	}
	fields := []string{}
	for _, name := range names {
		if index, ok := l.field(name); ok {
			fields = append(fields, l.layout.fields[index].Name)
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// RunCases applies the policy to each of its cases and gives what differs from
// what they state; none differing gives no problems.
func (p *Policy) RunCases() source.Problems {
	var problems source.Problems
	for _, c := range p.Cases {
		o := p.Apply(c.Person, c.AsOf)
		for _, d := range differences(c.Expect, o) {
			problems.Add(c.Pos, source.Say("%s: %s", "%s：%s", c.Name, d), why(o))
		}
	}
	return problems
}

// differences says what an outcome has otherwise than a case states.
func differences(e Expectation, o Outcome) []source.Text {
	var found []source.Text
	if e.Status != "" && e.Status != o.Status.String() {
		found = append(found, differs("status", "状态", e.Status, o.Status))
	}
	for _, amount := range []struct {
		en, zh           string
		stated, computed lang.Value
	}{
		{"before", "原标准", e.Before, o.Before},
		{"after", "新标准", e.After, o.After},
		{"delta", "月增减额", e.Delta, o.told(o.Delta)},
		{"arrears", "补发", e.Arrears, o.told(o.Arrears)},
	} {
		if amount.stated.Known() && !amount.stated.Equal(amount.computed) {
			found = append(found, differs(amount.en, amount.zh, amount.stated, orCannotTell(amount.computed)))
		}
	}
	if e.Missing != nil && !slices.Equal(e.Missing, o.Missing) {
		found = append(found, differs("missing", "缺少字段", list(e.Missing), list(o.Missing)))
	}
	return found
}

func differs(en, zh string, stated, computed any) source.Text {
	return source.Text{
		EN: source.Say("stated %s %s, computed %s", "", en, stated, computed).EN,
		ZH: source.Say("", "%s写明 %s，算得 %s", zh, stated, computed).ZH,
	}
}

// told gives an amount of the outcome, unknown where it cannot be told.
func (o Outcome) told(d lang.Decimal) lang.Value {
	if o.Status == CannotTell {
		return lang.Value{}
	}
	return lang.DecimalOf(d)
}

func orCannotTell(v lang.Value) any {
	if v.Known() {
		return v
	}
	return source.Say("cannot tell", "无法判定")
}

func list(names []string) string { return "[" + strings.Join(names, ", ") + "]" }

// why says, as a hint, what keeps an outcome open or empty.
func why(o Outcome) source.Text {
	if o.Status == OutOfScope {
		return source.Say("the person is out of scope", "此人不在政策范围内")
	}
	var en, zh []string
	if len(o.Missing) > 0 {
		fields := strings.Join(o.Missing, ", ")
		en, zh = append(en, "unknown: "+fields), append(zh, "未知："+fields)
	}
	for _, r := range o.Reasons {
		en, zh = append(en, r.Message.EN), append(zh, r.Message.ZH)
	}
	return source.Text{EN: strings.Join(en, "; "), ZH: strings.Join(zh, "；")}
}
