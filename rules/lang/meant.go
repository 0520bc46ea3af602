package lang

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"weiran/rules/source"
)

// dayShape is a day as people write one: 2014/9/30, 2014.9.30, 2014年9月30日.
var dayShape = regexp.MustCompile(`^(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$`)

// dayMeant gives the date that a text of another shape means.
func dayMeant(s string) (Date, bool) {
	m := dayShape.FindStringSubmatch(strings.TrimSpace(width.Narrow.String(s)))
	if m == nil {
		return 0, false
	}
	var parts [3]int
	for i := range parts {
		parts[i], _ = strconv.Atoi(m[i+1]) // digits alone, and few
	}
	return NewDate(parts[0], parts[1], parts[2])
}

// numberMeant gives the number that a text with full-width digits or a unit means.
func numberMeant(s string) (string, bool) {
	s = strings.TrimSpace(width.Narrow.String(s))
	for _, unit := range []string{"元/月", "元", "年", "个月", "月", "人"} {
		s = strings.TrimSuffix(s, unit)
	}
	s = strings.TrimSpace(strings.TrimLeft(s, "¥￥"))
	_, err := parseDecimal(s)
	return s, err == nil
}

// notDates reports numbers with minus signs between them that look like a day:
// 2014-09-30 is 1975.
func (u unit) notDates(l *layout) (problems source.Problems) {
	for i := 0; i+4 < len(l.tokens); i++ {
		s := span{l.tokens[i].start, l.tokens[i+4].end}
		if l.tokens[i].kind != number || s.end > len(u.text) {
			continue
		}
		text := u.text[s.start:s.end]
		if d, ok := dayMeant(text); ok && strings.Count(text, "-") == 2 {
			problems = append(problems, u.problem(s,
				source.Say("%s is a subtraction, not a day", "%s 是减法，不是日期", text),
				source.Say("write date(\"%s\")", "请写成 date(\"%s\")", d)))
		}
	}
	return problems
}
