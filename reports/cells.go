package reports

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"weiran/rules/lang"
)

// cell starts the next cell of a row, of the style of its column.
func (l *lines) cell() {
	if l.column == 0 {
		l.begin()
	}
	l.cells = append(l.cells, `<c r="`...)
	l.cells = append(l.cells, l.names[l.column]...)
	l.cells = strconv.AppendInt(l.cells, int64(l.row), 10)
	l.cells = append(l.cells, `" s="`...)
	l.cells = strconv.AppendInt(l.cells, int64(l.table.styles.of(l.table.columns[l.column].holds)), 10)
	l.cells = append(l.cells, '"')
	l.column++
}

// blank writes an empty cell.
func (l *lines) blank() {
	l.cell()
	l.cells = append(l.cells, `></c>`...)
}

// text writes a cell of text. A spreadsheet cuts what is longer than it holds.
func (l *lines) text(text string) {
	if text == "" {
		l.blank()
		return
	}
	l.measure(text)
	l.cell()
	l.cells = append(l.cells, ` t="inlineStr"><is><t`...)
	text = cut(text)
	if strings.IndexByte(spaces, text[0]) >= 0 || strings.IndexByte(spaces, text[len(text)-1]) >= 0 {
		l.cells = append(l.cells, ` xml:space="preserve"`...)
	}
	l.cells = append(l.cells, '>')
	l.cells = appendEscaped(l.cells, text)
	l.cells = append(l.cells, `</t></is></c>`...)
}

const spaces = "\t\n\r "

// measure makes the row as high as the text needs in a column of prose.
func (l *lines) measure(text string) {
	c := l.table.columns[l.column]
	if c.holds != prose || len(text) < letters(c.width) {
		return
	}
	place := prosePlace{l.column, text}
	height, ok := l.known[place]
	if !ok {
		height = wrapped(text, c.width)
		if len(l.known) < knownTexts {
			l.known[place] = height
		}
	}
	l.tallest = max(l.tallest, height)
}

// count writes a cell of a whole number.
func (l *lines) count(n int64) {
	l.cell()
	l.cells = append(l.cells, `><v>`...)
	l.cells = strconv.AppendInt(l.cells, n, 10)
	l.cells = append(l.cells, `</v></c>`...)
}

// date writes a cell of a date, by the count of days that spreadsheets use.
func (l *lines) date(d lang.Date) {
	const epoch = 25569 // 1970-01-01
	l.count(int64(d) + epoch)
}

// amount writes a cell of money. A spreadsheet keeps fifteen digits of a number:
// an amount of more is text, so that none is lost.
func (l *lines) amount(d lang.Decimal) {
	if !fits(d) {
		l.text(d.String())
		return
	}
	l.cell()
	l.cells = append(l.cells, `><v>`...)
	l.cells = appendPlain(l.cells, d)
	l.cells = append(l.cells, `</v></c>`...)
}

// amountOf writes a cell of an amount, and nothing for an unknown one.
func (l *lines) amountOf(v lang.Value) {
	d, ok := v.Decimal()
	if !ok {
		l.blank()
		return
	}
	l.amount(d)
}

// cut gives as much of a text as a cell holds, which is counted in UTF-16.
func cut(text string) string {
	if len(text) <= excelize.TotalCellChars {
		return text
	}
	n := 0
	for i, r := range text {
		if n += utf16.RuneLen(r); n > excelize.TotalCellChars {
			return text[:i]
		}
	}
	return text
}

// marked is what a spreadsheet would take for a character written by its number.
var marked = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// appendEscaped writes a text as the content of an XML element.
func appendEscaped(b []byte, text string) []byte {
	if isPlain(text) {
		return append(b, text...)
	}
	if strings.Contains(text, "_x") {
		text = marked.ReplaceAllString(text, "_x005F$0")
	}
	for _, r := range text {
		switch {
		case r == '\n':
			b = append(b, '\n')
		case r < utf8.RuneSelf && escapes[r] != "":
			b = append(b, escapes[r]...)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b = utf8.AppendRune(b, utf8.RuneError) // no XML holds it
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// escapes are how XML writes what has a meaning of its own.
var escapes = [utf8.RuneSelf]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '\t': "&#x9;", '\r': "&#xD;",
}

// isPlain reports whether a text can stand in XML as it is.
func isPlain(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c == '&', c == '<', c == '>', c == '"', c == '\'', c == '_':
			return false
		}
	}
	return utf8.ValidString(text) && !strings.Contains(text, "\uFFFE") && !strings.Contains(text, "\uFFFF")
}
