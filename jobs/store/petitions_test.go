package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/petition"
)

// petitionsOf gives a book of records about whom all or next to nothing is known.
func petitionsOf(t *testing.T, numbers ...string) *petition.Book {
	t.Helper()
	var records []petition.Record
	for i, number := range numbers {
		r := petition.Record{Number: number, Date: 16_000}
		if i%2 == 0 {
			r = petition.Record{
				Number: number, Person: "P1", Date: 16_001, Form: "visit", Persons: 6, Concerned: 20, Category: "护理费",
				Purpose: "求决", Repeat: petition.Repeat, Deadline: 16_061, Place: "230126", Status: petition.Open,
			}
		}
		records = append(records, r)
	}
	b, err := petition.NewBook(records)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPetitionsComeBack(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		if _, _, err := s.LoadPetitions(t.Context()); !errors.Is(err, ErrNoPetitions) {
			t.Errorf("got %v, want ErrNoPetitions", err)
		} else {
			faultOf(t, err)
		}
		first, second := petitionsOf(t, "X1", "X2", "X3"), petitionsOf(t, "X1")
		at := time.Date(2015, 1, 20, 8, 0, 0, 0, time.UTC)
		for i, b := range []*petition.Book{first, second, first} {
			at = at.Add(time.Hour)
			if err := s.SavePetitions(t.Context(), b, fmt.Sprintf("%d.csv", i), at); err != nil {
				t.Fatal(err)
			}
			back, info, err := s.LoadPetitions(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(b.All(), back.All()); diff != "" {
				t.Error(diff)
			}
			want := PetitionsInfo{Hash: b.Hash(), Source: fmt.Sprintf("%d.csv", i), At: at, Imports: 1 + i/2, Petitions: b.Len()}
			if diff := cmp.Diff(want, info); diff != "" {
				t.Error(diff)
			}
		}
		var rows int
		if err := s.db.Get(&rows, "SELECT count(*) FROM petition"); err != nil || rows != 4 {
			t.Errorf("%d rows, %v: a book that is there is written again, or one is lost", rows, err)
		}
	})
}

// TestBadPetitionsLeaveNothing saves a text that no database can keep.
func TestBadPetitionsLeaveNothing(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		err := s.SavePetitions(t.Context(), petitionsOf(t, "X1", "\x00 secret"), "a.csv", time.Now())
		if fault := faultOf(t, err); strings.Contains(fault.Message.EN, "secret") {
			t.Errorf("the fault repeats a cell: %v", fault)
		}
		for _, table := range []string{"petition_book", "petition_import", "petition"} {
			var rows int
			if err := s.db.Get(&rows, "SELECT count(*) FROM "+table); err != nil || rows != 0 {
				t.Errorf("%s has %d rows, %v", table, rows, err)
			}
		}
	})
}
