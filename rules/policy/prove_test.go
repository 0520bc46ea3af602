package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// drawRange draws one row of a band of whole numbers, with open, closed and
// missing ends.
func drawRange(t *rapid.T) string {
	keys := ""
	for _, names := range [][]string{{"", "from", "above"}, {"", "to", "below"}} {
		if key := rapid.SampledFrom(names).Draw(t, "end"); key != "" {
			keys += fmt.Sprintf("%s: %d, ", key, rapid.IntRange(0, 6).Draw(t, "bound"))
		}
	}
	return "{" + keys + "value: 1}"
}

// proved loads a policy with a table or band of hardship classes, of which only
// those within a scope are asked for, and gives what is proved of it. Of a file
// that is wrong in another way nothing is.
func proved(s *roster.Schema, lookup, call string, low, high int64) (errors, warnings string) {
	head := "policy: p\ntitle: t\neffective: 2014-10-01\n"
	scope := fmt.Sprintf("scope: {when: 'person.hardship_class >= %d && person.hardship_class <= %d'}\n", low, high)
	_, problems := policy.Load(source.NewFile("drawn.yaml", []byte(head+scope+lookup+"items: [{item: basic, add: "+call+"}]\n")), s)
	for _, p := range problems {
		if p.Severity == source.Error {
			errors += p.Message.EN + "\n"
		} else {
			warnings += p.Message.EN + "\n"
		}
	}
	return errors, warnings
}

// TestBandsAreProvedRight draws bands, and holds what is said of their rows and
// gaps to what each whole number finds.
func TestBandsAreProvedRight(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(drawRange), 1, 5).Draw(t, "rows")
		low := rapid.Int64Range(0, 6).Draw(t, "low")
		high := rapid.Int64Range(low, 6).Draw(t, "high")
		errors, warnings := proved(s, "bands: {b: {of: int, rows: ["+strings.Join(rows, ", ")+"]}}\n", "band.b(person.hardship_class)", low, high)
		if strings.Contains(errors, "nothing lies between") {
			return // refused before anything is proved
		}
		said := errors + warnings
		decides := map[int]bool{}
		missing := false
		for n := low; n <= high; n++ {
			row := first(rows, n)
			decides[row] = true
			missing = missing || row < 0
		}
		for i := range rows {
			unreachable := strings.Contains(said, fmt.Sprintf("row %d is unreachable", i+1))
			if unreachable && decides[i] {
				t.Fatalf("row %d decides, but:\n%s", i+1, said)
			}
		}
		gap := strings.Contains(warnings, "has no row and no else")
		if gap != missing {
			t.Fatalf("a number without a row: %v, but:\n%s", missing, said)
		}
	})
}

// first gives the row of a drawn band that a number lies in, or -1: as written,
// not as read.
func first(rows []string, n int64) int {
	for i, row := range rows {
		holds := true
		for _, end := range strings.Split(strings.Trim(row, "{}"), ", ") {
			var bound int64
			key, text, _ := strings.Cut(end, ": ")
			fmt.Sscan(text, &bound)
			switch key {
			case "from":
				holds = holds && n >= bound
			case "above":
				holds = holds && n > bound
			case "to":
				holds = holds && n <= bound
			case "below":
				holds = holds && n < bound
			}
		}
		if holds {
			return i
		}
	}
	return -1
}

// TestTablesAreProvedRight draws tables, and holds the rows that are
// said never to be found, and the keys said to lack one, to what each may ask for.
func TestTablesAreProvedRight(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		has := map[int64]bool{}
		var rows []string
		for n := range int64(7) {
			if rapid.Bool().Draw(t, "row") {
				has[n] = true
				rows = append(rows, fmt.Sprintf("%d: %d", n, n))
			}
		}
		if len(rows) == 0 {
			rows, has[0] = []string{"0: 0"}, true
		}
		low := rapid.Int64Range(0, 6).Draw(t, "low")
		high := rapid.Int64Range(low, 6).Draw(t, "high")
		_, warnings := proved(s, "tables: {t: {by: [hardship_class], rows: {"+strings.Join(rows, ", ")+"}}}\n", "table.t(person.hardship_class)", low, high)
		for n := range int64(7) {
			asked, word := n >= low && n <= high, fmt.Sprintf("hardship_class %d", n)
			lacks := mentions(warnings, "has no row for", word)
			idle := mentions(warnings, "unreachable: whoever", word)
			if lacks != (asked && !has[n]) || idle != (!asked && has[n]) {
				t.Fatalf("%s: asked %v, there %v, but:\n%s", word, asked, has[n], warnings)
			}
		}
	})
}

// mentions reports whether a line of a kind names something.
func mentions(lines, kind, name string) bool {
	for line := range strings.Lines(lines) {
		if strings.Contains(line, kind) && strings.Contains(line, name) {
			return true
		}
	}
	return false
}

// TestAConditionNarrowsTheKeys holds that a table used for one
// category alone need not have rows for others.
func TestAConditionNarrowsTheKeys(t *testing.T) {
	text := head + "tables: {t: {by: [category], rows: {lixiu: 1}}}\n" +
		"items: [{item: basic, when: 'person.category == \"lixiu\"', add: table.t(person.category), cite: 第一条}]\n"
	p, problems := policy.Load(source.NewFile("test.yaml", []byte(text)), schema(t))
	if p == nil || mentions(problems.Error(), "has no row for", "category") {
		t.Errorf("%v", problems)
	}
	if got := p.Lookups[0].Find(lang.StringOf("lixiu")); got == nil {
		t.Error("the row is not found")
	}
}

// TestTheScopeSaysNothingOfWhatItemsChange holds that what an earlier item has
// changed is not taken for what the scope saw.
func TestTheScopeSaysNothingOfWhatItemsChange(t *testing.T) {
	p, problems := policy.Load(source.NewFile("test.yaml", []byte(head+"scope: {when: after.basic > 100 && pay.living > 100}\n"+
		"items:\n  - {item: basic, set: '10', cite: 一}\n  - {item: living, when: after.basic < 50, add: '5', cite: 一}\n"+
		"  - {item: living, when: pay.living < 50, add: '5', cite: 一}\n")), schema(t))
	if p == nil || len(problems) != 1 || !strings.Contains(problems[0].Message.EN, "contradicts the scope") {
		t.Errorf("%v", problems)
	}
}

// TestKeysAreAskedForTogether holds that a condition on two keys of a table says
// which rows it needs.
func TestKeysAreAskedForTogether(t *testing.T) {
	_, problems := policy.Load(source.NewFile("test.yaml", []byte(head+
		"tables: {t: {by: [rank, other], rows: {131: {131: 1}, 132: {132: 2, 131: 3}}, cite: 一}}\n"+
		"items: [{item: basic, when: person.rank > 131 || known(person.rank), add: 'table.t(person.rank, person.rank)', cite: 一}]\n")), schema(t))
	if text := problems.Error(); !mentions(text, "has no row for rank 141", "other 141") || !mentions(text, "never rank 132", "other 131") ||
		mentions(text, "has no row for", "other 131") {
		t.Error(text)
	}
}
