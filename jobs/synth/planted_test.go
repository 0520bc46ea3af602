package synth_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/jobs/synth"
)

// A planted is one line of the list.
type planted struct {
	what, cause, field, value string
	persons, row              int
	person                    string
}

func plantedIn(t tester, list []byte) (all []planted) {
	for _, r := range records(t, list) {
		p := planted{what: r[0], cause: r[1], field: r[2], value: r[3], person: r[6]}
		p.persons, _ = strconv.Atoi(r[4])
		p.row, _ = strconv.Atoi(r[5])
		all = append(all, p)
	}
	return all
}

// A mark is a row with the field to look at.
type mark struct {
	row   int
	field string
}

func marksOf(all []planted, what string) (marks []mark) {
	for _, p := range all {
		if p.what == what {
			marks = append(marks, mark{p.row, p.field})
		}
	}
	return marks
}

// headers are how many rows a reading counts above the first person.
var headers = map[synth.Format]int{synth.CSV: 1, synth.Parquet: 0}

// TestIntakeFindsWhatIsPlanted holds for any seed, size and format: the rows with
// errors are rejected and no other, those with warnings are doubted and no other.
func TestIntakeFindsWhatIsPlanted(t *testing.T) {
	for format := range headers {
		rapid.Check(t, func(t *rapid.T) {
			o := order(t, rapid.Int64Range(1, 2200).Draw(t, "persons"), rapid.Uint64().Draw(t, "seed"))
			o.Format = format
			checkIntake(t, o)
		})
		o := order(t, 20_000, 1)
		o.Format = format
		fields := map[string]bool{}
		for _, m := range checkIntake(t, o) {
			fields[m.field] = true
		}
		if len(fields) != 8 {
			t.Errorf("errors are planted in %d fields of ten counties, want 8", len(fields))
		}
	}
}

// checkIntake reads a roster and compares what is wrong with it with the list; it
// gives the errors.
func checkIntake(t tester, o synth.Order) []mark {
	t.Helper()
	const name = "synthetic"
	data, list := write(t, o)
	table, err := intake.ReadRosterBytes(t.Context(), name, data, o.Schema, intake.Options{AsOf: configs.SampleAsOf()})
	if err != nil {
		t.Fatal(err)
	}
	var rejected, doubted []mark
	for _, r := range table.Rejects {
		rejected = append(rejected, mark{r.Row - headers[o.Format], r.Field})
	}
	for _, i := range table.Issues {
		row, err := strconv.Atoi(strings.TrimPrefix(table.Place(i.Row), name+":"))
		if err != nil {
			t.Fatal(err)
		}
		doubted = append(doubted, mark{row - headers[o.Format], i.Field})
	}
	all := plantedIn(t, list)
	if want := marksOf(all, "error"); !slices.Equal(rejected, want) {
		t.Fatal("rejected are", rejected, "planted", want)
	}
	if want := marksOf(all, "warning"); !slices.Equal(doubted, want) {
		t.Fatal("doubted are", doubted, "planted", want)
	}
	if len(table.Notes) > 0 {
		t.Fatal(table.Notes)
	}
	return rejected
}

// marksOfTrouble tell from a row by its labels whether it has a trouble.
var marksOfTrouble = map[string]func(cell func(field string) string) bool{
	"payer": func(cell func(string) string) bool { return cell("payer") == "社保" || cell("payer") == "企业" },
	"birth-line": func(cell func(string) string) bool {
		born := cell("born")
		return born >= "1934-10-01" && born < "1934-10-15" || born >= "1939-10-01" && born < "1939-10-15"
	},
	"low-pay": func(cell func(string) string) bool {
		return number(cell("pay.basic")) <= 1400 && cell("pay.basic") != ""
	},
	"treatment": func(cell func(string) string) bool {
		return cell("rank") != cell("treatment_rank") && cell("treatment_rank") != ""
	},
	"unrecorded-pay": func(cell func(string) string) bool { return cell("pay.basic") == "" },
	"retired-late":   func(cell func(string) string) bool { return cell("retired_on") > "2014-09-30" },
	"above-standard": func(cell func(string) string) bool { return number(cell("pay.living")) > 1600 },
	"joined-late": func(cell func(string) string) bool {
		return cell("category") == "离休" && cell("joined_on") > "1949-09-30"
	},
	"disabled":      func(cell func(string) string) bool { return cell("disabled") == "是" },
	"no-birth-date": func(cell func(string) string) bool { return cell("born") == "" },
}

func number(text string) float64 {
	n, _ := strconv.ParseFloat(text, 64) // a test's threshold, no money
	return n
}

// TestHotspotsAreThere counts the rows of each hotspot that have its trouble, and
// of all others: it must stand out.
func TestHotspotsAreThere(t *testing.T) {
	const counties = 10
	o := order(t, counties*2000, 5)
	data, list := write(t, o)
	rows := records(t, data)
	seen := map[string]int{}
	for _, p := range plantedIn(t, list) {
		if p.what != "hotspot" {
			continue
		}
		seen[p.cause]++
		place, total, elsewhere := 0, 0, 0
		for _, row := range rows {
			cell := func(field string) string { return row[o.Schema.Index(field)] }
			here, troubled := cell(p.field) == p.value, marksOfTrouble[p.cause](cell)
			switch {
			case here:
				total++
				if troubled {
					place++
				}
			case troubled:
				elsewhere++
			}
		}
		if place < p.persons || place > p.persons+3 {
			t.Errorf("%s in %s: %d persons have it, the list says %d", p.cause, p.value, place, p.persons)
		}
		if share, other := per1000(place, total), per1000(elsewhere, len(rows)-total); share < 20*other {
			t.Errorf("%s in %s: %d in 1000 have it, elsewhere %d", p.cause, p.value, share, other)
		}
	}
	if len(seen) != len(marksOfTrouble) {
		t.Errorf("the hotspots of %d counties are of %v", counties, seen)
	}
}

func per1000(of, all int) int { return of * 1000 / all }
