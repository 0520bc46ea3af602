package petition_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// people gives a roster of these persons.
func people(t testing.TB, keys ...string) *roster.Roster {
	t.Helper()
	s, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(
		"fields: [{name: person, kind: string, label: 人员编号, key: true}]\n")))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(s, 64)
	for _, key := range keys {
		b.Append([]lang.Value{lang.StringOf(key)})
	}
	return b.Build()
}

func day(t testing.TB, text string) lang.Date {
	t.Helper()
	d, err := lang.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func book(t testing.TB, records ...petition.Record) *petition.Book {
	t.Helper()
	b, err := petition.NewBook(records)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// records draws petitions of a few persons, with all that a file may leave out.
func records() *rapid.Generator[[]petition.Record] {
	return rapid.Custom(func(t *rapid.T) []petition.Record {
		drawn := make([]petition.Record, rapid.IntRange(0, 12).Draw(t, "count"))
		for i := range drawn {
			drawn[i] = petition.Record{
				Number: fmt.Sprintf("X%02d", i), Person: rapid.SampledFrom([]string{"", "A", "B", "C", "Z"}).Draw(t, "person"),
				Date:      lang.Date(rapid.Int32Range(16_000, 16_060).Draw(t, "date")),
				Form:      rapid.SampledFrom([]string{"", "letter", "visit"}).Draw(t, "form"),
				Persons:   rapid.Int64Range(0, 6).Draw(t, "persons"),
				Concerned: rapid.Int64Range(0, 30).Draw(t, "concerned"),
				Category:  rapid.SampledFrom([]string{"", "护理费", "离休费", "离退休费", "a, \"b\"", " 两 词 "}).Draw(t, "category"),
				Purpose:   rapid.SampledFrom([]string{"", "求决"}).Draw(t, "purpose"),
				Repeat:    rapid.SampledFrom([]string{"", petition.First, petition.Repeat}).Draw(t, "repeat"),
				Deadline:  lang.Date(rapid.SampledFrom([]int32{0, 16_100}).Draw(t, "deadline")),
				Place:     rapid.SampledFrom([]string{"", "230126"}).Draw(t, "place"),
				Status:    rapid.SampledFrom([]string{"", petition.Open, petition.Review, petition.Closed}).Draw(t, "status"),
			}
		}
		return drawn
	})
}
