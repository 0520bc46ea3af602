package reports

import (
	"strings"

	"weiran/rules/lang"
)

// Nobody is a row of which nothing is known: what a template says of nobody, it
// says of everybody.
type nobody struct{}

// Field gives an unknown for every field.
func (nobody) Field(int) lang.Value { return lang.Unknown() }

// impersonal gives a template's words without the values of a person.
func impersonal(t *lang.Template) string { return without(t.Render(nobody{}), "未知") }

// without leaves out some words of a text, with the spaces around them.
func without(text string, words ...string) string {
	for _, w := range words {
		if w == "" {
			continue
		}
		text = strings.ReplaceAll(text, " "+w+" ", "")
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}
