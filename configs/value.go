package configs

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // an office PC may have no time zones of its own

	"weiran/rules/source"
)

// Workers is a count of workers; 0 means one a processor.
type Workers int

// UnmarshalText reads a count that is not negative.
func (w *Workers) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 0 {
		return source.Fault{
			Message: source.Say("%q is not a count of workers", "%q 不是工作线程数", string(text)),
			Hint:    source.Say("write 0 for one a processor, or a whole number", "写 0 表示每个处理器一个，或写一个整数"),
		}
	}
	*w = Workers(n)
	return nil
}

// GroupSize is a count of persons, at least 1.
type GroupSize int

// UnmarshalText reads a count of at least 1.
func (g *GroupSize) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 {
		return source.Fault{
			Message: source.Say("%q is not a size of a group", "%q 不是合法的分组人数", string(text)),
			Hint:    source.Say("write a whole number of at least 1; 5 hides groups of four and fewer", "请写不小于 1 的整数；5 表示不足五人的组并入其他"),
		}
	}
	*g = GroupSize(n)
	return nil
}

// Visits is a count of visits, from 1 to [MostVisits].
type Visits int

// MostVisits is more than any county has cadres.
const MostVisits = 1_000_000

// UnmarshalText reads a count of visits.
func (v *Visits) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 1 || n > MostVisits {
		return source.Fault{
			Message: source.Say("%q is not a number of visits", "%q 不是合法的走访人次", string(text)),
			Hint:    source.Say("write a whole number from 1 to %d", "请写 1 至 %d 的整数", MostVisits),
		}
	}
	*v = Visits(n)
	return nil
}

// Region is a code of GB/T 2260: six digits, or empty.
type Region string

var regionCode = regexp.MustCompile(`^[1-9]\d{5}$`)

// UnmarshalText reads six digits.
func (r *Region) UnmarshalText(text []byte) error {
	if len(text) > 0 && !regionCode.Match(text) {
		return source.Fault{
			Message: source.Say("%q is not a code of GB/T 2260", "%q 不是 GB/T 2260 行政区划代码", string(text)),
			Hint:    source.Say("write the six digits of the county, such as 230126", "请写县的六位代码，例如 230126"),
		}
	}
	*r = Region(text)
	return nil
}

// A Duration is a span of time with its unit: 30m, 1h30m, 45s.
type Duration time.Duration

// UnmarshalText reads a span that is not negative and has its units.
func (d *Duration) UnmarshalText(text []byte) error {
	span, err := time.ParseDuration(string(text))
	if err != nil || span < 0 {
		return source.Fault{
			Message: source.Say("%q is not a span of time", "%q 不是时长", string(text)),
			Hint:    source.Say("write it with its unit: 45s, 30m, 1h30m", "请带上单位：45s、30m、1h30m"),
		}
	}
	*d = Duration(span)
	return nil
}

// String writes the shortest form with units: 30m, 1h30m, 0s.
func (d Duration) String() string {
	s := time.Duration(d).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// Timezone is the name of a time zone, such as Asia/Shanghai.
type Timezone string

// UnmarshalText reads a name that the time zone database knows.
func (z *Timezone) UnmarshalText(text []byte) error {
	if _, err := time.LoadLocation(string(text)); err != nil || len(text) == 0 || string(text) == "Local" {
		return source.Fault{
			Message: source.Say("unknown time zone %q", "未知的时区 %q", string(text)),
			Hint:    source.Say("write a name such as Asia/Shanghai", "请写时区名，例如 Asia/Shanghai"),
		}
	}
	*z = Timezone(text)
	return nil
}

// Location gives the time zone; of a name that [Load] would refuse it is UTC.
func (z Timezone) Location() *time.Location {
	if l, err := time.LoadLocation(string(z)); err == nil {
		return l
	}
	return time.UTC
}

// Cron is a time table: five fields or a word such as @daily. What it means is
// for the scheduler to say; here only its shape is checked.
type Cron string

// cronWords are the words that stand for a time table.
var cronWords = []string{"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"}

var errCron = errors.New("not a time table")

// UnmarshalText reads five fields or a word.
func (c *Cron) UnmarshalText(text []byte) error {
	if err := cronShape(string(text)); err != nil {
		return source.Fault{
			Message: source.Say("%q is not a time table", "%q 不是定时表达式", string(text)),
			Hint: source.Say("write minute hour day month weekday, such as \"0 2 * * *\" for two at night, or @daily",
				"请写“分 时 日 月 周”，例如 \"0 2 * * *\" 表示每天凌晨两点，或写 @daily"),
		}
	}
	*c = Cron(text)
	return nil
}

func cronShape(text string) error {
	if strings.HasPrefix(text, "@") {
		if slices.Contains(cronWords, text) {
			return nil
		}
		every, ok := strings.CutPrefix(text, "@every ")
		if _, err := time.ParseDuration(every); !ok || err != nil {
			return errCron
		}
		return nil
	}
	if len(strings.Fields(text)) != 5 || strings.Contains(text, "=") {
		return errCron
	}
	return nil
}

// Language is the language of messages.
type Language string

// The languages of messages. Auto follows the locale.
const (
	Auto    Language = "auto"
	Chinese Language = "zh"
	English Language = "en"
)

// UnmarshalText reads auto, zh or en.
func (l *Language) UnmarshalText(text []byte) error {
	return choose((*string)(l), string(text), []string{string(Auto), string(Chinese), string(English)})
}

// LogLevel is the least grave record that the log keeps.
type LogLevel string

// The levels of the log.
const (
	LevelDebug LogLevel = "debug"
	LevelInfo  LogLevel = "info"
	LevelWarn  LogLevel = "warn"
	LevelError LogLevel = "error"
)

// UnmarshalText reads a level.
func (l *LogLevel) UnmarshalText(text []byte) error {
	return choose((*string)(l), string(text),
		[]string{string(LevelDebug), string(LevelInfo), string(LevelWarn), string(LevelError)})
}

// LogFormat is how the log writes a record.
type LogFormat string

// The formats of the log.
const (
	FormatText LogFormat = "text"
	FormatJSON LogFormat = "json"
)

// UnmarshalText reads a format.
func (f *LogFormat) UnmarshalText(text []byte) error {
	return choose((*string)(f), string(text), []string{string(FormatText), string(FormatJSON)})
}

// choose sets a text to one of the known words.
func choose(to *string, text string, known []string) error {
	if !slices.Contains(known, text) {
		return source.Fault{
			Message: source.Say("%q is not one of %s", "%q 不在 %s 之中", text, strings.Join(known, ", ")),
			Hint:    source.DidYouMean(text, known),
		}
	}
	*to = text
	return nil
}
