package roster_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// asOf is the screening date of these tests.
func asOf() lang.Date { return on(2015, 1, 20).Date() }

// issues writes what a validation finds, one line an issue.
func issues(list []roster.Issue) []string {
	lines := []string{}
	for _, i := range list {
		severity := [...]string{"error", "warning"}[i.Severity]
		lines = append(lines, fmt.Sprintf("%d %s %s %s %s", i.Row, i.Person, i.Field, i.Check, severity))
	}
	return lines
}

// The two identity numbers of GB 11643-1999 itself.
const (
	firstNumber  = "11010519491231002X" // born 1949-12-31
	secondNumber = "440524188001010014" // born 1880-01-01
)

func TestValidate(t *testing.T) {
	s := testSchema(t)
	for name, test := range map[string]struct {
		records []record
		want    []string
	}{
		"nobody":    {nil, []string{}},
		"good":      {[]record{{"person": "P1", "born": "1932-05-01", "pay.basic": "0", "children": "20"}}, []string{}},
		"all empty": {[]record{{}}, []string{"0  person required error"}},
		"duplicate": {
			[]record{{"person": "P1"}, {"person": "P2"}, {"person": "P1"}, {"person": "P1"}},
			[]string{"0 P1 person duplicate error", "2 P1 person duplicate error", "3 P1 person duplicate error"},
		},
		"two without a key are no duplicates": {
			[]record{{"unit": "甲局"}, {"unit": "甲局"}},
			[]string{"0  person required error", "1  person required error"},
		},
		"negative pay":       {[]record{{"person": "P1", "pay.basic": "-0.01"}}, []string{"0 P1 pay.basic range error"}},
		"above the max":      {[]record{{"person": "P1", "children": "21"}}, []string{"0 P1 children range error"}},
		"date above the max": {[]record{{"person": "P1", "joined_on": "2020-01-02"}}, []string{"0 P1 joined_on range error"}},
		"order of dates": {
			[]record{{"person": "P1", "joined_on": "1960-01-01", "retired_on": "1959-12-31"}},
			[]string{"0 P1 retired_on joined-after-retiring error"},
		},
		"same day":          {[]record{{"person": "P1", "joined_on": "1960-01-01", "retired_on": "1960-01-01"}}, []string{}},
		"half an order":     {[]record{{"person": "P1", "joined_on": "1960-01-01"}}, []string{}},
		"lixiu, too late":   {[]record{{"person": "P1", "category": "离休", "joined_on": "1949-10-01"}}, []string{"0 P1 joined_on lixiu-joined-late warning"}},
		"lixiu, last day":   {[]record{{"person": "P1", "category": "离休", "joined_on": "1949-09-30"}}, []string{}},
		"tuixiu may be":     {[]record{{"person": "P1", "category": "退休", "joined_on": "1949-10-01"}}, []string{}},
		"born tomorrow":     {[]record{{"person": "P1", "born": "2015-01-21"}}, []string{"0 P1 born born-in-future error"}},
		"born today":        {[]record{{"person": "P1", "born": "2015-01-20"}}, []string{}},
		"number":            {[]record{{"person": "P1", "national_id": firstNumber, "born": "1949-12-31"}}, []string{}},
		"number, small x":   {[]record{{"person": "P1", "national_id": strings.ToLower(firstNumber)}}, []string{}},
		"number, no birth":  {[]record{{"person": "P1", "national_id": secondNumber}}, []string{}},
		"number disagrees":  {[]record{{"person": "P1", "national_id": secondNumber, "born": "1880-01-02"}}, []string{"0 P1 national_id national_id warning"}},
		"number, one digit": {[]record{{"person": "P1", "national_id": "11010519491231003X"}}, []string{"0 P1 national_id national_id warning"}},
		"number, short":     {[]record{{"person": "P1", "national_id": "1101051949123100"}}, []string{"0 P1 national_id national_id warning"}},
		"number, letters":   {[]record{{"person": "P1", "national_id": "1101051949123100XX"}}, []string{"0 P1 national_id national_id warning"}},
		"number, wide":      {[]record{{"person": "P1", "national_id": "样例样例样例"}}, []string{"0 P1 national_id national_id warning"}},
		"several": {
			[]record{
				{"person": "P2", "pay.nursing": "-1", "pay.basic": "-1", "born": "2016-01-01"},
				{"person": "P1", "children": "-1"},
				{"person": "P2"},
			},
			[]string{
				"0 P2 born born-in-future error", "0 P2 pay.basic range error", "0 P2 pay.nursing range error",
				"0 P2 person duplicate error", "1 P1 children range error", "2 P2 person duplicate error",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := gocmp.Diff(test.want, issues(build(t, s, test.records...).Validate(asOf()))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestValidateRefusesWhatCellsCannotBe shows that a value that came another way
// than through a cell (a database, say) is checked too.
func TestValidateRefusesWhatCellsCannotBe(t *testing.T) {
	s := testSchema(t)
	row := cells(t, s, record{"person": "P1"})
	row[s.Index("category")] = lang.StringOf("zaizhi")
	row[s.Index("rank")] = lang.IntOf(133)
	got := issues(rosterOf(s, [][]lang.Value{row}, 0).Validate(asOf()))
	if want := []string{"0 P1 category range error", "0 P1 rank range error"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestDuplicateNamesTheOtherRows(t *testing.T) {
	s := testSchema(t)
	found := build(t, s, record{"person": "P1"}, record{"person": "P2"}, record{"person": "P1"}, record{"person": "P1"}).Validate(asOf())
	if want := []int{0, 3}; !slices.Equal(found[1].Others, want) {
		t.Errorf("row 2 shares its key with the rows %v, want %v", found[1].Others, want)
	}
	if want := "person is the same on the records 1, 3, 4"; found[1].Message.EN != want {
		t.Errorf("the message is %q, want %q", found[1].Message.EN, want)
	}
}

// TestOneKeyForAll holds that a column which is no key costs no more than one
// that is: everybody shares it with everybody.
func TestOneKeyForAll(t *testing.T) {
	const persons = 50_000
	s := testSchema(t)
	row := cells(t, s, record{"person": "P1"})
	b := roster.NewBuilder(s, 0)
	for range persons {
		b.Append(row)
	}
	found := b.Build().Validate(asOf())
	if len(found) != persons {
		t.Fatalf("%d issues, want one for each of %d rows", len(found), persons)
	}
	for row, want := range map[int][]int{0: {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, persons - 1: {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}} {
		if !slices.Equal(found[row].Others, want) {
			t.Errorf("row %d shares its key with the rows %v, want %v", row, found[row].Others, want)
		}
	}
	if want := "person is the same on the records 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"; found[0].Message.EN != want {
		t.Errorf("the message is %q, want %q", found[0].Message.EN, want)
	}
}

// TestMessagesOfIssues prints what each kind of issue says.
func TestMessagesOfIssues(t *testing.T) {
	s := testSchema(t)
	var out strings.Builder
	for _, i := range build(
		t, s,
		record{"person": "P1", "name": "样例甲", "national_id": "11010519491231003X", "born": "2016-02-03", "pay.basic": "-5", "children": "21"},
		record{"person": "P1", "category": "离休", "joined_on": "1950-02-03", "retired_on": "1949-02-03"},
		record{"national_id": secondNumber, "born": "1881-01-01", "joined_on": "2020-02-02"},
	).Validate(asOf()) {
		fmt.Fprintf(&out, "%d %s %s\n  %s\n  %s\n", i.Row, i.Field, i.Check, i.Message.EN, i.Message.ZH)
	}
	for _, private := range []string{"样例甲", "11010519491231003X", secondNumber} {
		if strings.Contains(out.String(), private) {
			t.Errorf("a message repeats %s", private)
		}
	}
	golden(t, "testdata/issues.golden", out.String())
}

// TestIssuesAreSorted holds for any rows.
func TestIssuesAreSorted(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		found := rosterOf(s, drawRows(t, s), 3).Validate(asOf())
		if !slices.IsSortedFunc(found, func(a, b roster.Issue) int {
			return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Check, b.Check))
		}) {
			t.Fatal(issues(found))
		}
	})
}

// TestCheckDigitFindsEverySlip changes one digit of a number, or swaps two
// neighbours, in every way: GB 11643-1999 finds them all.
func TestCheckDigitFindsEverySlip(t *testing.T) {
	s := testSchema(t)
	var slips []record
	for at := range 17 {
		for digit := range 10 {
			if slip := firstNumber[:at] + fmt.Sprint(digit) + firstNumber[at+1:]; slip != firstNumber {
				slips = append(slips, record{"person": fmt.Sprint("P", len(slips)), "national_id": slip})
			}
		}
		if a, b := firstNumber[at], firstNumber[at+1]; a != b && at < 16 {
			slip := firstNumber[:at] + string([]byte{b, a}) + firstNumber[at+2:]
			slips = append(slips, record{"person": fmt.Sprint("P", len(slips)), "national_id": slip})
		}
	}
	if found := build(t, s, slips...).Validate(asOf()); len(found) != len(slips) {
		t.Errorf("%d of %d slips are found", len(found), len(slips))
	}
}

func TestValidateStopsWithTheContext(t *testing.T) {
	s := testSchema(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := build(t, s, record{"person": "P1"}).ValidateContext(ctx, asOf(), 1); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
