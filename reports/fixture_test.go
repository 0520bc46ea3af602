package reports

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Identities that no report may hold. The numbers are the vectors of GB 11643
// itself, the name and telephone number are made up.
const (
	secretName  = "样例甲某"
	secretID    = "11010519491231002X"
	secretPhone = "000-0000-0001"
)

func testSchema(t testing.TB) *roster.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/schema.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", text))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

// people makes a roster of rows: key, category, rank, born, payer, township,
// unit, basic pay.
func people(t testing.TB, rows [][]string) *roster.Roster {
	t.Helper()
	s := testSchema(t)
	b := roster.NewBuilder(s, 0)
	for _, r := range rows {
		texts := []string{r[0], secretName, secretID, secretPhone, r[1], r[2], r[3], r[4], r[5], r[6], r[7], ""}
		cells := make([]lang.Value, len(texts))
		for i, text := range texts {
			v, err := s.ParseCell(i, text)
			if err != nil {
				t.Fatalf("cell %q: %v", text, err)
			}
			cells[i] = v
		}
		b.Append(cells)
	}
	return b.Build().Sorted()
}

func yuan(t testing.TB, s string) lang.Decimal {
	t.Helper()
	d, err := lang.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func day(t testing.TB, s string) lang.Date {
	t.Helper()
	d, err := lang.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// raise is 国办发〔2015〕3号 as reports see it: its head and its clauses.
func raise(t testing.TB) *policy.Policy {
	cent := policy.RoundingRule{To: lang.One / 100}
	return &policy.Policy{
		ID: "cn-2015-3", Title: "增加机关事业单位离退休人员离退休费", Status: "enacted",
		Document: policy.Document{
			Number: "国办发〔2015〕3号", Issuer: "国务院办公厅", Issued: day(t, "2015-01-12"), Confidence: "B",
		},
		Effective: day(t, "2014-10-01"), PaidFrom: day(t, "2015-06-01"),
		Channel:  []string{"finance"},
		Headline: policy.Headline{Amount: lang.DecimalOf(460 * lang.One)},
		Scope:    policy.Scope{Cite: "第一条"},
		Items: []policy.Item{
			{PayItem: "basic", Title: "定额增加", Rounding: cent, Cite: "第二条（一）"},
			{PayItem: "basic", Title: "高龄增加", Rounding: cent, Cite: "第二条（三）"},
		},
	}
}

// gets is the outcome of a person whose basic pay rises by each of some amounts,
// one a clause, with eight months of arrears.
func gets(t testing.TB, before string, amounts ...string) policy.Outcome {
	o := policy.Outcome{Status: policy.Affected, Months: 8}
	running := lang.Unknown("pay.basic")
	if before != "" {
		running = lang.DecimalOf(yuan(t, before))
	}
	o.Before = running
	for i, a := range amounts {
		d := yuan(t, a)
		c := policy.Clause{Item: i, Before: running, Delta: d, Arrears: 8 * d}
		if b, ok := running.Decimal(); ok {
			running = lang.DecimalOf(b + d)
		}
		c.After = running
		o.Clauses = append(o.Clauses, c)
		o.Delta += d
		o.Arrears += 8 * d
	}
	o.After = running
	return o
}

// village is a small run with one person of each kind that reports tell apart.
func village(t testing.TB) Subject {
	r := people(t, [][]string{
		{"S01", "离休", "131", "1932-05-01", "财政", "样例镇", "样例局", "5200"},
		{"S02", "离休", "131", "1936-01-01", "财政", "样例镇", "样例局", "5100"},
		{"S03", "离休", "132", "1934-09-30", "财政", "样例镇", "样例局", "4800.50"},
		{"S04", "离休", "132", "1934-10-01", "财政", "样例乡", "样例局", ""},
		{"S05", "退休", "131", "1936-01-01", "社保", "样例乡", "样例厂", "4300"},
		{"S06", "退休", "132", "1939-10-01", "财政", "样例乡", "样例局", "4100"},
		{"S07", "退休", "132", "", "财政", "样例乡", "样例局", "4000"},
		{"S08", "退休", "141", "1950-01-01", "财政", "样例乡", "样例局", "3600"},
		{"S09", "退休", "141", "1951-01-01", "财政", "样例乡", "样例局", "3500"},
	})
	p := raise(t)
	missing := policy.Outcome{Status: policy.CannotTell, Missing: []string{"person.born"}}
	noRow := policy.Outcome{Status: policy.CannotTell, Reasons: []source.Fault{
		{Message: source.Say("table.tuixiu has no row", "表 table.tuixiu 没有这一行")},
	}}
	return Subject{
		Run: rules.Run{
			Job: "screen", AsOf: day(t, "2015-01-20"), Roster: "0123456789abcdef", Schema: "fedcba9876543210", Engine: "test",
			Policies: []rules.Hashed{{ID: "cn-2015-3", File: "cn-2015-3.yaml", Hash: "aaaabbbbccccdddd"}},
			Rules:    []rules.Hashed{{ID: "comparison", File: "comparison.yaml", Hash: "1111222233334444"}},
		},
		Result: &rules.Result{
			AsOf: day(t, "2015-01-20"), Roster: r,
			Policies: []rules.PolicyResult{{Policy: p, Outcomes: policy.Gather([]policy.Outcome{
				gets(t, "5200", "570", "100"), gets(t, "5100", "570", "60"), gets(t, "4800.50", "480", "100"),
				gets(t, "", "480", "60"), gets(t, "4300", "460", "60"), gets(t, "4100", "460"),
				missing,
				{Status: policy.OutOfScope, Cite: p.Scope.Cite},
				noRow,
			})}},
			Findings: []risk.Finding{
				finding(t, "left-behind", "S06", "medium"), finding(t, "payer-outside", "S05", "high"),
			},
			Unsure: []risk.Unsure{{
				Rule: "left-behind", Policy: "cn-2015-3", Person: "S07", Missing: []string{"person.born", "pay.living"},
			}},
			Issues: []roster.Issue{
				{Row: 6, Person: "S07", Field: "born", Check: "required", Severity: source.Warning, Message: source.Say("born is empty", "出生日期未填")},
				{Row: 0, Person: "S01", Field: "national_id", Check: "national_id", Severity: source.Error, Message: source.Say("wrong check digit", "校验码不符")},
			},
		},
		Pack:   testPack(),
		Office: "样例县委老干部局", Sample: true,
	}
}

// outcomes gives the outcomes of the first policy, one by one.
func (s Subject) outcomes() []policy.Outcome {
	var list []policy.Outcome
	for _, o := range s.Result.Policies[0].Outcomes.All() {
		list = append(list, o)
	}
	return list
}

// become gives the first policy other outcomes.
func (s Subject) become(list []policy.Outcome) { s.Result.Policies[0].Outcomes = policy.Gather(list) }

// becomeAll gives everyone one outcome of the first policy.
func (s Subject) becomeAll(o policy.Outcome) {
	s.become(slices.Repeat([]policy.Outcome{o}, s.Result.Roster.Len()))
}

func testPack() *risk.Pack {
	return &risk.Pack{Groups: []*risk.Group{{ID: "comparison", Title: "攀比", Rules: []*risk.Rule{
		{ID: "left-behind", Title: "增幅明显低于同职级人员", Test: risk.Reasonable, Eased: risk.Low},
		{ID: "payer-outside", Title: "发放渠道不在文件所列范围", Test: risk.Reasonable, Eased: risk.Low},
	}}}}
}

func finding(t testing.TB, rule, person, severity string) risk.Finding {
	return risk.Finding{
		ID: rule + "-" + person, Rule: rule, Policy: "cn-2015-3", Person: person, Severity: severity,
		Points: 30, Grievance: "comparison", Says: "本次每月增加 460 元，同职级中位数为 <520> 元。",
		Advice: "说明两类人员执行标准的文件依据。", Owner: "县人社局", Due: day(t, "2015-01-30"), Cite: "稳评·合理性",
		Trace: []risk.TraceValue{{Expr: "impact.delta", Value: "460"}},
	}
}

// county is a run of the size of the sample: 178 persons, with the figures of
// 国办发〔2015〕3号.
func county(t testing.TB) Subject {
	var rows [][]string
	var outcomes []policy.Outcome
	towns := []string{"兴隆镇", "西集镇", "洼兴镇", "龙泉镇", "巴彦镇", "天增镇", "黑山镇", "松花江乡", "富江乡", "华山乡"}
	units := []string{"样例县委办公室", "样例县政府办公室", "样例县财政局", "样例县教育局", "样例县农业局", "样例县粮食局", "样例县水利局"}
	var findings []risk.Finding
	for i := range 178 {
		key := fmt.Sprintf("S%03d", i+1)
		category, rank, fixed, pay := "离休", "131", "570", 5200+i%9*35
		switch {
		case i >= 142 && i%3 == 0:
			category, rank, fixed, pay = "退休", "131", "460", 4400+i%7*30
		case i >= 142:
			category, rank, fixed, pay = "退休", "132", "460", 4200+i%7*30
		case i%3 != 0:
			rank, fixed, pay = "132", "480", 4900+i%9*35
		}
		born, age := "1932-05-01", "100"
		if i%4 == 1 {
			born, age = "1936-03-01", "60"
		}
		payer := "财政"
		if i >= 160 && i%2 == 0 {
			payer = "社保"
		}
		if i == 177 {
			payer = "企业"
		}
		o := gets(t, fmt.Sprint(pay), fixed, age)
		switch {
		case i%59 == 7:
			o = policy.Outcome{Status: policy.OutOfScope}
		case i == 90:
			o, born = policy.Outcome{Status: policy.CannotTell, Missing: []string{"person.born"}}, ""
		case payer == "企业":
			o = gets(t, fmt.Sprint(pay), "-120")
		}
		if payer == "社保" {
			f := finding(t, "payer-outside", key, "high")
			f.Grievance = "exclusion"
			findings = append(findings, f)
		}
		if category == "退休" && o.Status == policy.Affected {
			findings = append(findings, finding(t, "left-behind", key, "medium"))
		}
		rows = append(rows, []string{key, category, rank, born, payer, towns[i%len(towns)], units[i*i%len(units)], fmt.Sprint(pay)})
		outcomes = append(outcomes, o)
	}
	s := village(t)
	s.Result.Roster, s.Result.Policies[0].Outcomes, s.Result.Findings = people(t, rows), policy.Gather(outcomes), findings
	s.Result.Unsure[0].Person = "S091"
	s.Result.Policies[0].Policy.Notes = []string{"文件未规定企业发放人员的执行口径，须与县人社局核对。"}
	return s
}

func model(t testing.TB, s Subject) *Model {
	t.Helper()
	m, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// write gives the bytes of a report.
func write(t testing.TB, m *Model, name string) []byte {
	t.Helper()
	for _, r := range All() {
		if r.Name == name {
			var b bytes.Buffer
			if err := r.Write(m, &b); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return b.Bytes()
		}
	}
	t.Fatalf("there is no report %s", name)
	return nil
}
