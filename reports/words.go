package reports

import (
	"slices"
)

// A word is what reports call one code of the rule files.
type word struct{ code, label string }

// severities are in the order of reports: the worst first.
var severities = []word{{"high", "高"}, {"medium", "中"}, {"low", "低"}}

// grades say how sure a policy's figures are.
var grades = []word{
	{"A", "已查阅官方正式文本"},
	{"A-", "已查阅官方文本，尚未逐条核对"},
	{"B", "两个以上独立来源一致"},
	{"C", "仅有一个来源"},
	{"M", "凭记忆填写、未经核实，须由使用单位确认后方可采用"},
}

var policyStatuses = []word{
	{"proposed", "拟议"},
	{"announced", "已公布"},
	{"enacted", "已印发执行"},
}

// say gives the label of a code, or the code where there is none.
func say(words []word, code string) string {
	for _, w := range words {
		if w.code == code {
			return w.label
		}
	}
	return code
}

// rankOf gives the place of a code among its words; an unlisted one is last.
func rankOf(words []word, code string) int {
	i := slices.IndexFunc(words, func(w word) bool { return w.code == code })
	if i < 0 {
		return len(words)
	}
	return i
}
