package policy

import (
	"strings"

	"weiran/rules/lang"
)

// citeOf gives the clause of the table, band or value that a step looks up, if
// it is one look-up and nothing else.
func (e *explanation) citeOf(text string) string {
	if lookup := e.lookedUp(text); lookup != nil {
		return lookup.Cite
	}
	return ""
}

// standardOf says of which day a figure is, where it is not the same on all days,
// and whether it is enacted.
func (e *explanation) standardOf(text string, steps []lang.Step) string {
	lookup := e.lookedUp(text)
	if lookup == nil || !lookup.changes() {
		return ""
	}
	standard := e.day.String() + " 的标准"
	if e.expected(lookup, text, steps) {
		standard += notEnacted
	}
	return standard
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

// lookedUp gives the table, band or value that a text looks up, nil for none.
func (e *explanation) lookedUp(text string) *LookupInfo {
	for i := range e.policy.Lookups {
		lookup := &e.policy.Lookups[i]
		if args, ok := strings.CutPrefix(text, lookup.Name); ok && (args == "" || isBracketed(args)) {
			return lookup
		}
	}
	return nil
}

// isBracketed reports whether a text is one pair of brackets from end to end.
func isBracketed(text string) bool {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i > 0 && i == len(text)-1
		}
	}
	return false
}
