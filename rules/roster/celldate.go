package roster

import (
	"regexp"
	"strconv"
	"time"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// The ways in which clerks write a date. Each has the same separator twice, so
// that 1932-5/1 is a slip and not a date.
var dateForms = []*regexp.Regexp{
	regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})` + midnight),
	regexp.MustCompile(`^(\d{4})/(\d{1,2})/(\d{1,2})` + midnight),
	regexp.MustCompile(`^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$`),
	regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`),
	regexp.MustCompile(`^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]$`),
}

// midnight is the empty time of day that spreadsheets and databases add.
const midnight = `(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?Z?)?$`

// monthForms are a year and a month without a day, or a year alone.
var monthForms = regexp.MustCompile(`^\d{4}(?:[-/.]\d{1,2}|\d{2}| ?年(?: ?\d{1,2} ?月)?)?$`)

func parseDate(text string) (lang.Value, error) {
	if len(text) == len(time.DateOnly) && text[4] == '-' && text[7] == '-' {
		if d, err := lang.ParseDate(text); err == nil {
			return lang.DateOf(d), nil // most dates, without a pattern
		}
	}
	for _, form := range dateForms {
		if m := form.FindStringSubmatch(text); m != nil {
			return civil(text, digits(m[1]), digits(m[2]), digits(m[3]))
		}
	}
	if monthForms.MatchString(text) {
		return lang.Value{}, source.Fault{
			Message: source.Say("%s lacks the day", "%s缺少日", shown(text)),
			Hint: source.Say("write the whole date, or leave it empty where it is not known; the day is never guessed",
				"请写出完整日期；不清楚则留空，程序不会猜测"),
		}
	}
	return lang.Value{}, source.Fault{
		Message: source.Say("%s is not a date", "%s不是日期", shown(text)),
		Hint:    source.Say("write year-month-day, like 1932-05-01", "请写成 年-月-日，例如 1932-05-01"),
	}
}

// digits reads a few characters that a pattern has found to be digits.
func digits(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// civil makes the date, or says why the calendar does not have it.
func civil(text string, year, month, day int) (lang.Value, error) {
	if d, ok := lang.NewDate(year, month, day); ok {
		return lang.DateOf(d), nil
	}
	fault := source.Fault{
		Message: source.Say("there is no date %s", "没有%s这一天", shown(text)),
		Hint:    source.Say("years are 1 to 9999, months 1 to 12", "年份为 1 至 9999，月份为 1 至 12"),
	}
	if days := daysIn(year, month); days > 0 {
		fault.Hint = source.Say("%04d-%02d has the days 1 to %d", "%d 年 %d 月只有 1 日至 %d 日", year, month, days)
	}
	return lang.Value{}, fault
}

// daysIn gives the days of a month, or 0 where there is no such month.
func daysIn(year, month int) int {
	for day := 31; day >= 28; day-- {
		if _, ok := lang.NewDate(year, month, day); ok {
			return day
		}
	}
	return 0
}
