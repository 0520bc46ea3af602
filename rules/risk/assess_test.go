package risk_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A person is the cells of one row of a roster, by field.
type person map[string]string

// people builds a roster, in the order of keys.
func people(t testing.TB, s *roster.Schema, persons ...person) *roster.Roster {
	t.Helper()
	b := roster.NewBuilder(s, 0)
	for _, p := range persons {
		cells := make([]lang.Value, len(s.Fields))
		for name, text := range p {
			i := s.Index(name)
			if i < 0 {
				t.Fatalf("no field %s", name)
			}
			var err error
			if cells[i], err = s.ParseCell(i, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	return b.Build().Sorted()
}

// livingPolicy adds a tenth of the living allowance, and sets it for tuixiu.
const livingPolicy = `
policy: living
title: 生活补贴增加一成
document: {number: 测发〔2015〕1号, issued: 2015-01-12, confidence: M}
effective: 2014-10-01
paid_from: 2015-06-01
scope: {when: 'person.rank <= 132'}
items:
  - {item: living, title: 增加一成, when: 'person.category == "lixiu"', add: 'pay.living * 10%'}
  - {item: living, title: 统一标准, when: 'person.category == "tuixiu"', set: 1000}
`

func loadPolicy(t testing.TB, s *roster.Schema, text string) *policy.Policy {
	t.Helper()
	p, problems := policy.Load(source.NewFile("policy.yaml", []byte(text)), s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}

func loadPack(t testing.TB, s *roster.Schema, text string) *risk.Pack {
	t.Helper()
	pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte(text))}, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return pack
}

// ruleFile writes a rule file of one rule with a condition.
func ruleFile(peers, when, says string) string {
	return fmt.Sprintf(`
group: test
title: 测试
peers: {%s}
rules:
  - rule: tested
    title: 测试
    when: '%s'
    severity: medium
    grievance: comparison
    owner: 县人社局
    within: 2w
    cite: 稳评·合理性
    says: '%s'
    advice: 说明依据 {policy.document.number}。
`, peers, when, says)
}

// subject applies a policy to a roster on 2015-01-20.
func subject(p *policy.Policy, r *roster.Roster) risk.Subject {
	asOf, _ := lang.NewDate(2015, 1, 20)
	return after(p, policy.NewPayroll(r), asOf)
}

// after applies a policy to what is paid before it.
func after(p *policy.Policy, paid *policy.Payroll, asOf lang.Date) risk.Subject {
	outcomes, err := p.ApplyAll(context.Background(), paid, asOf, 2)
	if err != nil {
		panic(err)
	}
	return risk.Subject{AsOf: asOf, Policy: p, Outcomes: outcomes, Workers: 2}
}

// sample is everyone that the tests of conditions look at: three who
// compare themselves, and one of each kind that is not like them.
func sample() []person {
	return []person{
		{"person": "P1", "category": "lixiu", "rank": "131", "pay.living": "1000", "disabled": "是", "born": "1930-01-01"},
		{"person": "P2", "category": "lixiu", "rank": "131", "pay.living": "2000", "disabled": "否", "born": "1931-01-01"},
		{"person": "P3", "category": "lixiu", "rank": "131", "pay.living": "4000"},
		{"person": "P4", "category": "lixiu", "rank": "132", "pay.living": "0"},
		{"person": "P5", "category": "tuixiu", "rank": "132", "pay.living": "1500"}, // loses 500
		{"person": "P6", "category": "lixiu", "rank": "141", "pay.living": "1000"},  // out of scope
		{"person": "P7", "category": "lixiu", "pay.living": "1000"},                 // rank unknown: cannot tell
		{"person": "P8", "category": "lixiu", "rank": "131"},                        // pay unknown: cannot tell
	}
}

func TestConditions(t *testing.T) {
	const peers = "alike: {by: [person.category, person.rank], of: [impact.delta, impact.gains, person.disabled]}"
	for name, test := range map[string]struct {
		peers, when string
		found       string
		unsure      string
	}{
		"a gain":                          {"", "impact.delta > 0", "P1 P2 P3", ""},
		"a loss":                          {"", "impact.delta < 0", "P5", ""},
		"out of scope gains nothing":      {"", "impact.delta == 0", "P4 P6", ""},
		"the status is known of all":      {"", `impact.status == "cannot_tell"`, "P7 P8", ""},
		"and may be written in Chinese":   {"", `impact.status == "不在范围"`, "P6", ""},
		"in scope":                        {"", "impact.in_scope", "P1 P2 P3 P4 P5", ""},
		"gains":                           {"", "impact.gains", "P1 P2 P3", ""},
		"after":                           {"", "impact.after == 1000", "P5 P6", ""},
		"arrears of eight months":         {"", "impact.arrears == 1600 && impact.months == 8", "P2", ""},
		"the rate":                        {"", "impact.rate == 10%", "P1 P2 P3", ""},
		"a rate of nothing paid":          {"", "impact.rate == 0", "P4 P6", ""},
		"known of what is unknown":        {"", "!known(impact.delta)", "P7 P8", ""},
		"what is wanting":                 {"", `"职级" in impact.missing`, "P7", ""},
		"what is wanting is a pay item":   {"", `"生活补贴" in impact.missing`, "P8", ""},
		"an empty cell decides":           {"", "person.disabled", "P1", "P3:person.disabled P4:person.disabled P5:person.disabled P6:person.disabled P7:person.disabled P8:person.disabled"},
		"unless it cannot":                {"", "person.disabled && impact.delta > 100", "", "P3:person.disabled P7:person.disabled P8:person.disabled"},
		"the policy's own want is untold": {"", `impact.delta > 0 && person.rank == 131`, "P1 P2 P3", ""},
		"the size of a group":             {peers, "peers.alike.count == 4", "P1 P2 P3 P8", "P7:person.rank"},
		"known values of a group":         {peers, "peers.alike.count == 4 && peers.alike.delta.count == 3", "P1 P2 P3 P8", "P7:person.rank"},
		"the median of the known":         {peers, "peers.alike.delta.p50 == 200", "P1 P2 P3 P8", "P7:person.rank"},
		"the tenth percentile":            {peers, "peers.alike.delta.p10 == 120", "P1 P2 P3 P8", "P7:person.rank"},
		"the mean":                        {peers, "peers.alike.delta.mean == 233.3333", "P1 P2 P3 P8", "P7:person.rank"},
		"the lowest and highest":          {peers, "peers.alike.delta.min == 100 && peers.alike.delta.max == 400", "P1 P2 P3 P8", "P7:person.rank"},
		"the first in rank":               {peers, "peers.alike.delta.rank == 1", "P3 P4 P5 P6", "P7:person.rank"},
		"the last in rank":                {peers, "peers.alike.delta.rank == 3", "P1", "P7:person.rank"},
		"the share of a bool":             {peers, "peers.alike.disabled.share == 50%", "P1 P2 P3 P8", "P4:person.disabled P5:person.disabled P6:person.disabled P7:person.rank"},
		"the share of gains":              {peers, "peers.alike.gains.share == 1", "P1 P2 P3 P8", "P7:person.rank"},
		"everybody is a group":            {"all: {by: [], of: [impact.delta]}", "peers.all.count == 8 && peers.all.delta.count == 6", "P1 P2 P3 P4 P5 P6 P7 P8", ""},
		"a key that is an expression":     {`age: {by: ["age_on(person.born, as_of) >= 85"]}`, "peers.age.count == 1", "P1 P2", "P3:person.born P4:person.born P5:person.born P6:person.born P7:person.born P8:person.born"},
		"a key that is a measure":         {"how: {by: [impact.delta]}", "peers.how.count == 2", "P4 P6", ""},
		"the head of the policy":          {"", `policy.document.number == "测发〔2015〕1号" && policy.paid_from > as_of`, "P1 P2 P3 P4 P5 P6 P7 P8", ""},
		"nobody":                          {"", "impact.delta > 1000000", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := schema(t)
			pack := loadPack(t, s, ruleFile(test.peers, test.when, "说明。"))
			findings, unsure, err := pack.Assess(t.Context(), subject(loadPolicy(t, s, livingPolicy), people(t, s, sample()...)))
			if err != nil {
				t.Fatal(err)
			}
			var found, undecided []string
			for _, f := range findings {
				found = append(found, f.Person)
			}
			for _, u := range unsure {
				undecided = append(undecided, u.Person+":"+strings.Join(u.Missing, ","))
			}
			if got := strings.Join(found, " "); got != test.found {
				t.Errorf("found %q, want %q", got, test.found)
			}
			if got := strings.Join(undecided, " "); got != test.unsure {
				t.Errorf("unsure %q, want %q", got, test.unsure)
			}
		})
	}
}

func TestAFailedConditionIsUnsureWithAReason(t *testing.T) {
	s := schema(t)
	p := loadPolicy(t, s, strings.Replace(livingPolicy, "pay.living * 10%", "pay.living * 10% + 1", 1))
	pack := loadPack(t, s, ruleFile("", "impact.rate > 20%", "增幅 {impact.rate}。"))
	findings, unsure, err := pack.Assess(t.Context(), subject(p, people(t, s, sample()...)))
	if err != nil || len(findings) > 0 || len(unsure) != 1 {
		t.Fatal(findings, unsure, err)
	}
	want := risk.Unsure{
		Rule: "tested", Policy: "living", Person: "P4",
		Reason: source.Say("there is no rate over what was paid before: %s", "无法以调整前待遇计算增幅：%s", "0"),
	}
	if diff := cmp.Diff(want, unsure[0]); diff != "" {
		t.Error(diff)
	}
}

func TestAFindingSaysAllThatAClerkNeeds(t *testing.T) {
	s := schema(t)
	pack := loadPack(t, s, ruleFile(
		"alike: {by: [person.category, person.rank], of: [impact.delta]}",
		"impact.delta < 0.6 * peers.alike.delta.p50 && peers.alike.count >= 3",
		"每月增加 {impact.delta} 元，中位数 {peers.alike.delta.p50} 元，名次 {peers.alike.delta.rank}。"))
	findings, _, err := pack.Assess(t.Context(), subject(loadPolicy(t, s, livingPolicy), people(t, s, sample()...)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(findings, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "findings.golden", string(text)+"\n")
}

func TestIdentityLeavesAmountsOut(t *testing.T) {
	s := schema(t)
	var ids []string
	for _, rate := range []string{"10%", "20%"} {
		p := loadPolicy(t, s, strings.Replace(livingPolicy, "10%", rate, 1))
		findings, _, err := loadPack(t, s, ruleFile("", "impact.delta > 0", "{impact.delta}")).
			Assess(t.Context(), subject(p, people(t, s, sample()[:2]...)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			ids = append(ids, f.ID)
		}
	}
	if len(ids) != 4 || ids[0] != ids[2] || ids[1] != ids[3] || ids[0] == ids[1] {
		t.Error(ids)
	}
}

func TestARuleOverItsLimitFailsByName(t *testing.T) {
	s := schema(t)
	text := strings.Replace(ruleFile("", "impact.in_scope", "说明。"), "within: 2w", "within: 2w\n    limit: 4", 1)
	findings, unsure, err := loadPack(t, s, text).
		Assess(t.Context(), subject(loadPolicy(t, s, livingPolicy), people(t, s, sample()...)))
	var problems source.Problems
	if !errors.As(err, &problems) || findings != nil || unsure != nil {
		t.Fatal(findings, unsure, err)
	}
	golden(t, "limit.golden", printed(problems))
}

func TestPaidIsWhatRulesSee(t *testing.T) {
	s := schema(t)
	first := subject(loadPolicy(t, s, livingPolicy), people(t, s, sample()...))
	paid := policy.NewPayroll(people(t, s, sample()...)).After(first.Outcomes)
	pack := loadPack(t, s, ruleFile("", "pay.living == impact.before", "说明。"))
	before, _, err := pack.Assess(t.Context(), first)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := pack.Assess(t.Context(), after(first.Policy, paid, first.AsOf))
	if err != nil || len(again) == 0 || len(again) != len(before) {
		t.Error(len(before), len(again), err)
	}
}

func TestTheContextEndsAnAssessment(t *testing.T) {
	s := schema(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, peers := range []string{"", "all: {by: []}"} {
		_, _, err := loadPack(t, s, ruleFile(peers, "impact.in_scope", "说明。")).
			Assess(ctx, subject(loadPolicy(t, s, livingPolicy), people(t, s, sample()...)))
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
}

func TestAPolicyWithoutItemsWrongsNobody(t *testing.T) {
	s := schema(t)
	empty, _, _ := strings.Cut(livingPolicy, "items:")
	findings, unsure, err := loadPack(t, s, ruleFile("", "person.disabled || impact.delta == 0", "说明。")).
		Assess(t.Context(), subject(loadPolicy(t, s, empty), people(t, s, sample()...)))
	if findings != nil || unsure != nil || err != nil {
		t.Error(findings, unsure, err)
	}
}

func TestNoRulesFindNothing(t *testing.T) {
	s := schema(t)
	findings, unsure, err := (&risk.Pack{}).Assess(t.Context(), subject(loadPolicy(t, s, livingPolicy), people(t, s, sample()...)))
	if findings != nil || unsure != nil || err != nil {
		t.Error(findings, unsure, err)
	}
}
