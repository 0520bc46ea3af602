package petition_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/petition"
)

// told writes the history of a row, with - for what is not known.
func told(h *petition.History, row int) string {
	text := ""
	for _, m := range []petition.Measure{h.Count, h.Open, h.Repeated, h.SameMatter, h.OpenSame, h.Months, h.MonthsSame, h.Largest} {
		if m.Unknown.Has(row) {
			text += "- "
			continue
		}
		text += fmt.Sprint(m.Values[row], " ")
	}
	return text[:len(text)-1]
}

// TestHistory reads count, open, repeated, same matter, open same, months, months
// same and largest.
func TestHistory(t *testing.T) {
	asOf := day(t, "2015-01-20")
	on := func(date string) petition.Record {
		return petition.Record{Person: "P", Date: day(t, date), Status: petition.Closed, Persons: 1}
	}
	with := func(r petition.Record, change func(*petition.Record)) petition.Record {
		change(&r)
		return r
	}
	for name, c := range map[string]struct {
		records []petition.Record
		want    string
	}{
		"none":                   {nil, "0 0 0 0 0 - - 0"},
		"of another":             {[]petition.Record{with(on("2014-01-01"), func(r *petition.Record) { r.Person = "Q" })}, "0 0 0 0 0 - - 0"},
		"the day itself":         {[]petition.Record{on("2015-01-20")}, "1 0 0 - 0 0 - 1"},
		"the day after":          {[]petition.Record{on("2015-01-21")}, "0 0 0 0 0 - - 0"},
		"a month but a day":      {[]petition.Record{on("2014-12-21")}, "1 0 0 - 0 0 - 1"},
		"a month":                {[]petition.Record{on("2014-12-20")}, "1 0 0 - 0 1 - 1"},
		"the last counts months": {[]petition.Record{on("2014-10-20"), on("2010-01-20")}, "2 0 0 - 0 3 - 1"},
		"open":                   {[]petition.Record{with(on("2014-12-20"), func(r *petition.Record) { r.Status = petition.Open })}, "1 1 0 - - 1 - 1"},
		"under review is open":   {[]petition.Record{with(on("2014-12-20"), func(r *petition.Record) { r.Status = petition.Review })}, "1 1 0 - - 1 - 1"},
		"no status":              {[]petition.Record{with(on("2014-12-20"), func(r *petition.Record) { r.Status = "" }), on("2014-12-20")}, "2 - 0 - - 1 - 1"},
		"no persons":             {[]petition.Record{with(on("2014-12-20"), func(r *petition.Record) { r.Persons = 0 })}, "1 0 0 - 0 1 - -"},
		"collective":             {[]petition.Record{on("2014-12-20"), with(on("2014-12-20"), func(r *petition.Record) { r.Persons = 7 })}, "2 0 0 - 0 1 - 7"},
		"says that it repeats":   {[]petition.Record{with(on("2014-12-20"), func(r *petition.Record) { r.Repeat = petition.Repeat })}, "1 0 1 - 0 1 - 1"},
		"says that it is first":  {[]petition.Record{with(on("2014-12-20"), func(r *petition.Record) { r.Repeat = petition.First })}, "1 0 0 - 0 1 - 1"},
		"the category again": {[]petition.Record{
			with(on("2014-12-20"), func(r *petition.Record) { r.Category, r.Repeat = "采暖费", petition.First }),
			with(on("2013-12-20"), func(r *petition.Record) { r.Category = "取暖费" }),
			with(on("2012-12-20"), func(r *petition.Record) { r.Category = "护理费" }),
		}, "3 0 1 0 0 1 - 1"},
		"no category is none again": {[]petition.Record{on("2014-12-20"), on("2013-12-20")}, "2 0 0 - 0 1 - 1"},
		"same matter": {[]petition.Record{
			with(on("2014-12-20"), func(r *petition.Record) { r.Category = "离休费" }),
			with(on("2013-12-20"), func(r *petition.Record) { r.Category = "护理费" }),
		}, "2 0 0 1 0 1 1 1"},
		"open of the same, closed of another": {[]petition.Record{
			with(on("2013-12-20"), func(r *petition.Record) { r.Category, r.Status = "离休费", petition.Open }),
			with(on("2014-12-20"), func(r *petition.Record) { r.Category = "护理费" }),
		}, "2 1 0 1 1 1 13 1"},
		"closed of the same, open of another": {[]petition.Record{
			with(on("2013-12-20"), func(r *petition.Record) { r.Category = "离休费" }),
			with(on("2014-12-20"), func(r *petition.Record) { r.Category, r.Status = "护理费", petition.Open }),
		}, "2 1 0 1 0 1 13 1"},
		"no status of the same": {[]petition.Record{
			with(on("2013-12-20"), func(r *petition.Record) { r.Category, r.Status = "离休费", "" }),
			with(on("2014-12-20"), func(r *petition.Record) { r.Category, r.Status = "护理费", petition.Open }),
		}, "2 - 0 1 - 1 13 1"},
		"no status of another": {[]petition.Record{
			with(on("2013-12-20"), func(r *petition.Record) { r.Category = "离休费" }),
			with(on("2014-12-20"), func(r *petition.Record) { r.Category, r.Status = "护理费", "" }),
		}, "2 - 0 1 0 1 13 1"},
		"the same, and one of no category": {[]petition.Record{
			with(on("2013-12-20"), func(r *petition.Record) { r.Category, r.Status = "离休费", petition.Open }),
			on("2014-12-20"),
		}, "2 1 0 - 1 1 - 1"},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range c.records {
				c.records[i].Number = fmt.Sprint(i)
			}
			h := book(t, c.records...).History(people(t, "O", "P"), asOf, []string{"退休费"})
			if got := told(h, 1); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := told(h, 0); got != "0 0 0 0 0 - - 0" {
				t.Errorf("who never petitioned has %s", got)
			}
		})
	}
}

// TestHistoryAgrees holds the columns to what the records of each person say, for
// any order of records and of persons.
func TestHistoryAgrees(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		drawn := records().Draw(rt, "records")
		b := book(t, rapid.Permutation(drawn).Draw(rt, "read")...)
		asOf := lang.Date(rapid.Int32Range(15_990, 16_070).Draw(rt, "as of"))
		keys := rapid.Permutation([]string{"A", "B", "C", "D"}).Draw(rt, "persons")
		r := people(t, keys...)
		h := b.History(r, asOf, []string{"护理费"})
		known := b.At(asOf)
		if diff := cmp.Diff(h, known.History(r, asOf, []string{"护理费"})); diff != "" {
			rt.Errorf("what is dated later is seen:\n%s", diff)
		}
		for row, key := range keys {
			if got, want := told(h, row), tellOf(known.Of(key), asOf); got != want {
				rt.Errorf("%s: got %s, want %s", key, got, want)
			}
		}
	})
}

// tellOf works out a history record by record.
func tellOf(of []petition.Record, asOf lang.Date) string {
	var open, openSame, repeated, same, largest int64
	months, monthsSame := "-", "-"
	openKnown, openSameKnown, sameKnown, largestKnown := true, true, true, true
	for i, r := range of {
		isOpen, isSame := r.Status != petition.Closed, r.Category == "护理费"
		openKnown, largestKnown = openKnown && r.Status != "", largestKnown && r.Persons > 0
		sameKnown = sameKnown && r.Category != ""
		openSameKnown = openSameKnown && !(isOpen && r.Category == "") && !(isSame && r.Status == "")
		if isOpen {
			open++
		}
		if isOpen && isSame {
			openSame++
		}
		again := r.Repeat == petition.Repeat
		for _, before := range of[:i] {
			again = again || r.Category != "" && before.Category == r.Category
		}
		if again {
			repeated++
		}
		if isSame {
			same++
			monthsSame = fmt.Sprint(r.Date.Months(asOf))
		}
		largest, months = max(largest, r.Persons), fmt.Sprint(r.Date.Months(asOf))
	}
	if !sameKnown {
		monthsSame = "-"
	}
	orNone := func(n int64, known bool) string {
		if !known {
			return "-"
		}
		return fmt.Sprint(n)
	}
	return fmt.Sprint(len(of), " ", orNone(open, openKnown), " ", repeated, " ", orNone(same, sameKnown), " ",
		orNone(openSame, openSameKnown), " ", months, " ", monthsSame, " ", orNone(largest, largestKnown))
}

// TestHistoryAllocates keeps a history from allocating for a row or a record.
func TestHistoryAllocates(t *testing.T) {
	few, many := allocations(t, 64), allocations(t, 6400)
	if many > few {
		t.Errorf("%v allocations for 64 persons, %v for 6400", few, many)
	}
}

func allocations(t *testing.T, persons int) float64 {
	var keys []string
	var drawn []petition.Record
	for i := range persons {
		keys = append(keys, fmt.Sprintf("P%05d", i))
		drawn = append(drawn, petition.Record{Number: keys[i], Person: keys[i], Date: 16_000, Category: "护理费"})
	}
	b, r := book(t, drawn...), people(t, keys...)
	return testing.AllocsPerRun(5, func() { b.History(r, 16_100, []string{"护理费"}) })
}

func BenchmarkHistory(b *testing.B) {
	for _, persons := range []int{10_000, 100_000, 1_000_000} {
		keys := make([]string, persons)
		var drawn []petition.Record
		for i := range keys {
			keys[i] = fmt.Sprintf("P%07d", i)
			if i%10 == 0 {
				drawn = append(drawn, petition.Record{Number: keys[i], Person: keys[i], Date: 16_000, Category: "护理费"})
			}
		}
		records, r := book(b, drawn...), people(b, keys...)
		b.Run(fmt.Sprint(persons), func(b *testing.B) {
			for b.Loop() {
				records.History(r, 16_100, []string{"护理费"})
			}
		})
	}
}
