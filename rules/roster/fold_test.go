package roster

import (
	"testing"
	"unicode"

	"golang.org/x/text/width"
)

// TestFoldMissesNothing compares fold with the transformer that it spares, for
// every character, and for bytes that are none.
func TestFoldMissesNothing(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if text := "甲" + string(r); fold(text) != width.Fold.String(text) {
			t.Errorf("%U: got %q, want %q", r, fold(text), width.Fold.String(text))
		}
	}
	for _, text := range []string{"", "\xff", "Ａ\xff", "甲\xe3\x80"} {
		if fold(text) != width.Fold.String(text) {
			t.Errorf("%q: got %q, want %q", text, fold(text), width.Fold.String(text))
		}
	}
}
