package jobs

import (
	"fmt"
	"strings"
	"unicode"
)

// fileName makes the name of a file from an id. What could lead out of the
// folder or trouble a file system is written as its code point.
func fileName(id string) string {
	var b strings.Builder
	for i, r := range id {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' || r == '.' && i > 0 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "%%%X", r)
		}
	}
	return b.String() + ".yaml"
}
