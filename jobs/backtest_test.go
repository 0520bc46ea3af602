package jobs

import (
	"fmt"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/roster"
	"weiran/rules/source"
)

func civil(t *testing.T, text string) (d lang.Date) {
	t.Helper()
	if err := d.UnmarshalText([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return d
}

// A snapshot knows of the roster what was so on its day: not who retired later, not
// who had died before the policy took effect, and no death that was still to come.
func TestRosterAsItWas(t *testing.T) {
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(
		"fields:\n  - {name: person, kind: string, key: true, label: 人员编号}\n  - {name: retired_on, kind: date, label: 离退休时间}\n  - {name: died_on, kind: date, label: 去世时间}\n")))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(schema, 0)
	for _, row := range [][3]string{
		{"retired long ago", "1999-01-01", ""},
		{"retired on the day", "2015-01-12", ""},
		{"retired the day after", "2015-01-13", ""},
		{"retired nobody knows when", "", ""},
		{"died before the policy", "1999-01-01", "2014-09-30"},
		{"died while arrears ran", "1999-01-01", "2014-10-01"},
		{"died later", "1999-01-01", "2015-01-13"},
	} {
		cells := make([]lang.Value, 3)
		for i, text := range row {
			if text == "" {
				continue
			}
			var err error
			if cells[i], err = schema.ParseCell(i, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	was := then(b.Build(), civil(t, "2015-01-12"), civil(t, "2014-10-01"))
	if was.young != 1 || was.dead != 1 {
		t.Errorf("%d not yet retired and %d dead, want one each", was.young, was.dead)
	}
	got := map[string]string{}
	for row := range was.roster.Len() {
		got[was.roster.Person(row)] = was.roster.Row(row).Field(2).String()
	}
	unknown := lang.Value{}.String()
	for person, died := range map[string]string{
		"retired long ago": unknown, "retired on the day": unknown, "retired nobody knows when": unknown,
		"died while arrears ran": "2014-10-01", "died later": unknown,
	} {
		if text, on := got[person]; !on || (died == "2014-10-01") != (text == "2014-10-01") {
			t.Errorf("who %s: %q, %v", person, text, on)
		}
	}
	if len(got) != 5 {
		t.Errorf("on the roster then: %v", got)
	}
}

// What a petition came to since is not known on the day of a snapshot.
func TestPetitionsAsTheyWere(t *testing.T) {
	book, err := petition.NewBook([]petition.Record{
		{Number: "1", Person: "a", Date: civil(t, "2014-01-01"), Status: petition.Closed},
		{Number: "2", Person: "a", Date: civil(t, "2014-06-01"), Status: petition.Open},
		{Number: "3", Person: "a", Date: civil(t, "2015-06-01"), Status: petition.Open},
	})
	if err != nil {
		t.Fatal(err)
	}
	was, err := petitionsThen(book, civil(t, "2015-01-12"))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(was.Of("a")); was.Len() != 2 || was.Of("a")[0].Status+was.Of("a")[1].Status != "" {
		t.Errorf("known then: %s", got)
	}
	if book.Of("a")[1].Status != petition.Open {
		t.Error("today's petitions were changed, too")
	}
}

// A snapshot is told by those whose twelve months were over on its day: whose were
// not has petitions to come that are the snapshot's own.
func TestSettledSnapshots(t *testing.T) {
	var h history
	for _, day := range []string{"2011-01-01", "2011-07-01", "2012-01-01", "2012-12-31", "2013-01-01"} {
		h.snapshots = append(h.snapshots, snapshot{asOf: civil(t, day)})
	}
	if got, want := fmt.Sprint(h.settled()), "[0 0 1 2 3]"; got != want {
		t.Errorf("settled %s, want %s", got, want)
	}
}
