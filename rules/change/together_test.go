package change_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A policy that reads a field of its own schema alone cannot be applied to the
// other's roster: what the roster and the policies moved is told of both together,
// and what the petitions and the rules did apart from them.
func TestFactorsThatDoNotFitAreToldTogether(t *testing.T) {
	s := schema(t)
	text := strings.ReplaceAll(string(configs.SchemaFile().Text), "name: unit,", "name: post,")
	other, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(text)))
	clean(t, problems)
	reads := func(s *roster.Schema, field, amount string) *policy.Policy {
		p, problems := policy.Load(source.NewFile("a.yaml", []byte("policy: a\ntitle: 增加\neffective: 2015-01-01\n"+
			"scope: {when: '"+field+" == \"x\"', cite: 第一条}\nitems: [{item: basic, title: 增加, add: "+amount+", cite: 第二条}]\n")), s)
		clean(t, problems)
		return p
	}
	asOf := day(t, "2015-01-20")
	from := finished(t, here, rules.Input{
		AsOf: asOf, Rules: below(t, s, "2", "low"),
		Roster: people(t, s, "P1 unit=x pay.basic=1"), Policies: []*policy.Policy{reads(s, "person.unit", "1")},
	})
	to := finished(t, here, rules.Input{
		AsOf: asOf, Rules: below(t, other, "4", "low"),
		Roster: people(t, other, "P1 post=x pay.basic=1", "P2 post=x pay.basic=1"), Policies: []*policy.Policy{reads(other, "person.post", "3")},
	})
	effects, err := change.Split(t.Context(), here, from, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	var together []string
	for _, e := range effects {
		var wrong source.Problems
		if len(e.With) > 0 != errors.As(e.Apart, &wrong) {
			t.Errorf("%s with %v because of %v", e.Factor, e.With, e.Apart)
		}
		together = append(together, fmt.Sprint(e.With, e.Factor, " ", e.Moved[change.Key{Measure: change.Monthly}], " ", e.Moved[change.Key{Measure: change.Findings}]))
	}
	if diff := cmp.Diff([]string{"[roster] policies 50000 -1", "[] rules 0 2"}, together); diff != "" {
		t.Error(diff)
	}
}

// A rule that finds more than it may in a mixture, by an engine that is not the
// one of either run: every factor is told once, and nothing is left over.
func TestMixturesThatPassALimitLeaveNothingOver(t *testing.T) {
	s := schema(t)
	limited := func(limit string) *risk.Pack {
		pack, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte("group: loss\ntitle: 待遇\nrules:\n"+
			"  - {rule: all, title: 某, when: impact.delta > 0, severity: low, grievance: loss, owner: 县人社局, within: 10d, cite: 某, says: 某。, advice: 某。, limit: "+limit+"}\n"))}, s)
		clean(t, problems)
		return pack
	}
	few, many := people(t, s, "P1 category=lixiu pay.basic=1"), people(t, s, "P1 category=lixiu pay.basic=1", "P2 category=lixiu pay.basic=1")
	for name, c := range map[string]struct {
		from, to string // engines
		want     string
	}{
		"this engine":     {here, here, "[roster policies] rules 1"},
		"another engine":  {"1", "1", "[roster policies] rules 1"},
		"a newer engine":  {"1", here, "[] engine 0 [roster policies] rules 1"},
		"an older engine": {here, "1", "[] engine 0 [roster policies] rules 1"},
	} {
		from := finished(t, c.from, rules.Input{
			AsOf: day(t, "2015-01-20"), Roster: few, Rules: limited("1"), Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "1")},
		})
		to := finished(t, c.to, rules.Input{
			AsOf: day(t, "2015-01-20"), Roster: many, Rules: limited("2"), Policies: []*policy.Policy{raise(t, s, "a", "lixiu", "2")},
		})
		effects, err := change.Split(t.Context(), here, from, to, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range effects {
			got = append(got, fmt.Sprint(e.With, e.Factor, " ", e.Moved[change.Key{Measure: change.Findings}]))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
