package roster

import (
	"strings"
	"unicode"
)

// Header finds the field that a column header names: its name, its label or an
// alias, whatever the spaces, the width of letters and the case. A unit of money
// or time in brackets after the header is passed over: 护理费（元/月）.
func (s *Schema) Header(text string) (index int, ok bool) {
	word := headerWord(text)
	if index, ok = s.headers[word]; ok {
		return index, true
	}
	index, ok = s.headers[withoutUnit(word)]
	return index, ok
}

// headerWord makes headers, and words for values, equal where they look alike.
func headerWord(text string) string {
	word := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	return strings.ToLower(fold(word))
}

// headerUnits are the brackets that clerks put after the name of an amount.
var headerUnits = []string{"(元)", "(元/月)", "(月/元)", "(年)"}

func withoutUnit(word string) string {
	for _, unit := range headerUnits {
		if cut, ok := strings.CutSuffix(word, unit); ok {
			return cut
		}
	}
	return word
}
