package reports

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

const mortalSchema = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: died_on, kind: date, label: 去世时间}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`

const mortalPolicy = `
policy: raise
title: 增加
effective: 2014-10-01
paid_from: 2015-06-01
items: [{item: basic, title: 增加, add: 100, cite: 一}]
`

// mortals is a screening of some persons, of whom some died on a day.
func mortals(t testing.TB, persons, dead int, died string) Subject {
	t.Helper()
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(mortalSchema)))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	p, problems := policy.Load(source.NewFile("raise.yaml", []byte(mortalPolicy)), schema)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(schema, 0)
	for i := range persons {
		ended := lang.Unknown("person.died_on")
		if i < dead {
			ended = lang.DateOf(day(t, died))
		}
		b.Append([]lang.Value{lang.StringOf(fmt.Sprintf("S%02d", i)), ended, lang.DecimalOf(1000 * lang.One)})
	}
	result, err := rules.Screen(t.Context(), rules.Input{Roster: b.Build(), Policies: []*policy.Policy{p}, AsOf: day(t, "2015-01-20")})
	if err != nil {
		t.Fatal(err)
	}
	return Subject{Result: result}
}

// spentWords writes the table of the committee, a line a row.
func spentWords(t testing.TB, s Subject) string {
	t.Helper()
	table, err := model(t, s).spendingTable()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range table.Rows {
		fmt.Fprintln(&b, r.Months, r.Count, r.Entitled, r.Paid, r.Lump, r.Spent, r.Open)
	}
	return b.String()
}

func TestSpendingTable(t *testing.T) {
	const onAll = "2014年10月至2015年5月 8 +1,000.00 0.00 0.00 0.00 8,000.00\n" +
		"2015年6月 1 +1,000.00 +1,000.00 8,000.00 9,000.00 0.00\n" +
		"2015年7月至2016年6月 12 +1,000.00 +1,000.00 0.00 12,000.00 0.00\n"
	for name, test := range map[string]struct {
		subject Subject
		want    string
	}{
		"nobody dies": {mortals(t, 10, 0, ""), onAll},
		"of many who die the months are told": {
			mortals(t, 10, 5, "2014-12-31"),
			"2014年10月至2014年12月 3 +1,000.00 0.00 0.00 0.00 3,000.00\n2015年1月至2015年5月 5 +500.00 0.00 0.00 0.00 5,500.00\n" +
				"2015年6月 1 +500.00 +500.00 5,500.00 6,000.00 0.00\n2015年7月至2016年6月 12 +500.00 +500.00 0.00 6,000.00 0.00\n",
		},
		"of few who die they are not": {mortals(t, 10, 4, "2014-12-31"), onAll},
		"of few persons nothing is":   {mortals(t, 4, 0, ""), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, spentWords(t, test.subject)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The table says what it leaves out, and the ledger, which is the bureau's own,
// leaves nothing out.
func TestFewDeathsAreToldInTheLedgerOnly(t *testing.T) {
	m := model(t, mortals(t, 10, 4, "2014-12-31"))
	if page := string(write(t, m, "report.html")); !strings.Contains(page, "本表未扣减其去世后的部分") {
		t.Error("the report does not say that the dead are counted on")
	}
	rows, err := openBook(t, write(t, m, "ledger.xlsx")).GetRows("逐月支出")
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, row := range rows[2:] {
		if row[0] == "2014-12" || row[0] == "2015-01" || row[0] == "2015-06" {
			got += strings.Join(row, " ") + "\n"
		}
	}
	want := "2014-12 1,000.00 0.00 0.00 0.00 3,000.00\n2015-01 600.00 0.00 0.00 0.00 3,600.00\n2015-06 600.00 600.00 6,000.00 6,600.00 0.00\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(rows) != 2+21 {
		t.Errorf("%d rows", len(rows))
	}
}

const uncertain = `
policy: uncertain
title: 护理费
effective: 2014-10-01
values:
  heavy: {value: {initial: unknown, 2014-01-01: {value: 900, expected: true}}, cite: 第二条}
tables:
  months: {by: [person], rows: {A: unknown, B: unknown, C: 3}, cite: 第一条}
  places: {by: [person], rows: unknown, cite: 附件}
items:
  - {item: basic, title: 一, add: value.heavy + table.months(person.person), cite: 一}
  - {item: basic, title: 二, add: table.places(person.person), cite: 二}
`

func TestCautionLines(t *testing.T) {
	s := mortals(t, 10, 0, "")
	p, problems := policy.Load(source.NewFile("uncertain.yaml", []byte(uncertain)), s.Result.Roster.Schema)
	for _, problem := range problems {
		if problem.Severity == source.Error {
			t.Fatal(problem)
		}
	}
	got := strings.Join(model(t, s).cautionLines(p), "\n")
	want := `查表 months（人员编号 A、人员编号 B）：数额未知（第一条）
查表 places：数额未知（附件）
数额 heavy：数额未知，为调整前的标准（第二条）
数额 heavy：尚未印发，暂按 900 计，自2014年1月1日起（第二条）`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
