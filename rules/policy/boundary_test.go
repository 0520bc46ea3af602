package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// drawn puts the boundaries of a policy into words, a line each.
func drawn(p *policy.Policy, asOf lang.Date) string {
	var b strings.Builder
	for _, line := range p.Boundaries(asOf) {
		fmt.Fprintf(&b, "%s %s|%s %s", p.File.Name, line.Last, line.First, line.Unit)
		for _, m := range line.Mentions {
			fmt.Fprintf(&b, " [%d %s %s]", m.Item, m.Cite, m.Text)
		}
		fmt.Fprintf(&b, " %s\n", line.Label)
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), p.File.Name+" ", ""))
}

// TestBoundaries lists the lines that expressions of every form draw.
func TestBoundaries(t *testing.T) {
	for name, test := range map[string]struct{ when, want string }{
		"at most":                   {`person.born <= date("1934-09-30")`, "1934-09-30|1934-10-01 days"},
		"below":                     {`person.born < date("1934-09-30")`, "1934-09-29|1934-09-30 days"},
		"above":                     {`person.born > date("1934-09-30")`, "1934-09-30|1934-10-01 days"},
		"at least":                  {`person.born >= date("1934-09-30")`, "1934-09-29|1934-09-30 days"},
		"the constant first":        {`date("1934-09-30") >= person.born`, "1934-09-30|1934-10-01 days"},
		"equal":                     {`person.born == date("1934-09-30")`, "1934-09-29|1934-09-30 days; 1934-09-30|1934-10-01 days"},
		"an age":                    {`age_on(person.born, date("2022-12-31")) >= 70`, "1952-12-31|1953-01-01 days"},
		"an age on a leap day":      {`age_on(person.born, date("2020-02-29")) >= 1`, "2019-02-28|2019-03-01 days"},
		"an age on as_of":           {`age_on(person.born, as_of) > 69`, "1945-01-20|1945-01-21 days"},
		"a day of the policy":       {`person.retired_on < policy.effective`, "2014-09-30|2014-10-01 days"},
		"months since":              {`months(person.joined_on, policy.effective) < 1`, "2014-09-01|2014-09-02 days"},
		"years until":               {`years(date("2000-01-01"), person.retired_on) >= 10`, "2009-12-31|2010-01-01 days"},
		"days between":              {`policy.effective - person.joined_on > 30`, "2014-08-31|2014-09-01 days"},
		"years of service":          {`person.contribution_years >= 30`, "29.9999|30 years"},
		"rounded up":                {`ceil(person.contribution_years) >= 30`, "29|29.0001 years"},
		"turned round":              {`100 - 2 * person.contribution_years < 40`, "30|30.0001 years"},
		"pay":                       {`pay.basic < 2000`, "1999.9999|2000 yuan"},
		"a part of pay, rounded":    {`pay.basic * 10% >= 200`, "1999.9994|1999.9995 yuan"},
		"with a value in its stead": {`coalesce(pay.basic, 0) <= 2000`, "2000|2000.0001 yuan"},
		"twice":                     {`person.born <= date("1934-09-30") || !(person.born >= date("1934-10-01"))`, "1934-09-30|1934-10-01 days 2"},
		"never within the field":    {`person.disabled || person.contribution_years < 0`, ""},
		"a code":                    {`person.rank <= 132`, ""},
		"two fields":                {`person.born < person.joined_on`, ""},
		"a running value":           {`after.basic < 2000`, ""},
		"a product of two":          {`pay.basic * pay.living < 2000`, ""},
		"neither rises nor falls":   {`person.contribution_years * person.contribution_years < 9`, ""},
		"a choice":                  {`(person.disabled ? person.born : as_of) < date("1934-09-30")`, ""},
		"an unknown constant":       {`person.disabled || person.born < policy.document.issued`, ""},
		"an age that is equal":      {`age_on(person.born, date("2014-09-30")) == 70`, "1943-09-30|1943-10-01 days; 1944-09-30|1944-10-01 days"},
		"one of some ages":          {`age_on(person.born, date("2014-09-30")) in [70]`, "1943-09-30|1943-10-01 days; 1944-09-30|1944-10-01 days"},
		"a class":                   {`person.hardship_class == 3`, ""},
		"a bool and a choice":       {`person.disabled || person.category == "lixiu"`, ""},
		"the 29th of February":      {`person.born <= date("1936-02-29")`, "1936-02-29|1936-03-01 days"},
		"an age, born on a 29th":    {`age_on(person.born, date("2015-02-28")) >= 79`, "1936-02-28|1936-02-29 days"},
		"beyond any roster":         {`person.born < date("2500-01-01")`, ""},
		"constants only":            {`policy.effective < as_of`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, text := range []string{
				head + "scope: {when: '" + test.when + "'}",
				head + "items: [{item: living, when: '" + test.when + "', add: 1}]",
				head + "items: [{item: living, add: '" + test.when + " ? 1 : 2'}]",
			} {
				p, problems := policy.Load(source.NewFile("test.yaml", []byte(text)), shippedSchema(t))
				if problems.Err() != nil {
					t.Fatal(problems)
				}
				var got []string
				for _, b := range p.Boundaries(aDay) {
					line := fmt.Sprintf("%s|%s %s", b.Last, b.First, b.Unit)
					if n := len(b.Mentions); n > 1 {
						line += fmt.Sprint(" ", n)
					}
					got = append(got, line)
				}
				if joined := strings.Join(got, "; "); joined != test.want {
					t.Errorf("got %q, want %q", joined, test.want)
				}
			}
		})
	}
}

// TestBoundariesOfBands finds every edge of a band, once.
func TestBoundariesOfBands(t *testing.T) {
	for name, test := range map[string]struct{ band, argument, want string }{
		"dates that follow one another": {
			"of: date, rows: [{to: 1934-09-30, value: 100}, {from: 1934-10-01, to: 1939-09-30, value: 60}], else: 0", "person.born",
			"1934-09-30|1934-10-01 1939-09-30|1939-10-01",
		},
		"ends that do not belong": {
			"of: decimal, rows: [{above: 10, below: 20, value: 1}], else: 0", "person.contribution_years",
			"10|10.0001 19.9999|20",
		},
		"whole numbers in place of decimals": {
			"of: decimal, rows: [{from: 70, value: 1}], else: 0", "age_on(person.born, policy.effective)",
			"1944-10-01|1944-10-02",
		},
		"ages": {
			"of: int, rows: [{from: 80, value: 40}, {from: 70, to: 79, value: 30}], else: 0", "age_on(person.born, policy.effective)",
			"1934-10-01|1934-10-02 1944-10-01|1944-10-02",
		},
		"an argument of two fields": {"of: int, rows: [{from: 30, value: 40}], else: 0", "years(person.joined_on, person.retired_on)", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := fmt.Sprintf("%sbands: {b: {%s}}\nitems: [{item: living, add: 'band.b(%s)'}]", head, test.band, test.argument)
			p, problems := policy.Load(source.NewFile("test.yaml", []byte(text)), shippedSchema(t))
			if problems.Err() != nil {
				t.Fatal(problems)
			}
			var got []string
			for _, b := range p.Boundaries(aDay) {
				got = append(got, fmt.Sprintf("%s|%s", b.Last, b.First))
			}
			if joined := strings.Join(got, " "); joined != test.want {
				t.Errorf("got %q, want %q", joined, test.want)
			}
		})
	}
}

// TestShippedBoundaries holds the lines of two shipped policies to those that
// their documents draw, each at its place.
func TestShippedBoundaries(t *testing.T) {
	for id, want := range map[string]string{
		"cn-2015-3": `
1934-09-30|1934-10-01 days [3 国办发〔2015〕3号·高龄增加 band.age_addition(person.born)] 出生日期
1939-09-30|1939-10-01 days [3 国办发〔2015〕3号·高龄增加 band.age_addition(person.born)] 出生日期
2014-09-30|2014-10-01 days [-1 国办发〔2015〕3号·实施范围 person.retired_on <= date("2014-09-30")] 离退休时间`,
		"hlj-2023": `
1942-12-31|1943-01-01 days [3 倾斜调整·高龄 band.age(age_on(person.born, date("2022-12-31")))] 出生日期
1952-12-31|1953-01-01 days [3 倾斜调整·高龄 band.age(age_on(person.born, date("2022-12-31")))] 出生日期
2022-12-31|2023-01-01 days [-1 实施范围 person.retired_on <= date("2022-12-31")] 离退休时间`,
	} {
		p := shippedPolicy(t, id)
		if got := drawn(p, configs.SampleAsOf()); got != strings.TrimSpace(want) {
			t.Errorf("%s:\ngot\n%s\nwant%s", id, got, want)
		}
		for _, b := range p.Boundaries(configs.SampleAsOf()) {
			m := b.Mentions[0]
			line := strings.Split(string(p.File.Text), "\n")[m.Pos.Line-1]
			if at := string([]rune(line)[m.Pos.Col-1:][:m.Width]); at != m.Text {
				t.Errorf("%s: %q stands where %q should", id, at, m.Text)
			}
		}
	}
}

func shippedPolicy(t testing.TB, id string) *policy.Policy {
	t.Helper()
	for _, p := range shippedPolicies(t, shippedSchema(t)) {
		if p.ID == id {
			return p
		}
	}
	t.Fatal("no such policy")
	return nil
}

// TestCliffs says how far persons stand from the lines of the 2015 raise, on the
// wrong side, and what that costs them.
func TestCliffs(t *testing.T) {
	p := shippedPolicy(t, "cn-2015-3")
	for name, test := range map[string]struct{ person, want string }{
		"a day late for the first line": {
			"category=lixiu rank=132 born=1934-10-01 retired_on=1994-10-01",
			"出生日期早 1 天（1934-09-30）：+40.00 元/月 1934-09-30 true",
		},
		"on the first line": {"category=lixiu rank=132 born=1934-09-30 retired_on=1994-10-01", ""},
		"a month late": {
			"category=lixiu rank=132 born=1934-10-30 retired_on=1994-10-01",
			"出生日期早 30 天（1934-09-30）：+40.00 元/月 1934-09-30 true",
		},
		"too late to be near": {
			"category=lixiu rank=132 born=1934-10-31 retired_on=1994-10-01",
			"出生日期早 31 天（1934-09-30）：+40.00 元/月 1934-09-30 false",
		},
		"behind both lines": {
			"category=lixiu rank=132 born=1939-10-02 retired_on=1999-10-01",
			"出生日期早 2 天（1939-09-30）：+60.00 元/月 1939-09-30 true; 出生日期早 1828 天（1934-09-30）：+100.00 元/月 1934-09-30 false",
		},
		"retired a day late": {
			"category=tuixiu rank=131 born=1954-09-01 retired_on=2014-10-01",
			"离退休时间早 1 天（2014-09-30）：+460.00 元/月 2014-09-30 true",
		},
		"out of scope for another reason": {"category=tuixiu rank=131 born=1954-09-01 retired_on=2014-10-01 died_on=2014-09-01", ""},
		"birth unknown":                   {"category=lixiu rank=132 retired_on=1994-10-01", ""},
		"retirement unknown":              {"category=lixiu rank=132 born=1934-10-01", ""},
		"no row on the other side":        {"category=tuixiu rank=199 born=1954-09-01 retired_on=2014-10-01", ""},
	} {
		t.Run(name, func(t *testing.T) {
			person := personOf(t, shippedSchema(t), test.person)
			var got []string
			for _, c := range p.Cliffs(person, aDay) {
				got = append(got, fmt.Sprint(c.Words(), " ", c.Line(), " ", c.Near()))
			}
			if joined := strings.Join(got, "; "); joined != test.want {
				t.Errorf("got %q, want %q", joined, test.want)
			}
			nearest, ok := p.NearestBoundary(person, aDay)
			if ok != (test.want != "") || ok && !strings.HasPrefix(test.want, nearest.Words()) {
				t.Errorf("the nearest is %v", nearest)
			}
		})
	}
}

// TestWhatComesByDegreesIsNoCliff leaves out of the cost of a line what rises or falls
// on the way to it all the same.
func TestWhatComesByDegreesIsNoCliff(t *testing.T) {
	for name, test := range map[string]struct{ items, person, want string }{
		"a line that makes nothing": {
			`{item: living, add: 'person.contribution_years >= 30 ? 3 * person.contribution_years : 3 * min(person.contribution_years, 30)'}`,
			"contribution_years=29.5", "",
		},
		"so much a year and a line": {
			`{item: living, add: '3 * person.contribution_years'}, {item: living, when: 'person.contribution_years >= 30', add: 100}`,
			"contribution_years=29.5", "缴费(工作)年限多 0.5 年（30）：+100.00 元/月",
		},
		"a new standard and a line on what was paid": {
			`{item: basic, set: 3000}, {item: living, when: 'pay.basic < 2000', add: 50}`,
			"pay.basic=2040", "基本离退休费少 40.0001 元（1999.9999）：+50.00 元/月",
		},
		"a new standard and a line that makes nothing": {
			`{item: basic, set: 3000}, {item: living, when: 'pay.basic < 2000', add: 'pay.basic < 2000 ? 5 : 6'}, {item: living, when: 'pay.basic >= 2000', add: 5}`,
			"pay.basic=2040", "",
		},
		"two lines on the way": {
			`{item: living, add: '3 * person.contribution_years'}, {item: living, when: 'person.contribution_years >= 30', add: 100}, {item: living, when: 'person.contribution_years >= 30.2', add: 10}`,
			"contribution_years=29.5", "缴费(工作)年限多 0.5 年（30）：+100.00 元/月; 缴费(工作)年限多 0.7 年（30.2）：+110.00 元/月",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, problems := policy.Load(source.NewFile("test.yaml", []byte(head+"items: ["+test.items+"]")), shippedSchema(t))
			if problems.Err() != nil {
				t.Fatal(problems)
			}
			var got []string
			for _, c := range p.Cliffs(personOf(t, shippedSchema(t), test.person+" pay.living=100"), aDay) {
				got = append(got, c.Words())
			}
			if joined := strings.Join(got, "; "); joined != test.want {
				t.Errorf("got %q, want %q", joined, test.want)
			}
		})
	}
}

// TestCliffsOfNumbers stands before lines of years and of pay.
func TestCliffsOfNumbers(t *testing.T) {
	text := head + `
items:
  - {item: living, when: 'person.contribution_years >= 30', add: 100}
  - {item: living, when: 'pay.basic < 2000', add: 50}
  - {item: living, when: 'pay.basic > 3000', add: -50}
`
	p, problems := policy.Load(source.NewFile("test.yaml", []byte(text)), shippedSchema(t))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	for words, want := range map[string]string{
		"contribution_years=29.5 pay.basic=1000":    "缴费(工作)年限多 0.5 年（30）：+100.00 元/月 30 true",
		"contribution_years=28.5 pay.basic=1000":    "缴费(工作)年限多 1.5 年（30）：+100.00 元/月 30 false",
		"contribution_years=30 pay.basic=2000":      "基本离退休费少 0.0001 元（1999.9999）：+50.00 元/月 2000 true",
		"contribution_years=30 pay.basic=2050":      "基本离退休费少 50.0001 元（1999.9999）：+50.00 元/月 2000 false",
		"contribution_years=30 pay.basic=3000.0001": "基本离退休费少 0.0001 元（3000）：+50.00 元/月 3000 true; 基本离退休费少 1000.0002 元（1999.9999）：+100.00 元/月 2000 false",
		"contribution_years=30":                     "",
	} {
		var got []string
		for _, c := range p.Cliffs(personOf(t, shippedSchema(t), words), aDay) {
			got = append(got, fmt.Sprint(c.Words(), " ", c.Line(), " ", c.Near()))
		}
		if joined := strings.Join(got, "; "); joined != want {
			t.Errorf("%s: got %q, want %q", words, joined, want)
		}
	}
}
