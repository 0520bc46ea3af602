package policy_test

import (
	"testing"

	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// TestCasesKnowTheDay runs cases on the day the document was issued, else the
// effective one, unless they name their own.
func TestCasesKnowTheDay(t *testing.T) {
	for document, day := range map[string]string{
		"document: {issued: 2015-01-12}": "2015-01-12",
		"":                               "2014-10-01",
	} {
		p := load(t, head+document+`
items: [{item: basic, add: 'as_of == date("`+day+`") ? 1 : 2'}]
cases:
  - {name: 默认, person: {}, delta: 1}
  - {name: 指明, person: {}, as_of: 2016-01-01, delta: 2}
`)
		if problems := p.RunCases(); len(problems) > 0 {
			t.Errorf("%q: %v", document, problems)
		}
	}
}

// TestEveryStatementIsHeld states each thing rightly and then wrongly: a case
// that could not fail would prove nothing.
func TestEveryStatementIsHeld(t *testing.T) {
	for right, wrong := range map[string]string{
		"delta: 1":         "delta: 0",
		"before: 1":        "before: 2",
		"after: 2":         "after: 1",
		"arrears: 8":       "arrears: 1",
		"status: affected": "status: 无变化",
		"missing: []":      "missing: [rank]",
	} {
		for statement, want := range map[string]int{right: 0, wrong: 1} {
			p := load(t, head+"items: [{item: basic, add: 1}]\ncases: [{name: 例, person: {pay.basic: 1}, "+statement+"}]\n")
			if problems := p.RunCases(); len(problems) != want {
				t.Errorf("%s: %d differences, want %d: %v", statement, len(problems), want, problems)
			}
		}
	}
}

// TestSchemaWithoutDeath applies a policy under a county's schema that records
// no deaths and no payers.
func TestSchemaWithoutDeath(t *testing.T) {
	small := source.NewFile("small.yaml", []byte(`fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: pay.fen, kind: decimal, label: 零头}
`))
	s, problems := roster.LoadSchema(small)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p, problems := policy.Load(source.NewFile("test.yaml", []byte(head+
		"channel: [县财政]\nitems: [{item: fen, add: 0.0005, rounding: {to: 0.0001}}]\n")), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	if got, want := written(p.Apply(personOf(t, s, ""), aDay)), "affected ?→? 0.0005 ×8=0.004 | #0 ?→? 0.0005 =0.004 | fen ?"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if lines := p.Explain(personOf(t, s, ""), aDay); lines[1].Value != "+0.0005 元/月" {
		t.Errorf("explained as %s", lines[1].Value)
	}
	if len(p.Channel) != 1 || p.Channel[0] != "县财政" {
		t.Errorf("channel %v", p.Channel)
	}
}
