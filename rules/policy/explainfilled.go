package policy

import (
	"strings"

	"weiran/rules/lang"
)

// filled gives an expression with what its parts come to in their place, the
// largest parts first: table.lixiu(131), 28 + 49.4.
func (e *explanation) filled(text string, parts []lang.Step) string {
	var filled strings.Builder
	for at := 0; at < len(text); {
		part, ok := largest(text, at, parts)
		if !ok {
			filled.WriteByte(text[at])
			at++
			continue
		}
		filled.WriteString(e.words(part.Value))
		at += len(part.Text)
	}
	return filled.String()
}

// largest finds the longest part that stands at a place of an expression, as a
// whole word. A part that failed is left as it is written.
func largest(text string, at int, parts []lang.Step) (lang.Step, bool) {
	var found lang.Step
	for _, part := range parts {
		_, failed := part.Value.Fault()
		end := at + len(part.Text)
		switch {
		case failed, part.Text == text, len(part.Text) <= len(found.Text):
		case !strings.HasPrefix(text[at:], part.Text), at > 0 && inWord(text[at-1]), end < len(text) && inWord(text[end]):
		default:
			found = part
		}
	}
	return found, found.Text != ""
}

// inWord reports whether a byte carries a name on.
func inWord(b byte) bool {
	return b == '_' || b == '.' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}
