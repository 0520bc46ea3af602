package risk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const silenceRules = `
group: silence
title: 未提及
rules:
  - rule: silent
    title: 未提及
    scope: policy
    when: 'true'
    severity: low
    grievance: notice
    owner: 县人社局
    within: 10d
    cite: 稳评
    says: "{silence.ranks}；{silence.categories}"
    advice: 一句话。
`

// drawSpeech makes up a policy that speaks of some ranks and categories.
func drawSpeech(t *rapid.T) string {
	figure := rapid.SampledFrom([]string{"100", "0", "unknown"})
	var rows []string
	for _, rank := range rapid.SampledFrom([][]string{{"131"}, {"132", "141"}, {"131", "132", "141"}}).Draw(t, "rows") {
		rows = append(rows, rank+": "+figure.Draw(t, "figure"))
	}
	var items []string
	if rapid.Bool().Draw(t, "add") {
		items = append(items, "{item: living, title: 一, when: '"+rapid.SampledFrom([]string{"true", `person.category == "lixiu"`}).Draw(t, "when")+"', add: table.living(person.rank), cite: 一}")
	}
	if len(items) == 0 || rapid.Bool().Draw(t, "set") {
		items = append(items, "{item: living, title: 二, when: 'person.born < date(\"1935-01-01\")', set: "+rapid.SampledFrom([]string{"1000", "pay.living"}).Draw(t, "set to")+", cite: 二}")
	}
	return "policy: p\ntitle: t\neffective: 2015-04-01\nscope: {when: '" +
		rapid.SampledFrom([]string{"true", `person.category != "lixiu"`, `person.born < date("1940-01-01")`}).Draw(t, "scope") + "'}\n" +
		"tables: {living: {by: [rank], rows: {" + strings.Join(rows, ", ") + "}, cite: 一}}\nitems: [" + strings.Join(items, ", ") + "]\n"
}

// spokenOfNaively asks the reference of a person alone whether the policy speaks of
// them, in the words of the documentation.
func spokenOfNaively(o policy.Outcome, p *policy.Policy) bool {
	switch o.Status {
	case policy.Affected:
		return true
	case policy.CannotTell:
		return len(o.Reasons) == 0 || slices.ContainsFunc(o.Reasons, policy.OfHole)
	}
	for _, c := range o.Clauses {
		if c.Delta != 0 || p.Items[c.Item].Sets {
			return true
		}
	}
	return false
}

// TestSilenceIsWhatNobodyIsSpokenOf compares silence on ranks and categories with
// what the policy says of each person, one after the other.
func TestSilenceIsWhatNobodyIsSpokenOf(t *testing.T) {
	s := schema(t)
	pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte(silenceRules))}, s)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	asOf, _ := lang.NewDate(2015, 3, 1)
	rapid.Check(t, func(t *rapid.T) {
		p, problems := policy.Load(source.NewFile("policy.yaml", []byte(drawSpeech(t))), s)
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		b := roster.NewBuilder(s, rapid.SampledFrom([]int{1, 2, 64}).Draw(t, "batch"))
		n := rapid.IntRange(1, 6).Draw(t, "persons")
		for i := range n {
			cells := make([]lang.Value, len(s.Fields))
			for _, field := range [][]string{
				{"person", fmt.Sprint("P", i)},
				{"category", "lixiu", "tuixiu", ""},
				{"rank", "131", "132", "141", ""},
				{"born", "1930-01-01", "1938-01-01", "1950-01-01", ""},
				{"pay.living", "1000", "900", ""},
			} {
				at := s.Index(field[0])
				var err error
				if cells[at], err = s.ParseCell(at, rapid.SampledFrom(field[1:]).Draw(t, field[0])); err != nil {
					t.Fatal(err)
				}
			}
			b.Append(cells)
		}
		payroll := policy.NewPayroll(b.Build())
		outcomes, err := p.ApplyAll(t.Context(), payroll, asOf, 2)
		if err != nil {
			t.Fatal(err)
		}
		findings, unsure, err := pack.Assess(t.Context(), risk.Subject{AsOf: asOf, Policy: p, Outcomes: outcomes, Workers: 2})
		if err != nil || len(findings) != 1 || len(unsure) != 0 {
			t.Fatal(findings, unsure, err)
		}
		var want []string
		for _, field := range [][]string{{"rank", "131", "132", "141"}, {"category", "lixiu", "tuixiu"}} {
			want = append(want, silentNaively(p, payroll, field, asOf))
		}
		if got := findings[0].Says; got != strings.Join(want, "；") {
			t.Fatalf("got %q, want %q\n%s", got, strings.Join(want, "；"), p.File.Text)
		}
	})
}

// silentNaively lists the values of a field, named first, of which no person is
// spoken of.
func silentNaively(p *policy.Policy, payroll *policy.Payroll, field []string, asOf lang.Date) string {
	s := payroll.Roster.Schema
	at := s.Index(field[0])
	var labels []string
	for _, code := range field[1:] {
		exists, spoken, label := false, false, ""
		for row := range payroll.Roster.Len() {
			person := payroll.Row(row)
			if v := person.Field(at); v.Known() && v.String() == code {
				label = s.ValueLabel(at, v)
				exists = true
				spoken = spoken || spokenOfNaively(p.Apply(person, asOf), p)
			}
		}
		if exists && !spoken {
			labels = append(labels, label)
		}
	}
	return strings.Join(labels, "、")
}
