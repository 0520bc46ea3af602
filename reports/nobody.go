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
func impersonal(t *lang.Template) string {
	words := strings.ReplaceAll(t.Render(nobody{}), "未知", "")
	return strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == ' ' }), " ")
}
