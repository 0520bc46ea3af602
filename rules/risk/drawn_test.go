package risk_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A drawer draws what is assessed at random.
type drawer struct {
	*rand.Rand
	holes int // one cell in so many is empty
}

func newDrawer(seed uint64) drawer { return drawer{rand.New(rand.NewPCG(1, seed)), 10} }

// one gives one of some things.
func one[T any](d drawer, of ...T) T { return of[d.IntN(len(of))] }

// roster draws persons over any schema: a cell of each field is one of a few that
// its kind allows, or empty.
func (d drawer) roster(t testing.TB, s *roster.Schema, persons int) *roster.Roster {
	t.Helper()
	return d.batches(t, s, one(d, 1, 3, 64, 1000, 0), persons)
}

// batches draws persons in batches of so many rows; 0 means as many as usual.
func (d drawer) batches(t testing.TB, s *roster.Schema, rows, persons int) *roster.Roster {
	t.Helper()
	b := roster.NewBuilder(s, rows)
	for i := range persons {
		cells := make([]lang.Value, len(s.Fields))
		for f := range cells {
			if d.IntN(d.holes) == 0 {
				continue
			}
			var err error
			if cells[f], err = s.ParseCell(f, d.cell(s.Fields[f])); err != nil {
				t.Fatal(err)
			}
		}
		cells[s.KeyField()] = lang.StringOf(fmt.Sprintf("P%06d", i))
		b.Append(cells)
	}
	return b.Build()
}

func (d drawer) cell(f roster.Field) string {
	if len(f.Enum) > 0 {
		return one(d, f.Enum...).Code
	}
	switch f.Kind {
	case lang.Int:
		if d.IntN(50) == 0 {
			return "9000000000000000" // no decimal holds it
		}
		return one(d, "131", "132", "133")
	case lang.DecimalKind:
		if d.IntN(50) == 0 {
			return one(d, "922337203685477.58", "0.01")
		}
		return fmt.Sprint(d.IntN(40) * 100)
	case lang.DateKind:
		return fmt.Sprintf("%d-01-01", 1920+d.IntN(90))
	case lang.Bool:
		return one(d, "是", "否")
	}
	return one(d, "甲", "乙", "丙")
}

// drawnPeers are the peers of every rule that is drawn: their keys are empty for
// some, and fail for some.
const drawnPeers = `
    alike: {by: [person.category, person.rank], of: [impact.delta, impact.gains, person.disabled]},
    odd: {by: ["impact.rate > 1%", impact.status], of: [pay.living, impact.rate]},
    why: {by: [impact.missing, person.born, impact.before]},
    text: {by: [person.category, "person.disabled ? person.category : impact.status", person.disabled]},
    each: {by: [person.person], of: [pay.living, person.disabled]},
    brink: {by: [cliff.field, "cliff.near && cliff.cost > 20"], of: [impact.delta]},
    unread: {by: [person.born], of: [impact.delta]},
    all: {by: [], of: [pay.basic, person.rank]}`

// atoms are what conditions are made of; each can be unknown or fail for someone.
var atoms = []string{
	"true", "false", "impact.delta > 0", "impact.rate > 5%", "impact.before / (impact.delta - 10) > 2",
	`impact.status == "affected"`, `"职级" in impact.missing`, "size(impact.missing) > 1", "size(impact.reasons) > 0", "impact.in_scope",
	"person.disabled", "person.rank == 131", "person.rank * 90000000000000000 > 0", "known(person.born)",
	"age_on(person.born, as_of) >= 60", "pay.living > pay.basic", "pay.basic == 1000", `person.category == "离休"`,
	`person.person.endsWith("7")`, "peers.alike.delta.rank <= 2", "peers.alike.delta.p50 < impact.delta",
	"peers.alike.count >= 3", "peers.alike.gains.share > 50%", "peers.alike.disabled.share > 50%",
	"peers.odd.count > 2", "peers.odd.living.rank == 1", "peers.odd.rate.mean > 1%", "peers.why.count == 1", "peers.text.count > 5",
	"peers.all.basic.mean > pay.basic", "peers.all.rank.p90 == 132", "policy.paid_from > as_of",
	"peers.each.living.min < 900", "peers.each.living.count == 0", "peers.each.disabled.share == 1", "peers.all.rank.rank > 3",
	"cliff.near", "ledge.near", "ledge.near && ledge.distance <= 3 && ledge.worth > 40", "cliff.near && cliff.distance <= 1", "cliff.cost > 40", `cliff.unit == "天"`, `cliff.field == "出生日期"`,
	`cliff.at == "1959-12-31" || cliff.at == "2000"`, `cliff.clause == "一"`, "peers.brink.count >= 2", "peers.brink.delta.max > 30",
	"impact.after < impact.before", "impact.after > 2000", "impact.months == 3 || impact.arrears > 100",
	"(person.disabled ? impact.rate : 2%) > 1%", "person.rank in [131, impact.months]",
	`[impact.delta, pay.basic].exists(x, x > 1000)`, "round(pay.living * 3, 1, \"half_up\") > 3000",
}

// says and advices are what is said of whom a rule finds: a step of it can be
// unknown or fail for someone, and some of the advice is the same for everybody.
var (
	says = []string{
		"说明", "{impact.delta} {peers.alike.delta.rank}", "{impact.rate}，{person.born}",
		"{person.disabled ? impact.after : pay.basic + 1}：{impact.missing}{impact.reasons}{impact.status}{peers.odd.rate.max}",
		"{ledge.field}{ledge.at}{ledge.distance}{ledge.unit}{ledge.worth}{ledge.clause}", "{cliff.field}{cliff.at}{cliff.near ? cliff.distance : 0}{cliff.unit}{cliff.cost}{cliff.clause}",
		"{person.rank * 90000000000000000} {person.disabled || person.rank > 131} {-impact.delta}",
	}
	advices = []string{"查", "按{policy.title}于{as_of}查", "{impact.after} {person.category}{peers.all.basic.p10}"}
)

// condition draws a condition of some depth.
func (d drawer) condition(depth int) string {
	if depth == 0 || d.IntN(4) == 0 {
		return one(d, atoms...)
	}
	a, b := d.condition(depth-1), d.condition(depth-1)
	switch d.IntN(4) {
	case 0:
		return "!(" + a + ")"
	case 1:
		return "(" + a + " || " + b + ")"
	case 2:
		return "(" + a + " ? " + b + " : " + d.condition(depth-1) + ")"
	}
	return "(" + a + " && " + b + ")"
}

// pack draws a few rule files.
func (d drawer) pack(t testing.TB, s *roster.Schema) *risk.Pack {
	t.Helper()
	pack := &risk.Pack{}
	for g := range 1 + d.IntN(2) {
		head := fmt.Sprintf("group: g%d\ntitle: 随机\npeers: {%s}\nrules:\n", g, drawnPeers)
		text := head
		for n := range 1 + d.IntN(5) {
			text += d.rule(t, s, head, fmt.Sprintf("r%d-%d", g, n))
		}
		pack.Groups = append(pack.Groups, loadPack(t, s, text).Groups...)
	}
	return pack
}

// rule draws a rule until it is none of which it is proved that it can never find
// anything.
func (d drawer) rule(t testing.TB, s *roster.Schema, head, id string) string {
	t.Helper()
	for {
		rule := fmt.Sprintf("  - {rule: %s, title: 一条, when: '%s', severity: low, grievance: data, owner: 局,"+
			" within: 2w, cite: 无, says: '%s', advice: '%s', limit: 100000}\n",
			id, d.condition(3), one(d, says...), one(d, advices...))
		_, problems := risk.Load([]*source.File{source.NewFile("rules.yaml", []byte(head+rule))}, s)
		if problems.Err() == nil {
			return rule
		}
	}
}

// tablePolicy has a table without a row for some.
const tablePolicy = `
policy: table
title: 按职级增加
effective: 2014-10-01
paid_from: 2015-01-01
tables: {t: {by: [rank], rows: {131: 50, 132: 0}}}
items:
  - {item: living, title: 增加, when: 'person.disabled || person.born < date("1960-01-01")', add: table.t(person.rank), cite: 一}
  - {item: basic, title: 增加, add: 'pay.living * 1%'}
  - {item: basic, title: 基数高的增加, when: 'pay.basic > 2000', add: 30, cite: 二}
`

// policies are three that build on what the ones before them paid.
func policies(t testing.TB, s *roster.Schema) []*policy.Policy {
	t.Helper()
	return []*policy.Policy{
		loadPolicy(t, s, tablePolicy), loadPolicy(t, s, livingPolicy),
		loadPolicy(t, s, strings.ReplaceAll(tablePolicy, "table\n", "again\n")),
	}
}

// chain gives a subject for each policy, under which is paid what those before
// it left.
func chain(r *roster.Roster, asOf lang.Date, policies []*policy.Policy) []risk.Subject {
	var subjects []risk.Subject
	paid := policy.NewPayroll(r)
	for _, p := range policies {
		s := after(p, paid, asOf)
		subjects = append(subjects, s)
		paid = paid.After(s.Outcomes)
	}
	return subjects
}
