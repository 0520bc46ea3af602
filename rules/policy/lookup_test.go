package policy_test

import (
	"testing"

	"weiran/rules/policy"
)

// TestLookups looks every form of table and band up on both sides of its bounds.
func TestLookups(t *testing.T) {
	for name, test := range map[string]struct {
		lookups, call string
		want          map[string]string // amount added, or the reason, by person
	}{
		"a table by code": {
			"tables: {t: {by: [rank], rows: {131: 570, 132: 480}}}", "table.t(person.rank)",
			map[string]string{"rank=131": "570", "rank=132": "480", "rank=141": "table.t has no row for rank 141"},
		},
		"a table by label": {
			"tables: {t: {by: [person.category], rows: {离休: 1, 退休: 2}}}", "table.t(person.category)",
			map[string]string{"category=lixiu": "1", "category=tuixiu": "2", "category=tuizhi": "table.t has no row for category tuizhi"},
		},
		"a table called with a label": {
			"tables: {t: {by: [category], rows: {lixiu: 1}}}", `table.t("离休")`,
			map[string]string{"": "1"},
		},
		"an else": {
			"tables: {t: {by: [rank], rows: {131: 570}, else: 400}}", "table.t(person.rank)",
			map[string]string{"rank=131": "570", "rank=141": "400", "": "? person.rank"},
		},
		"two keys": {
			"tables: {t: {by: [category, rank], rows: {lixiu: {131: 570, 132: 480}, tuixiu: {131: 460}}}}",
			"table.t(person.category, person.rank)",
			map[string]string{
				"category=lixiu rank=132":  "480",
				"category=tuixiu rank=131": "460",
				"category=tuixiu rank=132": "table.t has no row for category tuixiu, rank 132",
				"category=tuixiu":          "? person.rank",
			},
		},
		"a list of rows": {
			"tables: {t: {by: [category, rank], rows: [{category: 离休, rank: 131, value: 570}, {person.rank: 131, category: tuixiu, value: 460}]}}",
			"table.t(person.category, person.rank)",
			map[string]string{"category=lixiu rank=131": "570", "category=tuixiu rank=131": "460"},
		},
		"rates": {
			"tables: {t: {by: [category], rows: {lixiu: 100%, tuixiu: 85%, tuizhi: 0.6}}}",
			"1000 * table.t(person.category)",
			map[string]string{"category=lixiu": "1000", "category=tuixiu": "850", "category=tuizhi": "600"},
		},
		"a free key of whole numbers": {
			"tables: {t: {by: [age], rows: {70: 1, 80: 2}}}", `table.t(age_on(person.born, date("2020-01-01")))`,
			map[string]string{"born=1950-01-01": "1", "born=1940-01-01": "2", "born=1960-01-01": "table.t has no row for age 60"},
		},
		"a free key of words": {
			"tables: {t: {by: [where], rows: {甲镇: 1, 乙镇: 2}}}", "table.t(person.township)",
			map[string]string{"township=乙镇": "2", "township=丙镇": "table.t has no row for where 丙镇"},
		},
		"a free key of dates": {
			"tables: {t: {by: [day], rows: {1949-10-01: 1}}}", "table.t(person.born)",
			map[string]string{"born=1949-10-01": "1"},
		},
		"a free key of truths": {
			"tables: {t: {by: [military], rows: {true: 1, false: 2}}}", "table.t(person.military)",
			map[string]string{"military=是": "1", "military=否": "2", "": "? person.military"},
		},
		"a key of decimals": {
			"tables: {t: {by: [contribution_years], rows: {30: 1, 30.50: 2}}}", "table.t(person.contribution_years)",
			map[string]string{"contribution_years=30.0": "1", "contribution_years=30.5": "2"},
		},
		"a band of dates": {
			"bands: {b: {of: date, rows: [{to: 1934-09-30, value: 100}, {to: 1939-09-30, value: 60}], else: 0}}", "band.b(person.born)",
			map[string]string{
				"born=1934-09-30": "100", "born=1934-10-01": "60",
				"born=1939-09-30": "60", "born=1939-10-01": "0", "": "? person.born",
			},
		},
		"a band of whole numbers with a hole": {
			"bands: {b: {of: int, rows: [{from: 1, to: 2, value: 5}, {from: 4, value: 15}]}}", "band.b(person.hardship_class)",
			map[string]string{
				"hardship_class=1": "5", "hardship_class=2": "5", "hardship_class=4": "15", "hardship_class=6": "15",
				"hardship_class=0": "band.b has no row for 0", "hardship_class=3": "band.b has no row for 3",
			},
		},
		"a band of decimals with open bounds": {
			"bands: {b: {of: decimal, rows: [{below: 20, value: 80%}, {from: 20, below: 30, value: 85%}, {above: 30, value: 90%}], else: 1%}}",
			"100 * band.b(person.contribution_years)",
			map[string]string{
				"contribution_years=19.9999": "80", "contribution_years=20": "85",
				"contribution_years=29.9999": "85", "contribution_years=30": "1", "contribution_years=30.0001": "90",
			},
		},
		"a band of decimals of a whole number": {
			"bands: {b: {of: decimal, rows: [{from: 2, value: 1}], else: 0}}", "band.b(person.hardship_class)",
			map[string]string{"hardship_class=2": "1", "hardship_class=1": "0"},
		},
		"the first band that holds wins": {
			"bands: {b: {of: int, rows: [{from: 3, value: 3}, {from: 1, value: 1}, {value: 0}]}}", "band.b(person.hardship_class)",
			map[string]string{"hardship_class=5": "3", "hardship_class=2": "1", "hardship_class=0": "0"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := load(t, head+test.lookups+"\nitems: [{item: basic, add: '"+test.call+"'}]\n")
			for words, want := range test.want {
				o := p.Apply(personOf(t, schema(t), words), aDay)
				if got := added(o); got != want {
					t.Errorf("%q: got %s, want %s", words, got, want)
				}
			}
		})
	}
}

// added gives what an outcome adds, or why that cannot be told.
func added(o policy.Outcome) string {
	switch {
	case len(o.Reasons) > 0:
		return o.Reasons[0].Message.EN
	case len(o.Missing) > 0:
		return "? " + o.Missing[0]
	}
	return o.Delta.String()
}
