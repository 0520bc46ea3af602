package rules_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A person is the cells of one row of a roster, by field.
type person map[string]string

// people builds a roster in the order given, in batches of a size.
func people(t testing.TB, schema *roster.Schema, batchRows int, persons ...person) *roster.Roster {
	t.Helper()
	b := roster.NewBuilder(schema, batchRows)
	for _, p := range persons {
		cells := make([]lang.Value, len(schema.Fields))
		for name, text := range p {
			i := schema.Index(name)
			if i < 0 {
				t.Fatalf("no field %s", name)
			}
			var err error
			if cells[i], err = schema.ParseCell(i, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	return b.Build()
}

// written loads a policy from its text, which need not cite anything.
func written(t testing.TB, schema *roster.Schema, text string) *policy.Policy {
	t.Helper()
	return loaded(t, source.NewFile("policy.yaml", []byte(text)), schema)
}

func date(t testing.TB, text string) lang.Date {
	t.Helper()
	d, err := lang.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// printout writes all that a result says, so that two can be compared to the byte.
func printout(t interface{ Fatal(...any) }, r *rules.Result) string {
	var b strings.Builder
	fmt.Fprintln(&b, r.AsOf)
	for _, p := range r.Policies {
		fmt.Fprintln(&b, p.Policy.ID)
		for i, o := range p.Outcomes.All() {
			fmt.Fprintln(&b, r.Roster.Person(i), o.Status, o.Before, o.After, o.Delta, o.Arrears, o.Months, o.Missing, o.Reasons, o.Paid, o.Clauses)
		}
	}
	for _, part := range []any{r.Findings, r.Unsure, r.Issues} {
		text, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

const (
	tenth = `
policy: tenth
title: 生活补贴增加一成
effective: 2015-01-01
paid_from: 2015-04-01
items: [{item: living, title: 增加一成, add: 'pay.living * 10%'}]
`
	hundred = `
policy: hundred
title: 满一千一百元的再增加一百元
effective: 2015-02-01
scope: {when: 'pay.living >= 1100'}
items: [{item: living, title: 再增加, add: 100}]
`
	needsBirth = `
policy: birth
title: 按出生日期增加
effective: 2014-01-01
items: [{item: living, title: 增加, when: 'person.born < date("1935-01-01")', add: 50}]
`
)

func TestPoliciesBuildOnWhatTheEarlierOnesLeft(t *testing.T) {
	schema, _, _ := shipped(t)
	in := rules.Input{
		Roster: people(t, schema, 0,
			person{"person": "P2", "pay.living": "1000", "born": "1930-01-01"},
			person{"person": "P1", "pay.living": "990", "born": "1940-01-01"},
			person{"person": "P3", "pay.living": "1000"}),
		Policies: []*policy.Policy{written(t, schema, hundred), written(t, schema, tenth), written(t, schema, needsBirth)},
		AsOf:     date(t, "2014-01-01"),
	}
	result, err := rules.Screen(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range result.Policies {
		for i, o := range p.Outcomes.All() {
			got = append(got, fmt.Sprint(p.Policy.ID, " ", result.Roster.Person(i), " ", o.Status, " ", o.Before, " ", o.Delta, " ", o.Arrears))
		}
	}
	want := []string{
		"birth P1 unchanged 990 0 0",
		"birth P2 affected 1000 50 0",
		"birth P3 cannot_tell 1000 0 0",
		"tenth P1 affected 990 99 297",
		"tenth P2 affected 1050 105 315",
		"tenth P3 cannot_tell ? 0 0",
		"hundred P1 out_of_scope 1089 0 0",
		"hundred P2 affected 1155 100 0",
		"hundred P3 cannot_tell ? 0 0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInputsThatCannotBeScreened(t *testing.T) {
	schema, policies, _ := shipped(t)
	one := people(t, schema, 0, person{"person": "P1"})
	for name, test := range map[string]struct {
		in     rules.Input
		en, zh string
	}{
		"no policy": {
			rules.Input{Roster: one},
			"there is no policy to screen", "没有要排查的政策",
		},
		"nobody": {
			rules.Input{Roster: people(t, schema, 0), Policies: policies},
			"there is nobody on the roster", "名册中没有人员",
		},
		"no roster": {
			rules.Input{Policies: policies},
			"there is nobody on the roster", "名册中没有人员",
		},
		"one policy twice": {
			rules.Input{Roster: one, Policies: []*policy.Policy{written(t, schema, tenth), written(t, schema, tenth)}},
			`the policy "tenth" is given twice: by policy.yaml and by policy.yaml`, `政策 "tenth" 重复：policy.yaml 与 policy.yaml`,
		},
		"one person twice": {
			rules.Input{
				Roster: people(t, schema, 0, person{"person": "P2"}, person{"person": "P1"}, person{"person": "P2"},
					person{"person": "P3"}, person{"person": "P3"}, person{"person": "P3"}),
				Policies: policies,
			},
			"2 values of person stand on the roster more than once: P2, P3", "名册中有 2 个人员编号重复：P2, P3",
		},
		"one without a key": {
			rules.Input{Roster: people(t, schema, 0, person{"person": "P2"}, person{"rank": "131"}), Policies: policies},
			"a person on the roster has no person", "名册中有人员缺少人员编号",
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := rules.Screen(t.Context(), test.in)
			var fault source.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("got %v", err)
			}
			if fault.Message.EN != test.en || fault.Message.ZH != test.zh || fault.Hint.Empty() {
				t.Errorf("got %q, %q, hint %q", fault.Message.EN, fault.Message.ZH, fault.Hint)
			}
		})
	}
}

func TestManyRepeatedKeysAreCutShort(t *testing.T) {
	schema, policies, _ := shipped(t)
	var twice []person
	for i := range 12 {
		p := person{"person": fmt.Sprintf("P%02d", i)}
		twice = append(twice, p, p)
	}
	_, err := rules.Screen(t.Context(), rules.Input{Roster: people(t, schema, 0, twice...), Policies: policies})
	if err == nil || !strings.HasSuffix(err.Error(), "P09, …") {
		t.Error(err)
	}
}

func TestIssuesThatAreNotOfKeysArePartOfTheResult(t *testing.T) {
	schema, policies, _ := shipped(t)
	result, err := rules.Screen(t.Context(), rules.Input{
		Roster:   people(t, schema, 0, person{"person": "P1", "category": "离休", "joined_on": "1950-01-01"}),
		Policies: policies[:1], AsOf: configs.SampleAsOf(),
	})
	if err != nil || len(result.Issues) != 1 || result.Issues[0].Check != "lixiu-joined-late" {
		t.Error(result, err)
	}
}

func TestTheContextEndsAScreening(t *testing.T) {
	schema, policies, pack := shipped(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := rules.Screen(ctx, rules.Input{Roster: sampleCounty(t, schema), Policies: policies, Rules: pack})
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestProgressRisesToItsTotal(t *testing.T) {
	schema, policies, pack := shipped(t)
	for want, scanning := range map[int]*rules.Scanning{2400: nil, 3600: {Replicates: 9}} {
		last, steps := 0, 0
		_, err := rules.Screen(t.Context(), rules.Input{
			Roster: crowd(t, schema, 0, 600), Policies: policies[:2], Rules: pack, AsOf: configs.SampleAsOf(), Workers: 8,
			Scanning: scanning,
			Progress: func(done, total int) {
				if done <= last || total != want {
					t.Errorf("%d of %d after %d", done, total, last)
				}
				last = done
				steps++
			},
		})
		if err != nil || last != want || steps < want/600 {
			t.Error(last, steps, err)
		}
	}
}
