package intake

import (
	"slices"
	"strings"
	"unicode"

	"weiran/rules/source"
)

// footers are how rows begin that stand below the persons of many a sheet: sums,
// and who made it. No bureau numbers anything so.
var footers = []string{
	"合计", "总计", "小计", "共计", "备注", "注:", "注：", "说明",
	"填表", "制表", "填报", "审核", "复核", "经办", "负责人", "单位负责人",
}

var notARecord = source.Fault{
	Message: source.Say("a sum or a note, not a record", "是合计或表尾说明，不是一条记录"),
	Hint:    source.Say("nothing is lost; delete the row to be told no more", "不影响结果；删除此行即不再提示"),
}

// isFooter reports whether the cell where the key should stand begins a row that is
// no record. Such a cell may be spaced out: 合　计.
func isFooter(key string) bool {
	key = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, key)
	return slices.ContainsFunc(footers, func(word string) bool { return strings.HasPrefix(key, word) })
}
