package change_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules/change"
	"weiran/rules/roster"
	"weiran/rules/source"
)

func TestPersonsJoinLeaveAndChange(t *testing.T) {
	s := schema(t)
	from := people(
		t, s, "P4 rank=131", // in any order
		"P1 category=lixiu rank=131 pay.basic=5000", "P2 rank=131 name=甲", "P3 rank=132", "P6 sex=male")
	to := people(
		t, s,
		"P1 category=tuixiu rank=131 pay.basic=5000.01", // two fields
		"P2 rank=131 name=乙",                            // a private one, which no run keeps
		"P3 rank=132 born=1930-01-01",                   // one that was empty
		"P5", "P6")                                      // another is empty now; P4 left
	want := change.Rosters{
		Joined: []string{"P5"}, Left: []string{"P4"},
		Changed: []change.Person{
			{Key: "P1", Fields: []string{"category", "pay.basic"}},
			{Key: "P3", Fields: []string{"born"}},
			{Key: "P6", Fields: []string{"sex"}},
		},
		Fields: []change.FieldCount{{"category", 1}, {"sex", 1}, {"born", 1}, {"pay.basic", 1}},
	}
	if diff := cmp.Diff(want, change.CompareRosters(from, to)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(change.Rosters{}, change.CompareRosters(from, from)); diff != "" {
		t.Error(diff)
	}
	other := change.CompareRosters(from, people(t, s))
	if len(other.Left) != 5 || other.Joined != nil {
		t.Error(other)
	}
}

// Whoever left and joined again under another key is told so, where nobody else
// could be meant.
func TestRenumberedPersons(t *testing.T) {
	s := schema(t)
	from := people(
		t, s, "P1 rank=131 born=1930-01-01", "P2 rank=131 born=1931-01-01", "P3 rank=132 born=1930-01-01",
		"P4 rank=132 born=1930-01-01", "P5 rank=160", "P6", "P7 rank=121 born=1935-01-01", "P8 rank=121 born=1936-01-01")
	to := people(
		t, s, "Q1 rank=131 born=1930-01-01 name=甲", // P1, whatever the name
		"Q2 rank=131 born=1931-01-02", // another day
		"Q3 rank=132 born=1930-01-01", // P3 or P4
		"Q5 rank=160", "Q6",           // no more than a rank, or nothing
		"Q7 rank=121 born=1935-01-01", "Q9 rank=121 born=1935-01-01", // either could be P7
		"P8 rank=121 born=1936-01-01")
	want := []change.Renumbering{{From: "P1", To: "Q1"}}
	if diff := cmp.Diff(want, change.CompareRosters(from, to).Renumbered); diff != "" {
		t.Error(diff)
	}
}

// Another schema: a field that only one of them has is told once, not of persons;
// one that moved to another place is the same.
func TestFieldsOfOneSchemaAlone(t *testing.T) {
	s := schema(t)
	text := string(configs.SchemaFile().Text)
	lines := strings.SplitAfter(text, "\n")
	var rest, moved strings.Builder
	for _, line := range lines {
		switch {
		case strings.Contains(line, "name: unit,"):
			moved.WriteString(strings.Replace(line, "name: unit,", "name: post,", 1))
		default:
			rest.WriteString(line)
		}
	}
	at := strings.Index(rest.String(), "  - {name: person,")
	if at < 0 {
		t.Fatal("the schema is written otherwise")
	}
	other, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(rest.String()[:at]+moved.String()+rest.String()[at:])))
	clean(t, problems)
	got := change.CompareRosters(people(t, s, "P1 unit=x rank=131"), people(t, other, "P1 post=x rank=131"))
	want := change.Rosters{Added: []string{"post"}, Dropped: []string{"unit"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Batches and workers have no say: persons who stand in different batches of the
// two rosters are still held against themselves.
func TestPersonsOfManyBatches(t *testing.T) {
	s := schema(t)
	const n = roster.DefaultBatchRows + 100
	line := func(i int) string { return fmt.Sprintf("P%06d rank=131", i) }
	var from, to []string
	for i := range n {
		from = append(from, line(i))
		if i%5000 != 0 {
			to = append(to, line(i))
		}
	}
	to[n-10] += " sex=female"
	got := change.CompareRosters(people(t, s, from...), people(t, s, to...))
	if len(got.Left) != 4 || len(got.Joined) != 0 || len(got.Changed) != 1 || got.Left[3] != "P015000" {
		t.Errorf("%d left, %d joined, %d changed", len(got.Left), len(got.Joined), len(got.Changed))
	}
}
