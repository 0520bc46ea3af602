package synth_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/jobs/synth"
	"weiran/rules/source"
)

// TestFirstPersons holds the first rows and what is planted in a few counties to
// the byte, on any machine.
func TestFirstPersons(t *testing.T) {
	first, _ := write(t, order(t, 12, 1))
	golden(t, "first.golden.csv", first)
	_, planted := write(t, order(t, 10_000, 1))
	golden(t, "planted.golden.csv", planted)
}

// TestLongerBeginsWithShorter holds for any seed and sizes, within a county and
// over several.
func TestLongerBeginsWithShorter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		short := rapid.Int64Range(1, 2500).Draw(t, "persons")
		long := short + rapid.Int64Range(0, 2000).Draw(t, "more")
		a, _ := write(t, order(t, short, seed))
		b, _ := write(t, order(t, long, seed))
		if !bytes.HasPrefix(b, a) {
			t.Fatal("the first persons depend on how many follow")
		}
		if again, _ := write(t, order(t, short, seed)); !bytes.Equal(a, again) {
			t.Fatal("the same order gives other bytes")
		}
	})
}

func TestSeedsDiffer(t *testing.T) {
	a, _ := write(t, order(t, 100, 1))
	b, _ := write(t, order(t, 100, 2))
	for i, row := range records(t, a) {
		if other := records(t, b)[i]; slices.Equal(row[4:], other[4:]) {
			t.Errorf("row %d is the same for two seeds", i+1)
		}
	}
}

// TestKeysSorted holds but for the rows whose key is planted: one is repeated and
// one empty.
func TestKeysSorted(t *testing.T) {
	data, _ := write(t, order(t, 20_000, 3))
	before, empty, repeated := "", 0, 0
	for _, row := range records(t, data) {
		switch key := row[0]; {
		case key == "":
			empty++
		case key == before:
			repeated++
		case key < before:
			t.Fatalf("%s stands after %s", key, before)
		default:
			before = key
		}
	}
	if empty != 1 || repeated != 1 {
		t.Errorf("%d keys are empty and %d repeated, want one of each in ten counties", empty, repeated)
	}
}

// TestNobodyIsNamed holds that what could name a person says it is made up.
func TestNobodyIsNamed(t *testing.T) {
	data, _ := write(t, order(t, 4000, 9))
	for i, row := range records(t, data) {
		if !strings.HasPrefix(row[1], "样例") || row[2] != "" || row[3] != "" {
			t.Fatalf("row %d has a name, an identity number or a telephone", i+1)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, change := range map[string]func(*synth.Order){
		"nobody":      func(o *synth.Order) { o.Persons = 0 },
		"less":        func(o *synth.Order) { o.Persons = -1 },
		"too many":    func(o *synth.Order) { o.Persons = synth.MaxPersons + 1 },
		"other words": func(o *synth.Order) { o.Format = "xlsx" },
	} {
		t.Run(name, func(t *testing.T) {
			o := order(t, 10, 1)
			change(&o)
			var fault source.Fault
			if _, err := o.Write(t.Context(), io.Discard, io.Discard); !errors.As(err, &fault) {
				t.Errorf("the error is %v, want a fault of the order", err)
			}
		})
	}
}

var errFull = errors.New("the disk is full")

// A full writer takes so many bytes.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestFullDisk(t *testing.T) {
	for _, format := range synth.Formats() {
		o := order(t, 100_000, 1)
		o.Format = synth.Format(format)
		for _, left := range []int{0, 1 << 20} {
			if _, err := o.Write(t.Context(), &full{left}, io.Discard); !errors.Is(err, errFull) {
				t.Errorf("%s: with room for %d bytes the error is %v", format, left, err)
			}
		}
		if _, err := o.Write(t.Context(), io.Discard, &full{}); !errors.Is(err, errFull) {
			t.Errorf("%s: without room for the list the error is %v", format, err)
		}
	}
}
