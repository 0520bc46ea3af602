package change

import (
	"cmp"
	"hash"
	"hash/fnv"

	"weiran/rules/risk"
)

// A Finding is what a comparison keeps of one: a province has half a million in
// either run.
type Finding struct {
	ID        string // of files
	Rule      string
	Policy    string
	Person    string // empty where the rule is asked of the policy
	Group     string
	Milestone string
	Severity  risk.Severity
	Points    int64
	Grievance risk.Grievance

	numbers, words uint64 // digests of what it says and advises
}

// Seen gives what a comparison keeps of a finding.
func Seen(f *risk.Finding) Finding {
	d := newDigest()
	for _, text := range []string{f.Says, f.Advice, f.Owner, f.Cite, f.Grievance} {
		d.add(text)
	}
	return Finding{
		ID: f.ID, Rule: f.Rule, Policy: f.Policy, Person: f.Person, Group: f.Group, Milestone: f.Milestone,
		Severity: f.Severity, Points: f.Points, Grievance: f.Grievance,
		numbers: d.numbers.Sum64(), words: d.words.Sum64(),
	}
}

// compare orders findings by what they are known by: those of two runs that are
// the same compare equal, whatever they say.
func (f Finding) compare(g Finding) int {
	return cmp.Or(cmp.Compare(f.Policy, g.Policy), cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Person, g.Person),
		cmp.Compare(f.Group, g.Group), cmp.Compare(f.Milestone, g.Milestone))
}

// A digest tells the numbers of texts from their words, so that an amount that
// moved is not taken for a rule that was written anew.
type digest struct{ numbers, words hash.Hash64 }

func newDigest() digest { return digest{fnv.New64a(), fnv.New64a()} }

// numberMark stands among the words where a number was, and ends a number and a
// text.
var numberMark = []byte{0}

func (d digest) add(text string) {
	for len(text) > 0 {
		n := numberLength(text)
		if n > 0 {
			_, _ = d.numbers.Write([]byte(text[:n]))
			_, _ = d.numbers.Write(numberMark)
			_, _ = d.words.Write(numberMark)
			text = text[n:]
			continue
		}
		n = 1
		for n < len(text) && numberLength(text[n:]) == 0 {
			n++
		}
		_, _ = d.words.Write([]byte(text[:n]))
		text = text[n:]
	}
	_, _ = d.words.Write([]byte{1})
}

// numberLength gives how long the number is that a text begins with: 1,670.00,
// -12.50, 3.8.
func numberLength(text string) int {
	n := 0
	if text[0] == '-' || text[0] == '+' {
		n = 1
	}
	if n == len(text) || !isDigit(text[n]) {
		return 0
	}
	for n < len(text) && (isDigit(text[n]) || isPoint(text[n:])) {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isPoint reports whether a text begins with what stands between two digits of a
// number.
func isPoint(text string) bool {
	return len(text) > 1 && (text[0] == '.' || text[0] == ',') && isDigit(text[1])
}
