package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// datedFigures is figures of every kind in every place.
const datedFigures = `
tables:
  t:
    by: [rank]
    rows:
      131: {2006-07-01: 400, 2012-10-01: null}
      132: {initial: 300, 2006-07-01: 350, 2014-10-01: {value: 500, expected: true}}
      141: unknown
    cite: 附表一
  s: {by: [rank], rows: {131: {initial: 100, 2014-10-01: 未知}}, else: {initial: 10, 2010-01-01: 20}}
  u: {by: [category, rank], rows: {lixiu: unknown, 退休: {131: 5}}}
  w: {by: [rank], rows: unknown, else: 3}
  l: {by: [rank], rows: [{rank: 131, value: {initial: 7, 2014-10-01: 8}}]}
bands:
  b: {of: date, rows: [{to: 1937-07-06, value: {initial: 2, 2011-01-01: 3}}, {from: 1940-01-01, value: unknown}], else: {2014-10-01: 1}, cite: 附表二}
  w: {of: date, rows: unknown}
values:
  v: {value: {initial: 600, 2014-01-01: 1000, 2017-07-01: 2500}, cite: 第三条}
  plain: {value: 5%}
  hole: {value: unknown, cite: 第四条}
  expected: {value: {2014-10-01: {value: 900, expected: true}}}
`

// TestDatedFigures reads figures on the days around their steps.
func TestDatedFigures(t *testing.T) {
	s := schema(t)
	for _, test := range []struct{ effective, amount, person, want string }{
		{"2006-06-30", "table.t(person.rank)", "rank=131", "table.t for rank 131 is in force from 2006-07-01 only"},
		{"2006-07-01", "table.t(person.rank)", "rank=131", "400"},
		{"2012-09-30", "table.t(person.rank)", "rank=131", "400"},
		{"2012-10-01", "table.t(person.rank)", "rank=131", "table.t for rank 131 is no longer in force since 2012-10-01"},
		{"1999-01-01", "table.t(person.rank)", "rank=132", "300"},
		{"1965-01-01", "table.t(person.rank)", "rank=132", "300"}, // before the day that dates count from
		{"2014-09-30", "table.t(person.rank)", "rank=132", "350"},
		{"2014-10-01", "table.t(person.rank)", "rank=132", "500"},
		{"2014-10-01", "table.t(person.rank)", "rank=141", "the figure of table.t for rank 141 is not known"},
		{"2014-09-30", "table.s(person.rank)", "rank=131", "100"},
		{"2014-10-01", "table.s(person.rank)", "rank=131", "the figure of table.s for rank 131 is not known"},
		{"2009-12-31", "table.s(person.rank)", "rank=132", "10"},
		{"2010-01-01", "table.s(person.rank)", "rank=132", "20"},
		{"2014-10-01", "table.u(person.category, person.rank)", "category=lixiu rank=141", "the figure of table.u for category lixiu, rank 141 is not known"},
		{"2014-10-01", "table.u(person.category, person.rank)", "category=tuixiu rank=131", "5"},
		{"2014-10-01", "table.u(person.category, person.rank)", "category=tuixiu rank=132", "table.u has no row for category tuixiu, rank 132"},
		{"2014-10-01", "table.w(person.rank)", "rank=131", "the figure of table.w for rank 131 is not known"},
		{"2014-10-01", "table.l(person.rank)", "rank=131", "8"},
		{"2014-09-30", "table.l(person.rank)", "rank=131", "7"},
		{"2010-12-31", "band.b(person.born)", "born=1937-07-06", "2"},
		{"2011-01-01", "band.b(person.born)", "born=1937-07-06", "3"},
		{"2011-01-01", "band.b(person.born)", "born=1937-07-07", "band.b for 1937-07-07 is in force from 2014-10-01 only"},
		{"2014-10-01", "band.b(person.born)", "born=1937-07-07", "1"},
		{"2011-01-01", "band.b(person.born)", "born=1940-01-01", "the figure of band.b for 1940-01-01 is not known"},
		{"2011-01-01", "band.w(person.born)", "born=1940-01-01", "the figure of band.w for 1940-01-01 is not known"},
		{"2013-12-31", "value.v", "", "600"},
		{"2014-01-01", "value.v", "", "1000"},
		{"2017-07-01", "value.v", "", "2500"},
		{"2014-10-01", "100 * value.plain", "", "5"},
		{"2014-10-01", "value.hole", "", "the figure of value.hole is not known"},
		{"2014-10-01", "value.expected", "", "900"},
		{"2014-09-30", "value.expected", "", "value.expected is in force from 2014-10-01 only"},
	} {
		p := load(t, fmt.Sprintf("policy: p\ntitle: t\neffective: %s\n%sitems: [{item: basic, add: '%s'}]\n", test.effective, datedFigures, test.amount))
		if got := added(p.Apply(personOf(t, s, test.person), aDay)); got != test.want {
			t.Errorf("%s of %q on %s: got %s, want %s", test.amount, test.person, test.effective, got, test.want)
		}
	}
}

// TestWordsOfHoles says in Chinese what a figure lacks.
func TestWordsOfHoles(t *testing.T) {
	s := schema(t)
	for amount, want := range map[string]string{
		"table.t(141)": "table.t 中 职级 乡科级正职 的数额未知；请查明后填入",
		"table.t(131)": "table.t 中 职级 县处级正职 自 2012-10-01 起不再执行；请写明现行标准，或另设不用它的项目",
		"value.hole":   "value.hole 的数额未知；请查明后填入",
	} {
		p := load(t, head+datedFigures+"items: [{item: basic, add: '"+amount+"'}]\n")
		f := p.Apply(personOf(t, s, ""), aDay).Reasons[0]
		if got := f.Message.ZH + "；" + f.Hint.ZH; got != want {
			t.Errorf("%s: got %s, want %s", amount, got, want)
		}
	}
}

// TestHolesAndExpected names the figures that are not sure, each at its place.
func TestHolesAndExpected(t *testing.T) {
	p := load(t, head+datedFigures)
	words := func(list []policy.Caution) string {
		var b strings.Builder
		for _, c := range list {
			fmt.Fprintf(&b, "%s %s（%s）%s %s:%d %v\n", c.Lookup, c.Row.ZH, c.Cite, c.Step.From, c.Step.Pos, c.Step.Width, c.InForce)
		}
		return b.String()
	}
	golden(t, "testdata/cautions.golden", []byte("holes\n"+words(p.Holes())+"expected\n"+words(p.Expected())))
}

// TestFindTellsWhichRowAnswers holds the rows that are described to those that
// decide.
func TestFindTellsWhichRowAnswers(t *testing.T) {
	p := load(t, head+datedFigures)
	find := func(name string, args ...lang.Value) string {
		for i := range p.Lookups {
			if l := &p.Lookups[i]; l.Name == name {
				if r := l.Find(args...); r != nil {
					return r.Words.EN
				}
				return "none"
			}
		}
		return "no lookup"
	}
	born, _ := lang.ParseDate("1938-01-01")
	for _, test := range []struct{ got, want string }{
		{find("table.t", lang.IntOf(131)), "rank 131"},
		{find("table.s", lang.IntOf(132)), "else"},
		{find("table.t", lang.Unknown("person.rank")), "none"},
		{find("table.u", lang.StringOf("lixiu"), lang.IntOf(131)), "category lixiu"},
		{find("table.u", lang.StringOf("tuixiu"), lang.IntOf(132)), "none"},
		{find("band.b", lang.DateOf(born)), "else"},
		{find("band.b", lang.DateOf(born-1000)), "to 1937-07-06"},
		{find("value.v"), ""},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
