package configs_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

func TestSampleIsWhatTheGeneratorMakes(t *testing.T) {
	golden(t, "sample/roster.csv", sampleCSV(shippedSchema(t)))
}

// sampleRoster reads the committed sample through the shipped schema.
func sampleRoster(t *testing.T) *roster.Roster {
	t.Helper()
	schema := shippedSchema(t)
	rows, err := csv.NewReader(bytes.NewReader(configs.SampleRoster().Text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	columns := make([]int, len(schema.Fields))
	for i, header := range rows[0] {
		field, ok := schema.Header(header)
		if !ok {
			t.Fatalf("no field is headed %q", header)
		}
		columns[field] = i
	}
	b := roster.NewBuilder(schema, 0)
	cells := make([]lang.Value, len(schema.Fields))
	for _, row := range rows[1:] {
		for field, column := range columns {
			if cells[field], err = schema.ParseCell(field, row[column]); err != nil {
				t.Errorf("%s %s: %v", row[0], schema.Fields[field].Name, err)
			}
		}
		b.Append(cells)
	}
	return b.Build()
}

// who gives the persons whose cells the condition holds of.
func who(r *roster.Roster, holds func(get func(string) lang.Value) bool) []string {
	persons := []string{}
	for i := range r.Len() {
		row := r.Row(i)
		if holds(func(field string) lang.Value { return row.Field(r.Schema.Index(field)) }) {
			persons = append(persons, r.Person(i))
		}
	}
	return persons
}

// numbered gives YL003 for 3.
func numbered(numbers ...int) []string {
	persons := make([]string, len(numbers))
	for i, n := range numbers {
		persons[i] = fmt.Sprintf("YL%03d", n)
	}
	return persons
}

func span(first, last int) []int {
	var numbers []int
	for n := first; n <= last; n++ {
		numbers = append(numbers, n)
	}
	return numbers
}

// TestSampleTellsTheTroublesOfItsReadme finds each planted trouble, and nobody
// else who has it.
func TestSampleTellsTheTroublesOfItsReadme(t *testing.T) {
	type getter = func(string) lang.Value
	is := func(field, text string) func(getter) bool {
		return func(get getter) bool { return get(field).String() == text }
	}
	unknown := func(field string) func(getter) bool {
		return func(get getter) bool { return !get(field).Known() }
	}
	bornNear := func(cliff lang.Date) func(getter) bool {
		return func(get getter) bool { return get("born").Known() && near(get("born").Date(), cliff) }
	}
	county := sampleRoster(t)
	for name, test := range map[string]struct {
		holds func(getter) bool
		want  []string
	}{
		"lixiu":        {is("category", "lixiu"), numbered(span(1, 142)...)},
		"tuixiu":       {is("category", "tuixiu"), numbered(span(143, 178)...)},
		"insurance":    {is("payer", "insurance"), numbered(append(span(101, 108), span(169, 172)...)...)},
		"enterprise":   {is("payer", "enterprise"), numbered(append(span(109, 113), span(173, 175)...)...)},
		"unit of pay":  {is("unit", "甲校"), numbered(append(span(101, 108), span(169, 172)...)...)},
		"works of pay": {is("unit", "丙厂"), numbered(append(span(109, 113), span(173, 175)...)...)},
		"not born":     {unknown("born"), numbered(143)},
		"no basic pay": {unknown("pay.basic"), numbered(10, 33, 77, 120, 160)},
		"treated above": {func(get getter) bool {
			return get("treatment_rank").Int() < get("rank").Int()
		}, numbered(20, 61, 150)},
		"near the first cliff": {bornNear(firstCliff), numbered(append(span(131, 138), 155, 156)...)},
		"near the last cliff":  {bornNear(lastCliff), numbered(151, 152, 153, 154)},
		"born on 1934-09-30":   {is("born", "1934-09-30"), numbered(131, 132, 155)},
		"born on 1934-10-01":   {is("born", "1934-10-01"), numbered(133, 134, 156)},
		"born on 1939-09-30":   {is("born", "1939-09-30"), numbered(151)},
		"born on 1939-10-01":   {is("born", "1939-10-01"), numbered(152)},
		"out of scope": {func(get getter) bool {
			return get("retired_on").Date() > day(2014, 9, 30)
		}, numbered(176, 177, 178)},
		"last day of scope": {is("retired_on", "2014-09-30"), numbered(168)},
		"joined too late": {func(get getter) bool {
			return get("category").Str() == "lixiu" && get("joined_on").Date() >= founding
		}, numbered(142)},
		"disabled":     {is("disabled", "true"), numbered(3, 15, 27, 44, 58, 90, 125, 147)},
		"military":     {is("military", "true"), numbered(173, 174)},
		"has a number": {func(get getter) bool { return get("national_id").Known() || get("phone").Known() }, numbered()},
		"other rank": {func(get getter) bool {
			return get("rank").Int() != 131 && get("rank").Int() != 132
		}, numbered()},
		"not called 样例": {func(get getter) bool { return !strings.HasPrefix(get("name").Str(), "样例") }, numbered()},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, who(county, test.holds)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSampleIsPlausible bounds what was drawn: nobody joined as a child, stepped
// down out of their time, or is paid by nobody.
func TestSampleIsPlausible(t *testing.T) {
	county := sampleRoster(t)
	wrong := who(county, func(get func(string) lang.Value) bool {
		joined, retired := get("joined_on").Date(), get("retired_on").Date()
		if born := get("born"); born.Known() && born.Date().Years(joined) < 14 {
			return true
		}
		if get("category").Str() == "lixiu" {
			return joined < day(1937, 1, 1) || retired < day(1982, 1, 1) || retired > day(1995, 12, 31)
		}
		return joined <= founding || retired < day(1990, 1, 1) || retired > day(2014, 12, 31)
	})
	if len(wrong) > 0 {
		t.Errorf("not plausible: %s", wrong)
	}
}

// TestSampleValidates finds the two doubtful rows of the sample and no other.
func TestSampleValidates(t *testing.T) {
	var doubts []string
	for _, i := range sampleRoster(t).Validate(configs.SampleAsOf()) {
		if i.Severity != source.Warning {
			t.Errorf("%s is refused: %s", i.Person, i.Message)
		}
		doubts = append(doubts, i.Person+" "+i.Check)
	}
	if want := []string{"YL090 care-fees-stacked", "YL142 lixiu-joined-late"}; !slices.Equal(doubts, want) {
		t.Errorf("the doubts are %q, want %q", doubts, want)
	}
}

// TestSampleClusters shows that who is outside the channel lives together, so
// that a hotspot has something to find.
func TestSampleClusters(t *testing.T) {
	county := sampleRoster(t)
	outside := who(county, func(get func(string) lang.Value) bool { return get("payer").Str() != "finance" })
	for township, least := range map[string]int{"乙镇": 12, "丁镇": 8} {
		there := who(county, func(get func(string) lang.Value) bool { return get("township").Str() == township })
		both := slices.DeleteFunc(slices.Clone(outside), func(p string) bool { return !slices.Contains(there, p) })
		if len(both) != least {
			t.Errorf("%s has %d persons outside the channel, want %d", township, len(both), least)
		}
	}
}
