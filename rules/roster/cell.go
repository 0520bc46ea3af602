package roster

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// ParseCell reads the text of one cell. An empty cell (also "-", "无", "N/A" and
// the like, unless the field lists it among its values) is unknown. Spaces around
// the text are dropped, and full-width letters and digits are read as ASCII. The
// error is a [source.Fault]; it repeats nothing that could be a name or a number
// of somebody's.
//
// A field with allowed values reads a code, a label or an alias as the code:
// 离休 is lixiu, 县处级正职 is 131. Dates may be written 1932-05-01, 1932/5/1,
// 1932.5.1, 19320501 or 1932年5月1日, with a midnight after them as spreadsheets
// write it; a year and month alone are an error, not a guess. A decimal may have
// commas between thousands, and its unit: ¥1,234.50 or 1234.5元. A bool is 是/否,
// true/false, yes/no, y/n, t/f, √/× or 1/0. 有 is refused and 无 stays unknown,
// because 无 may mean no or not recorded, and unknown is never false.
func (s *Schema) ParseCell(field int, text string) (lang.Value, error) {
	f := &s.Fields[field]
	text = trim(text)
	if v, ok := s.allowed(field, text); ok {
		return v, nil
	}
	if blank(text) {
		return s.unknowns[field], nil
	}
	v, err := f.parse(text)
	switch {
	case err == nil:
		return v, nil
	case f.Private:
		err = f.unspoken()
	}
	return lang.Value{}, err
}

// kindWords are the kinds as people call them.
var kindWords = map[lang.Kind]source.Text{
	lang.String: source.Say("an allowed value", "允许的取值"), lang.Int: source.Say("a whole number", "整数"),
	lang.DecimalKind: source.Say("a number", "数字"), lang.DateKind: source.Say("a date", "日期"),
	lang.Bool: source.Say("yes or no", "“是”或“否”"),
}

// unspoken is the fault of a private field, which tells nothing of the text.
func (f *Field) unspoken() error {
	return source.Fault{
		Message: source.Say("the value is not %s", "该值不是%s", kindWords[f.Kind]),
		Hint:    source.Say("the field is private: look at the cell itself", "该字段涉及隐私，请查看原单元格"),
	}
}

// trim drops spaces of any width and marks that cannot be seen.
func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
}

// blanks are the words by which clerks say that they have nothing to say.
var blanks = map[string]bool{
	"": true, "-": true, "--": true, "—": true, "——": true, "/": true, "\\": true,
	"无": true, "n/a": true, "#n/a": true, "null": true,
}

func blank(text string) bool { return blanks[strings.ToLower(fold(text))] }

func (f *Field) parse(text string) (lang.Value, error) {
	switch {
	case f.Enum != nil:
		return lang.Value{}, f.notAllowed(text)
	case f.Kind == lang.String:
		return lang.StringOf(foldAlphanumerics(text)), nil
	}
	text = fold(text)
	switch f.Kind {
	case lang.Int:
		return parseInt(text)
	case lang.DecimalKind:
		return f.parseDecimal(text)
	case lang.DateKind:
		return parseDate(text)
	}
	return parseBool(text)
}

// foldAlphanumerics makes full-width letters and digits narrow and leaves the
// punctuation of a Chinese name as it stands.
func foldAlphanumerics(text string) string {
	return strings.Map(func(r rune) rune {
		if narrow := r - '０' + '0'; '０' <= r && r <= '９' || 'Ａ' <= r && r <= 'Ｚ' || 'ａ' <= r && r <= 'ｚ' {
			return narrow
		}
		return r
	}, text)
}

// withoutZeroes drops the empty fraction that spreadsheets give to whole numbers.
func withoutZeroes(text string) string {
	point := strings.LastIndexByte(text, '.')
	if point < 0 || point == len(text)-1 || strings.Trim(text[point+1:], "0") != "" {
		return text
	}
	return text[:point]
}

func parseInt(text string) (lang.Value, error) {
	n, err := strconv.ParseInt(withoutZeroes(text), 10, 64)
	if err == nil {
		return lang.IntOf(n), nil
	}
	hint := source.Say("write digits only", "请只写数字")
	if errors.Is(err, strconv.ErrRange) {
		hint = source.Say("the number is too large", "数字过大")
	}
	return lang.Value{}, source.Fault{
		Message: source.Say("%s is not a whole number", "%s不是整数", shown(text)),
		Hint:    hint,
	}
}

// unitWords are what clerks write after an amount, by how the field's unit
// starts.
var unitWords = map[string]string{"yuan": "元", "year": "年"}

// currency is how the unit of money starts.
const currency = "yuan"

// withoutUnit drops the unit around an amount: ¥1234.5, 1234.5元, 38年.
func (f *Field) withoutUnit(text string) string {
	for unit, word := range unitWords {
		if strings.HasPrefix(f.Unit, unit) {
			text = trim(strings.TrimSuffix(text, word))
		}
	}
	if strings.HasPrefix(f.Unit, currency) {
		text = trim(strings.TrimPrefix(text, "¥"))
	}
	return text
}

// tooFine is a number with more places than a decimal holds.
var tooFine = regexp.MustCompile(`^[+-]?[\d,]*\.\d{4}\d*[1-9]\d*$`)

// parseDecimal reads an amount with its unit. A percentage is refused: no field
// of a roster is a rate, so 5% would silently pay somebody 0.05 yuan.
func (f *Field) parseDecimal(text string) (lang.Value, error) {
	number := f.withoutUnit(text)
	d, err := lang.ParseDecimal(number)
	if err == nil && !strings.HasSuffix(number, "%") {
		return lang.DecimalOf(d), nil
	}
	fault := source.Fault{
		Message: source.Say("%s is not a number", "%s不是数字", shown(text)),
		Hint:    source.Say("write it like 1234.5", "请写成 1234.5 的形式"),
	}
	switch {
	case errors.Is(err, lang.ErrOverflow):
		fault.Hint = source.Say("amounts reach ±922337203685477.5807", "金额不超过 ±922337203685477.5807")
	case tooFine.MatchString(number):
		fault.Message = source.Say("%s has more than four decimal places", "%s的小数超过四位", shown(text))
		fault.Hint = source.Say("amounts are exact to 1/10000", "金额精确到万分之一")
	}
	return lang.Value{}, fault
}

// bools are the words for yes and no.
var bools = map[string]bool{
	"是": true, "true": true, "yes": true, "y": true, "t": true, "1": true, "√": true, "✓": true,
	"否": false, "不是": false, "false": false, "no": false, "n": false, "f": false, "0": false, "×": false, "✗": false,
}

func parseBool(text string) (lang.Value, error) {
	if b, ok := bools[strings.ToLower(text)]; ok {
		return lang.BoolOf(b), nil
	}
	return lang.Value{}, source.Fault{
		Message: source.Say("%s is neither yes nor no", "%s既不是“是”也不是“否”", shown(text)),
		Hint:    source.Say("write 是 or 否; leave it empty where it is not known", "请写“是”或“否”；不清楚则留空"),
	}
}

// harmless is a text that names nobody: a number, a date, or a slip in one.
var harmless = regexp.MustCompile(`^[\d\s.,:;/%+\-()年月日号元¥]{1,24}$`)

// longDigits finds what may be an identity number or a telephone.
var longDigits = regexp.MustCompile(`\d{11}`)

// shown gives the text of a cell for a message. Columns slip, and a name or an
// identity number may stand where a date should: only what can be neither is
// repeated, of the rest the length is told.
func shown(text string) source.Text {
	if harmless.MatchString(text) && !longDigits.MatchString(text) {
		return quoted(text)
	}
	return source.Say("the text of %d characters", "该处 %d 个字的内容", utf8.RuneCountInString(text))
}

func quoted(text string) source.Text { return source.Say("%q", "“%s”", text) }
