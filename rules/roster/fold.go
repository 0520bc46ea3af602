package roster

import (
	"strings"

	"golang.org/x/text/width"
)

// fold makes letters, digits and marks of another width those of ASCII, as
// [width.Fold] does. Few cells have any; the others are given back as they are,
// where the transformer would copy each of them twice.
func fold(text string) string {
	if strings.IndexFunc(text, folds) < 0 {
		return text
	}
	return width.Fold.String(text)
}

// folds reports whether folding may change a character: the ideographic space,
// the won sign, and the block of half-width and full-width forms.
func folds(r rune) bool {
	return r == '\u3000' || r == '\u20a9' || '\uff00' <= r && r <= '\uffef'
}
