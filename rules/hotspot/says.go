package hotspot

import (
	"strings"

	"weiran/rules/source"
)

// Says puts a row into one plain sentence, such as 这个单位21人中13人有同一类意见,
// 按总体水平应为4.4人. What was expected has one decimal.
func (r *Row) Says() source.Text {
	where := strings.Join(r.Path, " / ")
	return source.Say(
		"%s: %d of %d persons share the same grievance; %.1f would be expected",
		"%s：%[3]d人中%[2]d人有同一类意见，按总体水平应为%.1[4]f人",
		where, r.Observed, r.Persons, r.Expected)
}
