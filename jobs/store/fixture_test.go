package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"weiran/jobs/store/pgtest"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// TestMain lets the test binary be the child of the crash tests; see
// crash_test.go.
func TestMain(m *testing.M) {
	if url := os.Getenv(childURL); url != "" {
		os.Exit(child(url))
	}
	os.Exit(m.Run())
}

// eachDialect runs a test on an empty database of each kind.
func eachDialect(t *testing.T, test func(t *testing.T, url string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, sqliteURL(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, pgtest.Database(t)) })
}

func sqliteURL(tb testing.TB) string { return "sqlite:" + filepath.Join(tb.TempDir(), "weiran.db") }

func mustOpen(tb testing.TB, url string) *Store {
	tb.Helper()
	s, err := Open(context.Background(), url)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

// faultOf gives the fault of an error that must have one, complete in both
// languages.
func faultOf(t *testing.T, err error) source.Fault {
	t.Helper()
	var fault source.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("no fault in %v", err)
	}
	if fault.Message.EN == "" || fault.Message.ZH == "" || fault.Hint.EN == "" || fault.Hint.ZH == "" {
		t.Errorf("a text is missing in %+v", fault)
	}
	return fault
}

// county is a schema with the shipped fields, all that the store has columns for,
// and three that a county added, one of them under a shipped name.
const county = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: name, kind: string, label: 姓名, private: true}
  - {name: national_id, kind: string, label: 身份证号, private: true}
  - {name: phone, kind: string, label: 联系电话, private: true}
  - {name: category, kind: string, label: 离退休类别}
  - {name: rank, kind: int, label: 职级}
  - {name: treatment_rank, kind: int, label: 现享受待遇}
  - {name: sex, kind: string, label: 性别}
  - {name: born, kind: date, label: 出生日期}
  - {name: joined_on, kind: date, label: 参加工作时间}
  - {name: retired_on, kind: date, label: 离退休时间}
  - {name: died_on, kind: date, label: 去世时间}
  - {name: contribution_years, kind: decimal, label: 缴费年限}
  - {name: unit, kind: string, label: 单位}
  - {name: unit_kind, kind: string, label: 单位性质}
  - {name: payer, kind: string, label: 发放渠道}
  - {name: township, kind: string, label: 乡镇街道}
  - {name: region, kind: int, label: 行政区划}
  - {name: hardship_class, kind: string, label: 艰边类别}
  - {name: disabled, kind: bool, label: 生活完全不能自理}
  - {name: military, kind: bool, label: 企业军转}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
  - {name: pay.living, kind: decimal, label: 生活补贴}
  - {name: pay.hardship, kind: decimal, label: 艰边津贴}
  - {name: pay.allowance, kind: decimal, label: 规范津贴}
  - {name: pay.nursing, kind: decimal, label: 护理费}
  - {name: pay.heating, kind: decimal, label: 取暖费}
  - {name: party_branch, kind: string, label: 党支部}
  - {name: visited_on, kind: date, label: 最近走访}
  - {name: visits, kind: int, label: 走访次数}
  - {name: lives_alone, kind: bool, label: 独居}
`

// schemaOf reads a schema; a mistake in one is a mistake of the tests.
func schemaOf(text string) *roster.Schema {
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(text)))
	if err := problems.Err(); err != nil {
		panic(err)
	}
	return s
}

// rosterOf builds a roster from the text of its cells; fields that a person does
// not name are unknown.
func rosterOf(tb testing.TB, s *roster.Schema, persons ...map[string]string) *roster.Roster {
	tb.Helper()
	b := roster.NewBuilder(s, 0)
	for _, person := range persons {
		cells := make([]lang.Value, len(s.Fields))
		for name, text := range person {
			i := s.Index(name)
			if i < 0 {
				tb.Fatalf("no field %s", name)
			}
			v, err := s.ParseCell(i, text)
			if err != nil {
				tb.Fatal(err)
			}
			cells[i] = v
		}
		b.Append(cells)
	}
	return b.Build()
}

// crowd builds a synthetic roster of n persons.
func crowd(n int) *roster.Roster {
	s := schemaOf(county)
	born, _ := lang.NewDate(1930, 1, 1)
	given := map[string]func(i int) lang.Value{
		"person":    func(i int) lang.Value { return lang.StringOf(fmt.Sprintf("P%06d", i)) },
		"name":      func(int) lang.Value { return lang.StringOf("样例") },
		"category":  func(int) lang.Value { return lang.StringOf("tuixiu") },
		"rank":      func(i int) lang.Value { return lang.IntOf(int64(131 + i%2)) },
		"born":      func(i int) lang.Value { return lang.DateOf(born + lang.Date(i%7000)) },
		"unit":      func(i int) lang.Value { return lang.StringOf(fmt.Sprintf("样例单位%d", i%40)) },
		"military":  func(i int) lang.Value { return lang.BoolOf(i%9 == 0) },
		"pay.basic": func(i int) lang.Value { return lang.DecimalOf(lang.Decimal(20_000_000 + i)) },
		"visits":    func(i int) lang.Value { return lang.IntOf(int64(i % 5)) },
	}
	b := roster.NewBuilder(s, 0)
	for i := range n {
		cells := make([]lang.Value, len(s.Fields))
		for name, give := range given {
			cells[s.Index(name)] = give(i)
		}
		b.Append(cells)
	}
	return b.Build()
}

var (
	importedAt = time.Date(2015, 1, 20, 8, 0, 0, 123_456_000, time.UTC)
	savedAt    = importedAt.Add(time.Hour)
)

func date(text string) lang.Date {
	d, err := lang.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// screened makes a run over a roster and a result as a screening might find it:
// persons take turns with each status. The figures mean nothing.
func screened(r *roster.Roster) (rules.Run, *rules.Result) {
	p := &policy.Policy{
		ID: "raise", Title: "增加基本离退休费", Effective: date("2014-10-01"), PaidFrom: date("2015-06-01"),
		Document: policy.Document{Confidence: "B"}, Scope: policy.Scope{Cite: "适用范围"},
		Items: []policy.Item{
			{PayItem: "basic", Title: "定额", Cite: "第一条"},
			{PayItem: "basic", Title: "高龄", Cite: "第二条"},
		},
	}
	res := &rules.Result{AsOf: date("2015-01-20"), Roster: r}
	outcomes := make([]policy.Outcome, r.Len())
	for i := range outcomes {
		outcomes[i] = outcomeOf(i)
		if i%10 == 0 {
			res.Findings = append(res.Findings, findingOf(r.Person(i)))
		}
	}
	res.Policies = []rules.PolicyResult{{Policy: p, Outcomes: policy.Gather(outcomes)}}
	res.Unsure = []risk.Unsure{{
		Rule: "left-behind", Policy: p.ID, Person: r.Person(0), Missing: []string{"person.rank"},
		Reason: source.Say("the rank is not known", "职级未知"),
	}}
	return rules.Run{
		Job: "screen", AsOf: res.AsOf, Roster: r.Hash(), Schema: r.Schema.Hash(), Engine: "test",
		Policies: []rules.Hashed{{ID: p.ID, File: "raise.yaml", Hash: "aa"}},
		Rules:    []rules.Hashed{{ID: "comparison", File: "comparison.yaml", Hash: "bb"}},
	}, res
}

func outcomeOf(i int) policy.Outcome {
	status := policy.Status(i % 4)
	out := policy.Outcome{Status: status}
	switch status {
	case policy.OutOfScope:
		out.Cite = "适用范围"
	case policy.Affected:
		paid := lang.DecimalOf(20_000_000)
		out.Clauses = []policy.Clause{
			{Item: 0, Before: paid, After: lang.DecimalOf(24_600_000), Delta: 4_600_000, Arrears: 36_800_000},
			{Item: 1, Before: lang.Unknown("pay.basic"), Delta: 600_000, Arrears: 4_800_000},
		}
	case policy.CannotTell:
		out.Missing = []string{"person.born"}
		out.Reasons = []source.Fault{{Message: source.Say("no row", "表中无此行")}}
	}
	return out
}

func findingOf(person string) risk.Finding {
	return risk.Finding{
		ID: "left-behind/raise/" + person, Rule: "left-behind", Policy: "raise", Person: person,
		Severity: "high", Points: 30, Grievance: "comparison", Says: "低于同职级", Advice: "说明依据", Owner: "县人社局",
		Due: date("2015-01-30"), Cite: "稳评·合理性",
		Trace: []risk.TraceValue{{Expr: "impact.delta < 0.5 * peers.same_rank.delta.p50", Value: "true"}},
	}
}

// dump writes all that a store holds, table by table, each row with its cells in
// the order of the columns.
func dump(tb testing.TB, s *Store) string {
	tb.Helper()
	var text strings.Builder
	for _, name := range tables {
		rows, err := s.db.Queryx("SELECT * FROM " + name.table + " ORDER BY " + name.key)
		if err != nil {
			tb.Fatal(err)
		}
		for rows.Next() {
			cells, err := rows.SliceScan()
			if err != nil {
				tb.Fatal(err)
			}
			fmt.Fprintf(&text, "%s: %s\n", name.table, cells)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			tb.Fatal(err)
		}
	}
	return text.String()
}

// tables are all tables with what orders their rows.
var tables = []struct{ table, key string }{
	{"roster", "id"},
	{"roster_import", "id"},
	{"roster_field", "roster, position"},
	{"person", "roster, position"},
	{"petition_book", "id"},
	{"petition_import", "id"},
	{"petition", "book, position"},
	{"run", "id"},
	{"run_policy", "run, position"},
	{"run_rules", "run, position"},
	{"impact", "run, position"},
	{"finding", "run, position"},
	{"unsure", "run, position"},
}
