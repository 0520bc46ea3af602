package reports

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// villageWith gives the village with some of it taken away or changed.
func villageWith(t testing.TB, change func(*Subject)) Subject {
	s := village(t)
	change(&s)
	return s
}

// TestUnusualRuns holds that every report can be written of every kind of run,
// and says what there is to say.
func TestUnusualRuns(t *testing.T) {
	all := func(o policy.Outcome) func(*Subject) {
		return func(s *Subject) { s.becomeAll(o) }
	}
	tests := map[string]struct {
		subject Subject
		says    []string
		silent  []string
	}{
		"no policies": {
			villageWith(t, func(s *Subject) { s.Result.Policies, s.Result.Findings, s.Result.Unsure = nil, nil, nil }),
			[]string{"本次没有需要评估的政策", "没有发现风险线索", "所有人员的结果和所有规则均可判定"},
			nil,
		},
		"no rules": {
			villageWith(t, func(s *Subject) { s.Pack, s.Result.Findings, s.Result.Unsure = nil, nil, nil }),
			[]string{"没有发现风险线索"},
			nil,
		},
		"nothing changes": {
			villageWith(t, all(policy.Outcome{Status: policy.Unchanged})),
			[]string{"不改变任何人的待遇"},
			[]string{"变化的分布"},
		},
		"nothing can be told": {
			villageWith(t, all(policy.Outcome{Status: policy.CannotTell, Missing: []string{"person.born"}})),
			[]string{"9 人因资料不全或无对应标准无法判定", "出生日期"},
			[]string{"变化的分布"},
		},
		"one person": {
			villageWith(t, func(s *Subject) {
				s.Result.Roster = people(t, [][]string{{"S01", "离休", "131", "1932-05-01", "财政", "样例镇", "样例局", "5200"}})
				s.become(s.outcomes()[:1])
				s.Result.Findings, s.Result.Unsure, s.Result.Issues = nil, nil, nil
			}),
			[]string{hiddenAmount, "名册共 1 人"},
			[]string{"670", "5,360", "样例镇", "样例局<"},
		},
		"nobody": {
			villageWith(t, func(s *Subject) {
				s.Result.Roster = people(t, nil)
				s.become(nil)
				s.Result.Findings, s.Result.Unsure, s.Result.Issues = nil, nil, nil
			}),
			[]string{"名册共 0 人", "0.00"},
			[]string{hiddenAmount},
		},
		"huge amounts": {
			villageWith(t, all(gets(t, "", "1234567890123.45"))),
			[]string{"11,111,111,011,111.05", "1,234,567,890,123.45"},
			nil,
		},
		"everybody loses": {
			villageWith(t, all(gets(t, "5000", "-120.5"))),
			[]string{"每月合计减少 1,084.50 元", "−1,084.50", "9 人的待遇将会减少"},
			nil,
		},
		"unverified figures": {
			villageWith(t, func(s *Subject) { s.Result.Policies[0].Policy.Document.Confidence = "M" }),
			[]string{"未经核实（可信程度 M），须先行确认"},
			nil,
		},
		"not a sample": {
			villageWith(t, func(s *Subject) { s.Sample = false }), nil, []string{"样例数据"},
		},
		"a title that is markup": {
			villageWith(t, func(s *Subject) { s.Title = `<script>alert("x")</script>` }),
			[]string{html.EscapeString("<script>")},
			[]string{"<script"},
		},
		"an unknown rule and severity": {
			villageWith(t, func(s *Subject) { s.Result.Findings[0].Rule, s.Result.Findings[0].Severity = "new-rule", "urgent" }),
			[]string{"new-rule", "urgent"},
			nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			m := model(t, tt.subject)
			for _, r := range All() {
				write(t, m, r.Name)
			}
			page := string(write(t, m, "report.html"))
			for _, want := range tt.says {
				if !strings.Contains(page, want) {
					t.Errorf("the report does not say %q", want)
				}
			}
			for _, not := range tt.silent {
				if strings.Contains(page, not) {
					t.Errorf("the report says %q", not)
				}
			}
		})
	}
}

// many is a run of some policies with long titles over the county.
func many(t testing.TB, policies int) Subject {
	s := county(t)
	first := s.Result.Policies[0]
	s.Result.Policies = nil
	for i := range policies {
		p := *first.Policy
		p.ID = fmt.Sprintf("policy-%02d", i)
		p.Title = fmt.Sprintf("关于第%d次调整机关事业单位离退休人员基本离退休费标准及有关艰苦边远地区津贴生活补贴问题的通知（征求意见稿）", i+1)
		p.Document.Confidence = grades[i%4].code
		s.Result.Policies = append(s.Result.Policies, rules.PolicyResult{Policy: &p, Outcomes: first.Outcomes})
	}
	for i := range s.Result.Findings {
		s.Result.Findings[i].Policy = s.Result.Policies[i%policies].Policy.ID
	}
	s.Result.Unsure = nil
	s.Pack = &risk.Pack{}
	return s
}

// TestContents holds that the contents name every section that has a heading, by its
// own words and in its place, and no other.
func TestContents(t *testing.T) {
	bare := village(t)
	bare.Pack, bare.Result.Findings = nil, nil
	for label, s := range map[string]Subject{"village": village(t), "county": county(t), "without rules": bare, "two policies": many(t, 2)} {
		page := string(write(t, model(t, s), "report.html"))
		var named, there []string
		for _, m := range regexp.MustCompile(`<a href="#([a-z-]+)">([^<]+)</a>`).FindAllStringSubmatch(page, -1) {
			named = append(named, m[1]+" "+m[2])
		}
		for _, m := range regexp.MustCompile(`<section id="([a-z-]+)">\s*<h2>([^<]+)</h2>`).FindAllStringSubmatch(page, -1) {
			there = append(there, m[1]+" "+m[2])
		}
		if diff := cmp.Diff(there, named); diff != "" || len(named) < 6 {
			t.Errorf("%s: contents (-sections +named)\n%s", label, diff)
		}
	}
}

func TestManyPolicies(t *testing.T) {
	page := string(write(t, model(t, many(t, 20)), "report.html"))
	for _, want := range []string{`id="policy-20"`, "国办发〔2015〕3号 等 20 件", "20 项待遇调整政策影响评估报告"} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
}

func TestReading(t *testing.T) {
	c := takeCensus(people(t, nil))
	for expression, want := range map[string]string{
		`person.category == "lixiu"`:                             "离退休类别＝离休",
		`person.born <= date("1934-09-30") && person.rank > 131`: "出生日期≤1934-09-30，且 职级＞131",
		`table.lixiu(person.rank)`:                               "查表 离休（职级）",
		`band.age_addition(person.born)`:                         "分档标准（出生日期）",
		`coalesce(person.rank, person.born)`:                     "首个已知的（职级，出生日期）",
		`pay.basic * 1.13%`:                                      "基本离退休费×1.13%",
		`ceil(person.unheard_of) * 1.3`:                          "进到整数（person.unheard_of）×1.3",
		`person.payer in ['finance', "county"]`:                  "发放渠道 属于 [财政，county]",
		`!known(person.born) || person.rank != 131`:              "非 已知（出生日期），或 职级≠131",
		`"unclosed`: "unclosed",
	} {
		if got := c.read(expression); got != want {
			t.Errorf("%s reads %q, want %q", expression, got, want)
		}
	}
}

func TestAmountsAreRead(t *testing.T) {
	m := model(t, village(t))
	for expression, want := range map[string]string{
		"260":                            "260.00 元",
		" 12.5\n":                        "12.50 元",
		"5%":                             "0.05 元", // as the calculation takes it
		"pay.basic * 5%":                 "基本离退休费×5%",
		"band.age_addition(person.born)": "分档标准（出生日期）",
	} {
		if got := m.amountWords(expression); got != want {
			t.Errorf("%q reads %q, want %q", expression, got, want)
		}
	}
}

func FuzzReading(f *testing.F) {
	for _, seed := range []string{`person.rank`, `date(`, `"`, `a..b`, `x.`, "\x00"} {
		f.Add(seed)
	}
	c := newCensus(testSchema(f))
	f.Fuzz(func(t *testing.T, expression string) {
		if c.read(expression) == "" && strings.ContainsAny(expression, "abcdefgh0123456789") {
			t.Errorf("%q reads as nothing", expression)
		}
	})
}

func TestIssuePerson(t *testing.T) {
	if got := issuePerson(roster.Issue{Row: 4}); got != "第 5 行" {
		t.Errorf("a row without a key is called %q", got)
	}
}

func TestSummary(t *testing.T) {
	s := model(t, village(t)).Summary()
	p := s.Policies[0]
	if s.Persons != 9 || p.Status != [4]int{6, 0, 1, 2} || p.Gain != 6 || p.Lose != 0 || p.Months != 8 || s.Issues != 2 {
		t.Errorf("got %+v", s)
	}
	if p.Delta != yuan(t, "3400") || p.Arrears != yuan(t, "27200") || p.Min != 460*lang.One || p.Median != 560*lang.One || p.Max != 670*lang.One {
		t.Errorf("%s a month, %s of arrears, %s to %s to %s", p.Delta, p.Arrears, p.Min, p.Median, p.Max)
	}
	felt := s.Findings[0]
	if len(s.Findings) != 1 || felt.Grievance != risk.Comparison || felt.Persons != 2 || felt.Findings() != 2 ||
		felt.Rules[0].Rule != "payer-outside" || felt.Rules[0].Title != "发放渠道不在文件所列范围" {
		t.Errorf("findings %+v", s.Findings)
	}
	for i, want := range []string{"table.tuixiu has no row: [S09]", "生活补贴: [S07]", "出生日期: [S07]"} {
		if got := fmt.Sprintf("%s: %v", s.Gaps[i].What, s.Gaps[i].Persons); got != want {
			t.Errorf("gap %d is %s, want %s", i, got, want)
		}
	}
	var delta lang.Decimal
	for _, g := range p.Groups {
		delta += g.Delta
	}
	if g := p.Groups[3]; len(p.Groups) != 5 || delta != p.Delta || g.Label != "退休 县处级副职" || g.Persons != 2 || g.Affected() != 1 {
		t.Errorf("groups %+v", p.Groups)
	}
}
