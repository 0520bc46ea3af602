package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A tokenKind says what a token of an expression is.
type tokenKind uint8

const (
	word   tokenKind = iota // a name or a keyword
	number                  // digits, with the percent sign where there is one
	quoted                  // a string literal with its quotes
	mark                    // an operator or a bracket
	stray                   // what no expression may hold
)

// A token is a piece of an expression between two byte offsets.
type token struct {
	kind       tokenKind
	start, end int
}

// scan splits an expression into tokens. It never fails: cel-go's parser says
// what is wrong, the tokens only say where things start and end.
func scan(text string) []token {
	var tokens []token
	for at := 0; at < len(text); {
		kind, size := nextToken(text[at:])
		if size < 0 {
			at -= size
			continue
		}
		tokens = append(tokens, token{kind: kind, start: at, end: at + size})
		at += size
	}
	return tokens
}

// nextToken gives the kind and length of the token that text starts with; a
// space or a comment has its length negated.
func nextToken(text string) (tokenKind, int) {
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case strings.HasPrefix(text, "//"):
		return mark, -lengthOf(text, func(r rune) bool { return r != '\n' })
	case unicode.IsSpace(r):
		return mark, -size
	case quoteLength(text) > 0:
		return quoted, quoteLength(text)
	case r < utf8.RuneSelf && (r == '_' || unicode.IsLetter(r)):
		return word, lengthOf(text, isWord)
	case isDigit(r) || r == '.' && len(text) > 1 && isDigit(rune(text[1])):
		return number, numberLength(text)
	case strings.ContainsRune("()[]{}.,:?+-*/%", r):
		return mark, 1
	case hasAnyPrefix(text, "&&", "||", "==", "!=", "<=", ">="):
		return mark, 2
	case hasAnyPrefix(text, "=>", "=<", "<>"): // people write them; CEL stumbles over a half
		return stray, 2
	case strings.ContainsRune("<>!", r):
		return mark, 1
	}
	return stray, strayLength(text)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isWord(r rune) bool {
	return r < utf8.RuneSelf && (r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r))
}

func hasAnyPrefix(text string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(text, p) {
			return true
		}
	}
	return false
}

// lengthOf counts the bytes at the start of text whose runes satisfy in.
func lengthOf(text string, in func(rune) bool) int {
	if end := strings.IndexFunc(text, func(r rune) bool { return !in(r) }); end >= 0 {
		return end
	}
	return len(text)
}

// strayLength keeps a run of letters of another script together, so that 职级 is
// one token; any other character stands alone.
func strayLength(text string) int {
	if n := lengthOf(text, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }); n > 0 {
		return n
	}
	if n := wideLength(text); n > 0 {
		return n
	}
	_, size := utf8.DecodeRuneInString(text)
	return size
}

// numberLength covers digits, a fraction, an exponent and a percent sign.
func numberLength(text string) int {
	n := lengthOf(text, isWord)
	if n+1 < len(text) && text[n] == '.' && isDigit(rune(text[n+1])) {
		n += 1 + lengthOf(text[n+1:], isWord)
	}
	if last := text[n-1]; (last == 'e' || last == 'E') && n+1 < len(text) && strings.ContainsRune("+-", rune(text[n])) {
		n += 1 + lengthOf(text[n+1:], isDigit)
	}
	return n + percentLength(text[n:])
}

// percentLength gives the length of a percent sign at the start of text, or 0
// where there is none or where it means the remainder of a division, that is
// where an operand follows.
func percentLength(text string) int {
	for _, sign := range percentSigns {
		if rest, ok := strings.CutPrefix(text, sign); ok && !startsOperand(rest) {
			return len(sign)
		}
	}
	return 0
}

// percentSigns are the half-width and the full-width one.
var percentSigns = []string{"%", "％"}

func startsOperand(text string) bool {
	text = strings.TrimLeftFunc(text, unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(text)
	if isWord(r) {
		return text[:lengthOf(text, isWord)] != "in"
	}
	return text != "" && strings.ContainsRune("(['\"", r)
}

// quoteLength gives the length of the string literal that text starts with, or
// 0. One that is never closed ends with its line.
func quoteLength(text string) int {
	prefix := len(text) - len(strings.TrimLeft(text, "rRbB"))
	if prefix > 2 || prefix == len(text) || text[prefix] != '"' && text[prefix] != '\'' {
		return 0
	}
	raw := strings.ContainsAny(text[:prefix], "rR")
	quote := text[prefix : prefix+1]
	if long := strings.Repeat(quote, 3); strings.HasPrefix(text[prefix:], long) {
		quote = long
	}
	for at := prefix + len(quote); at < len(text); at++ {
		switch {
		case strings.HasPrefix(text[at:], quote):
			return at + len(quote)
		case text[at] == '\\' && !raw:
			at++
		case text[at] == '\n' && len(quote) == 1:
			return at
		}
	}
	return len(text)
}

// withoutPercent gives the expression as CEL reads it: each percent sign of a
// number is a space, so that every character keeps its place.
func withoutPercent(text string, tokens []token) string {
	var b strings.Builder
	at := 0
	for _, t := range tokens {
		sign := percentOf(text[t.start:t.end])
		if t.kind != number || sign == 0 {
			continue
		}
		b.WriteString(text[at : t.end-sign])
		b.WriteByte(' ')
		at = t.end
	}
	b.WriteString(text[at:])
	return b.String()
}

// percentOf gives the length of the percent sign at the end of a number.
func percentOf(literal string) int {
	for _, sign := range percentSigns {
		if strings.HasSuffix(literal, sign) {
			return len(sign)
		}
	}
	return 0
}
