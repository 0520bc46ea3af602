package intake

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// scientific is how a spreadsheet shows a long number: 1.10105E+17.
var scientific = regexp.MustCompile(`^\d(\.\d+)?[eE]\+\d+$|^\d\.\d+[eE]\d+$`)

// lostDigits is the fault of a code, an identity number or a telephone that a
// spreadsheet has turned into a number: its last digits are gone.
func lostDigits(f *roster.Field, text string) source.Fault {
	if f.Kind != lang.String || !strings.ContainsAny(text, "eE") || !scientific.MatchString(text) {
		return source.Fault{}
	}
	return source.Fault{
		Message: source.Say("a spreadsheet has turned it into a number and lost its digits", "已被表格软件转为数字，丢失了末尾数字"),
		Hint:    source.Say("format the column as text and enter it again", "请将该列设为文本格式后重新填写"),
	}
}

// unprotected unwraps the formula ="text", which keeps a spreadsheet from reading
// text in a csv file as a number.
func unprotected(cell string) string {
	inner, ok := strings.CutPrefix(cell, `="`)
	if !ok {
		return cell
	}
	inner, ok = strings.CutSuffix(inner, `"`)
	if !ok {
		return cell
	}
	return strings.ReplaceAll(inner, `""`, `"`)
}

// changeable finds what a spreadsheet would not keep as it is: digits with a zero
// before them or more than it can count, and what it takes for a formula.
var changeable = regexp.MustCompile(`^0\d+$|^\d{12,}[\dXx]?$|^[=+@]|^-[^\d]`)

// protected wraps such text for a csv file.
func protected(cell string) string {
	if !changeable.MatchString(cell) {
		return cell
	}
	return `="` + strings.ReplaceAll(cell, `"`, `""`) + `"`
}

// What a message may repeat of a cell: a number or a date that is too short, or has
// a point where no telephone and no identity number has one.
var (
	shortNumber = regexp.MustCompile(`^[-+¥￥]?[\d.,/年月日%-]*(元)?$`)
	fraction    = regexp.MustCompile(`^-?\d{1,8}\.\d{3,15}$`)
)

func repeatable(text string) bool {
	digits := 0
	for _, r := range text {
		if '0' <= r && r <= '9' {
			digits++
		}
	}
	return digits <= 8 && shortNumber.MatchString(text) || fraction.MatchString(text)
}

// refusals say what a cell is not, by the kind of its field, without repeating
// it.
var refusals = map[lang.Kind]source.Text{
	lang.Int:         source.Say("this is not a usable whole number", "不是可用的整数"),
	lang.DecimalKind: source.Say("this is not a usable number", "不是可用的数字"),
	lang.DateKind:    source.Say("this is not a date", "不是日期"),
	lang.Bool:        source.Say("this is neither yes nor no", "既不是“是”也不是“否”"),
	lang.String:      source.Say("this cannot be read", "无法识别"),
}

// discreet gives the fault that an error of a cell is, without the cell where that
// might be somebody's name or number that slipped into another column.
func discreet(f *roster.Field, text string, err error) source.Fault {
	var fault source.Fault
	known := errors.As(err, &fault)
	switch {
	case known && (f.Private || repeatable(text)):
	case f.Enum != nil:
		fault.Message = source.Say("this is not an allowed value", "不是允许的取值")
	default:
		fault.Message = refusals[f.Kind]
	}
	return fault
}

// significant is how many digits of a number a spreadsheet shows; those after
// them are noise of its binary arithmetic.
const significant = 15

var number = regexp.MustCompile(`^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$`)

// exactNumber writes the number in a cell of a sheet as the spreadsheet shows it:
// 1234.5600000000001 is 1234.56, and 5.6500000000000002E1 is 56.5. It works on
// the digits alone, so that no amount passes through a float. What is no number
// stays as it is.
func exactNumber(text string) string {
	m := number.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	exponent, _ := strconv.Atoi(m[4]) // of at most three digits
	digits := strings.TrimLeft(m[2]+m[3], "0")
	if digits == "" {
		return "0"
	}
	point := len(digits) - len(m[3]) + exponent
	if len(digits) > significant {
		var carried int
		digits, carried = roundDigits(digits)
		point += carried
	}
	if point < -significant || point > 2*significant {
		return text
	}
	return strings.TrimPrefix(m[1], "+") + placePoint(digits, point)
}

// roundDigits rounds to the significant digits, half up; carried is 1 where 9.99
// became 10.0.
func roundDigits(digits string) (rounded string, carried int) {
	kept, up := []byte(digits[:significant]), digits[significant] >= '5'
	for i := significant - 1; up && i >= 0; i-- {
		up = kept[i] == '9'
		kept[i]++
		if up {
			kept[i] = '0'
		}
	}
	if up {
		return "1" + string(kept[:significant-1]), 1
	}
	return string(kept), 0
}

// placePoint writes digits with the decimal point after the first point of them,
// without useless zeroes.
func placePoint(digits string, point int) string {
	if point <= 0 {
		digits, point = strings.Repeat("0", 1-point)+digits, 1
	}
	if point > len(digits) {
		digits += strings.Repeat("0", point-len(digits))
	}
	whole, frac := digits[:point], strings.TrimRight(digits[point:], "0")
	if frac == "" {
		return whole
	}
	return whole + "." + frac
}

// Serial numbers of days that are taken for dates: 1901 to 2099.
const (
	firstSerial = 367
	lastSerial  = 73_050
	unixSerial  = 25_569 // 1970-01-01
	shift1904   = 1_462  // days by which a workbook of the 1904 system counts less
)

var serial = regexp.MustCompile(`^(\d{3,5})(?:\.\d+)?$`)

// exactDate writes the date that a sheet keeps as a count of days. The time of
// day is dropped. A number from 1900 to 2100 might be a year that a clerk wrote:
// it is left as it is, to be refused, since no date of these few months of 1905
// is worth a wrong birth date.
func exactDate(text string, shift int) string {
	m := serial.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	days, _ := strconv.Atoi(m[1]) // of at most five digits
	if 1900 <= days && days <= 2100 || days+shift < firstSerial || days+shift > lastSerial {
		return text
	}
	return lang.Date(days + shift - unixSerial).String()
}
