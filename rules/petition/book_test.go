package petition_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/petition"
	"weiran/rules/source"
)

// TestBookIsOfItsRecords holds hash, order and file to the records alone.
func TestBookIsOfItsRecords(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		drawn := records().Draw(rt, "records")
		b, again := book(t, drawn...), book(t, rapid.Permutation(drawn).Draw(rt, "read")...)
		if b.Hash() != again.Hash() {
			rt.Error("the hash depends on the order of reading")
		}
		var file bytes.Buffer
		if err := b.WriteCSV(&file); err != nil {
			rt.Fatal(err)
		}
		back, err := petition.ReadCSV(bytes.NewReader(file.Bytes()))
		if err != nil {
			rt.Fatalf("%v\n%s", err, file.String())
		}
		if diff := cmp.Diff(b.All(), back.All()); diff != "" || back.Hash() != b.Hash() {
			rt.Errorf("written and read back:\n%s", diff)
		}
	})
}

// TestHashTellsRecordsApart changes one field of a record at a time.
func TestHashTellsRecordsApart(t *testing.T) {
	base := petition.Record{Number: "X1", Person: "A", Date: 16_000}
	seen := map[string]int{book(t, base).Hash(): -1}
	for i, change := range []func(*petition.Record){
		func(r *petition.Record) { r.Number = "X2" },
		func(r *petition.Record) { r.Person = "B" },
		func(r *petition.Record) { r.Date++ },
		func(r *petition.Record) { r.Form = "visit" },
		func(r *petition.Record) { r.Persons = 1 },
		func(r *petition.Record) { r.Concerned = 1 },
		func(r *petition.Record) { r.Category = "护理费" },
		func(r *petition.Record) { r.Purpose = "护理费" },
		func(r *petition.Record) { r.Repeat = petition.Repeat },
		func(r *petition.Record) { r.Deadline = 16_000 },
		func(r *petition.Record) { r.Place = "230126" },
		func(r *petition.Record) { r.Status = petition.Open },
	} {
		r := base
		change(&r)
		hash := book(t, r).Hash()
		if other, taken := seen[hash]; taken {
			t.Errorf("changes %d and %d have one hash", i, other)
		}
		seen[hash] = i
	}
}

func TestNewBookRefuses(t *testing.T) {
	for name, drawn := range map[string][]petition.Record{
		"no number":        {{Person: "A", Date: 16_000}},
		"no date":          {{Number: "X1", Person: "A"}},
		"repeated number":  {{Number: "X1", Date: 16_000}, {Number: "X1", Date: 16_001}},
		"alike but spaces": {{Number: "X1", Date: 16_000}, {Number: " X1", Date: 16_001}},
	} {
		var fault source.Fault
		if _, err := petition.NewBook(drawn); !errors.As(err, &fault) || fault.Message.ZH == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStrangers(t *testing.T) {
	b := book(
		t,
		petition.Record{Number: "1", Person: "A", Date: 16_000},
		petition.Record{Number: "2", Person: "A", Date: 16_001},
		petition.Record{Number: "3", Person: "Z", Date: 16_000},
		petition.Record{Number: "4", Date: 16_000},
	)
	if n := b.Strangers(people(t, "A", "A", "B")); n != 2 {
		t.Errorf("%d records of nobody, want 2", n)
	}
}

// TestNoBook asks a run's missing book what a run asks.
func TestNoBook(t *testing.T) {
	var none *petition.Book
	if none.Len() != 0 || none.At(16_000) != nil || none.Of("A") != nil || none.Strangers(people(t, "A")) != 0 {
		t.Error("a missing book has records")
	}
}

func TestReadCSVRefuses(t *testing.T) {
	header := "number,person,date,form,persons,concerned,category,purpose,repeat,deadline,place,status\n"
	for name, text := range map[string]string{
		"empty":        "",
		"other header": strings.Replace(header, "number", "name", 1),
		"short row":    header + "X1,A\n",
		"no date":      header + "X1,A,yesterday,,,,,,,,,\n",
		"no count":     header + "X1,A,2014-01-01,,many,,,,,,,\n",
		"twice":        header + "X1,A,2014-01-01,,,,,,,,,\nX1,B,2014-01-01,,,,,,,,,\n",
	} {
		if b, err := petition.ReadCSV(strings.NewReader(text)); err == nil {
			t.Errorf("%s: read %d records", name, b.Len())
		} else if strings.Contains(err.Error(), "yesterday") {
			t.Errorf("%s: the error repeats a cell: %v", name, err)
		}
	}
}

// FuzzReadCSV holds that what is read is written again as it was understood.
func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("number,person,date,form,persons,concerned,category,purpose,repeat,deadline,place,status\n" +
		"X1,A,2014-01-01,visit,5,,护理费,,repeat,,230126,open\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := petition.ReadCSV(bytes.NewReader(data))
		if err != nil {
			return
		}
		var file bytes.Buffer
		if err := b.WriteCSV(&file); err != nil {
			t.Fatal(err)
		}
		back, err := petition.ReadCSV(&file)
		if err != nil || back.Hash() != b.Hash() {
			t.Errorf("written and read back: %v", err)
		}
	})
}

// TestCategories keeps every word to one category.
func TestCategories(t *testing.T) {
	taken := map[string]string{}
	for _, c := range petition.Categories() {
		for _, word := range append([]string{c.Label}, c.Aliases...) {
			if other, is := taken[word]; is {
				t.Errorf("%s is both %s and %s", word, other, c.Label)
			}
			taken[word] = c.Label
			if got := petition.CategoryOf(word); got != c.Label {
				t.Errorf("%s is read as %s, not %s", word, got, c.Label)
			}
		}
	}
	if got := petition.CategoryOf("自定类别"); got != "自定类别" {
		t.Errorf("a county's own category is read as %s", got)
	}
}
