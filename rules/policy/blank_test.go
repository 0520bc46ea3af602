package policy_test

import (
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

func TestBlanks(t *testing.T) {
	const tables = `policy: p
title: t
effective: 2014-10-01
tables:
  none: {by: [rank], rows: unknown, cite: 一}
  some: {by: [rank], rows: {131: 5, 132: unknown}, cite: 二}
  ended: {by: [rank], rows: {131: {initial: unknown, 2014-10-01: 7}}, cite: 三}
values:
  fee: {value: unknown, cite: 四}
items:
`
	for items, want := range map[string]string{
		"  - {item: living, add: table.none(person.rank)}\n":                                                  "table.none",
		"  - {item: living, add: table.none(person.rank)}\n  - {item: living, add: value.fee}\n":              "table.none value.fee",
		"  - {item: living, add: table.none(person.rank)}\n  - {item: basic, add: table.none(person.rank)}\n": "table.none",
		"  - {item: living, add: table.none(person.rank)}\n  - {item: living, add: 5}\n":                      "",
		"  - {item: living, add: table.some(person.rank)}\n":                                                  "",
		"  - {item: living, add: table.ended(person.rank)}\n":                                                 "",
		"  - {item: living, when: person.military, add: 'value.fee * 2'}\n":                                   "value.fee",
	} {
		var named []string
		for _, b := range load(t, tables+items).Blanks() {
			name, _, _ := strings.Cut(b.Pos.File.Line(b.Pos.Line), ":")
			prefix := map[bool]string{true: "value.", false: "table."}[strings.TrimSpace(name) == "fee"]
			named = append(named, prefix+strings.TrimSpace(name))
		}
		if got := strings.Join(named, " "); got != want {
			t.Errorf("%s: %q, want %q", items, got, want)
		}
	}
}

// What is shipped as a template says so, and nothing else does.
func TestBlanksOfWhatIsShipped(t *testing.T) {
	s, _ := roster.LoadSchema(configs.SchemaFile())
	var blank []string
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, s)
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		if len(p.Blanks()) > 0 {
			blank = append(blank, p.ID)
		}
	}
	if got := strings.Join(blank, " "); got != "cn-2006-60 cn-2006-61 sd-2016-lixiu" {
		t.Errorf("templates: %s", got)
	}
}
