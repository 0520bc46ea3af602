package policy_test

import (
	"fmt"
	"testing"

	"weiran/rules/policy"
)

// designExample is the policy file of the design's own page, with the rows of
// its table that the test's schema knows.
const designExample = `
policy: cn-2015-3                     # stable id
title: 增加机关事业单位离退休人员离退休费
document: {number: 国办发〔2015〕3号, issuer: 国务院办公厅, issued: 2015-01-12, confidence: B}
status: enacted                       # proposed | announced | enacted
effective: 2014-10-01                 # due from
paid_from: 2015-06-01                 # first payroll that pays it; arrears run in between
channel: [finance]                     # payers the document names; labels (财政) are read as codes anywhere
headline: {amount: 460}               # what people expect; or {rate: 3.8%}
scope: {when: 'person.retired_on <= date("2014-09-30")', cite: 第一条}
tables:
  lixiu: {by: [rank], rows: {131: 570, 132: 480}, else: 400, cite: 第二条（一）}
bands:
  age_addition: {of: date, rows: [{to: 1934-09-30, value: 100}, {to: 1939-09-30, value: 60}], else: 0, cite: 第二条（三）}
items:                                # each changes one pay item: add (to what is paid) or set (a new standard)
  - {item: basic, title: 定额增加, when: 'person.category == "lixiu"', add: 'table.lixiu(person.rank)', cite: 第二条（一）}
  - {item: basic, title: 高龄增加, add: 'band.age_addition(person.born)', cite: 第二条（三）}
rounding: {to: 0.01, mode: half_up}   # half_up | half_even | up | down; per item too
milestones:
  - {id: basis, title: 取得文件依据, owner: 人社局, due: 2015-01-31, done: 2015-01-20}
cases:                                # worked cases of the document: run by the program's own test command
  - {name: 离休正处 1932, person: {category: lixiu, rank: 131, born: 1932-05-01, retired_on: 1992-01-01}, delta: 670}
`

// TestDesignExample reads the design's example as it stands and applies it.
func TestDesignExample(t *testing.T) {
	p := load(t, designExample)
	if problems := p.RunCases(); len(problems) > 0 {
		t.Error(problems)
	}
	if p.Document.Number != "国办发〔2015〕3号" || p.Document.Issued.String() != "2015-01-12" || p.Document.Confidence != "B" {
		t.Errorf("document: %+v", p.Document)
	}
	if m := p.Milestones; len(m) != 1 || m[0].Due.String() != "2015-01-31" || m[0].Done.String() != "2015-01-20" {
		t.Errorf("milestones: %+v", m)
	}
	if len(p.Channel) != 1 || p.Channel[0] != "finance" || p.Headline.Amount.String() != "460" || p.Headline.Rate.Known() {
		t.Errorf("channel %v, headline %+v", p.Channel, p.Headline)
	}
	s := schema(t)
	for words, want := range map[string]string{
		"category=lixiu rank=131 born=1932-05-01 retired_on=1992-01-01 pay.basic=4800": "affected 4800→5470 670 ×8=5360 | " +
			"#0 4800→5370 570 =4560 | #1 5370→5470 100 =800 | basic 5470",
		"category=tuixiu rank=131 born=1936-01-01 retired_on=1996-02-01": "affected ?→? 60 ×8=480 | #1 ?→? 60 =480 | basic ?",
		"category=tuixiu rank=131 born=1950-01-01 retired_on=2010-02-01": "unchanged ?→? 0 ×8=0 | #1 ?→? 0 =0 | basic ?",
		"category=lixiu rank=141 born=1939-09-30 retired_on=2014-09-30":  "affected ?→? 460 ×8=3680 | #0 ?→? 400 =3200 | #1 ?→? 60 =480 | basic ?",
		"category=lixiu rank=131 born=1932-05-01 retired_on=2014-10-01":  "out_of_scope ?→? 0 ×0=0 | basic ?",
		"category=lixiu rank=131 retired_on=1992-01-01":                  "cannot_tell ?→? 0 ×0=0 | basic ? | missing person.born",
		"born=1932-05-01 retired_on=1992-01-01":                          "cannot_tell ?→? 0 ×0=0 | basic ? | missing person.category",
	} {
		if got := written(p.Apply(personOf(t, s, words), aDay)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", words, got, want)
		}
	}
}

// TestHeadValues keeps the head's fields and values in step, and what the file
// does not state unknown under its own name.
func TestHeadValues(t *testing.T) {
	for _, text := range []string{designExample, "policy: p\ntitle: t\neffective: 2020-01-01\n"} {
		p := load(t, text)
		fields, values := policy.HeadFields(schema(t)), p.HeadValues()
		if len(fields) != len(values) {
			t.Fatalf("%d fields, %d values", len(fields), len(values))
		}
		for i, f := range fields {
			switch v := values[i]; {
			case v.Known() && v.Kind() != f.Kind:
				t.Errorf("%s is a %s, its value a %s", f.Name, f.Kind, v.Kind())
			case !v.Known() && (len(v.Missing()) != 1 || v.Missing()[0] != f.Name):
				t.Errorf("%s is unknown under %v", f.Name, v.Missing())
			}
		}
	}
}

// TestHash tells two texts apart, however little differs.
func TestHash(t *testing.T) {
	a, b := load(t, head), load(t, head+"# \n")
	if a.Hash() == b.Hash() || len(a.Hash()) != 64 {
		t.Errorf("%s and %s", a.Hash(), b.Hash())
	}
}

// TestLabelsAreReadAsCodesAnywhere holds the design's promise for the head: the
// channel of the file is codes, and a label beside it must not be silently false.
func TestLabelsAreReadAsCodesAnywhere(t *testing.T) {
	text := head + "channel: [财政]\nitems:\n  - {item: basic, when: '%s', add: 1}\n"
	for _, when := range []string{
		`"财政" in policy.channel`,
		`"finance" in policy.channel`,
		`policy.channel.exists(c, c == "财政")`,
		`person.payer in policy.channel`,
		`policy.status == "已印发执行"`,
	} {
		p, s := load(t, fmt.Sprintf(text, when)), schema(t)
		if got := p.Apply(personOf(t, s, "payer=财政"), aDay).Status; got != policy.Affected {
			t.Errorf("%s: %s", when, got)
		}
	}
}
