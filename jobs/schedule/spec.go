package schedule

import (
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"weiran/rules/source"
)

// shortest is the least time between two runs of "@every": a screening is read by
// people, and cron silently makes a second of anything shorter.
const shortest = time.Minute

// fields are the five fields of a specification in their order.
var fields = []struct {
	name   source.Text
	allows string
	part   cron.ParseOption
}{
	{source.Say("minute", "分钟"), "0-59", cron.Minute},
	{source.Say("hour", "小时"), "0-23", cron.Hour},
	{source.Say("day of the month", "日"), "1-31", cron.Dom},
	{source.Say("month", "月"), "1-12, jan-dec", cron.Month},
	{source.Say("day of the week", "星期"), "0-6, sun-sat (0 = sun)", cron.Dow},
}

// words are the specifications that have a name; @every stands apart.
var words = []string{"@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly", "@every"}

// Parse reads a specification whose times are those of a place; nil means UTC.
// The error is a [source.Fault] that says which field is wrong. It is an error
// too to name a zone inside the specification, to ask for more than one run a
// minute, or to name a day that no calendar has.
func Parse(spec string, loc *time.Location) (cron.Schedule, error) {
	spec = strings.TrimSpace(spec)
	var (
		s   cron.Schedule
		err error
	)
	switch {
	case strings.Contains(spec, "TZ="):
		err = source.Fault{
			Message: source.Say("a schedule names no zone of its own", "运行时间中不能指定时区"),
			Hint:    source.Say("leave %q out: one zone holds for all jobs", "请去掉 %q：时区由配置统一指定", "TZ="),
		}
	case strings.HasPrefix(spec, "@every"):
		s, err = parseEvery(spec)
	case strings.HasPrefix(spec, "@"):
		s, err = parseWord(spec)
	default:
		s, err = parseFields(spec)
	}
	if err != nil {
		return nil, err
	}
	return inZone(s, spec, loc)
}

// Next gives the next n times, each later than the one before and the first
// later than from. A schedule whose next time is more than five years away, as
// 29 February can be around the year 2100, gives fewer and an error.
func Next(spec string, loc *time.Location, from time.Time, n int) ([]time.Time, error) {
	s, err := Parse(spec, loc)
	if err != nil {
		return nil, err
	}
	times := make([]time.Time, 0, max(n, 0))
	for range n {
		from = s.Next(from)
		if from.IsZero() {
			return times, source.Fault{
				Message: source.Say("%q does not come due within five years", "%q 五年内没有运行时间", spec),
			}
		}
		times = append(times, from)
	}
	return times, nil
}

func parseEvery(spec string) (cron.Schedule, error) {
	text := strings.TrimSpace(strings.TrimPrefix(spec, "@every"))
	hint := source.Say("write it like @every 90m or @every 6h, one minute at least",
		"请写成 @every 90m 或 @every 6h 的形式，最短一分钟")
	every, err := time.ParseDuration(text)
	switch {
	case err != nil:
		return nil, source.Fault{Message: source.Say("%q is not a length of time", "%q 不是时间长度", text), Hint: hint}
	case every < shortest:
		return nil, source.Fault{Message: source.Say("every %s is too often", "每 %s 运行一次过于频繁", text), Hint: hint}
	}
	return cron.Every(every), nil
}

func parseWord(spec string) (cron.Schedule, error) {
	s, err := cron.ParseStandard(strings.ToLower(spec))
	if err != nil {
		return nil, source.Fault{
			Message: source.Say("%q is not a schedule", "%q 不是运行时间", spec),
			Hint:    source.DidYouMean(spec, words),
		}
	}
	return s, nil
}

// parseFields tries each field by itself first, so that the error can say which
// of them is wrong: cron's own says neither that nor anything in Chinese.
func parseFields(spec string) (cron.Schedule, error) {
	given := strings.Fields(spec)
	if len(given) != len(fields) {
		return nil, source.Fault{
			Message: source.Say("a schedule has 5 fields, not %d", "运行时间应有 5 项，而不是 %d 项", len(given)),
			Hint: source.Say("minute hour day month weekday: \"30 2 * * *\" is every night at 02:30",
				"依次为 分 时 日 月 星期：“30 2 * * *”即每天凌晨 2:30"),
		}
	}
	for i, f := range fields {
		if err := parsePart(f.part, given[i]); err != nil {
			return nil, source.Fault{
				Message: source.Say("%q is not a valid %s", "%q 不是合法的“%s”", given[i], f.name),
				Hint:    source.Say("write *, */n, a-b, or a list of %s", "可写 *、*/n、a-b，或用逗号分隔的 %s", f.allows),
			}
		}
	}
	return parse(cron.Minute|cron.Hour|cron.Dom|cron.Month|cron.Dow, spec)
}

func parsePart(part cron.ParseOption, text string) error {
	for item := range strings.SplitSeq(text, ",") {
		if item == "" {
			return fmt.Errorf("an empty item in the list %q", text)
		}
	}
	_, err := parse(part, text)
	return err
}

// parse calls cron's parser, which panics on some of what it does not know.
func parse(parts cron.ParseOption, text string) (s cron.Schedule, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("cron: %v", r)
		}
	}()
	return cron.NewParser(parts).Parse(text)
}

// inZone ties a schedule to its zone, once it is known to come due at all.
func inZone(s cron.Schedule, spec string, loc *time.Location) (cron.Schedule, error) {
	if loc == nil {
		loc = time.UTC
	}
	// Any date would do for a start; after this one comes a leap year soon.
	start := time.Date(2023, time.January, 1, 0, 0, 0, 0, loc)
	z := zoned{schedule: s, loc: loc}
	if z.Next(start).IsZero() {
		return nil, source.Fault{
			Message: source.Say("%q never comes due", "%q 永远不会运行", spec),
			Hint:    source.Say("no month named here has such a day", "所列月份中没有这一天"),
		}
	}
	return z, nil
}

// A zoned schedule reads the clock of one place, wherever the process runs.
type zoned struct {
	schedule cron.Schedule
	loc      *time.Location
}

// Next gives the next time after t, in the zone of the schedule.
func (z zoned) Next(t time.Time) time.Time { return z.schedule.Next(t.In(z.loc)) }
