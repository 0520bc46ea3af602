package risk

import (
	"slices"
	"strconv"

	"weiran/rules/source"
)

// A Severity grades a finding: low, medium or high.
type Severity = string

// The severities.
const (
	None   Severity = "none" // of what is left once advice has been carried out
	Low    Severity = "low"
	Medium Severity = "medium"
	High   Severity = "high"
)

// defaultPoints doubles the odds of a dispute with every twenty points.
var defaultPoints = map[Severity]int64{Low: 10, Medium: 20, High: 40}

// A Grievance is what a person who is met by a rule would complain about.
type Grievance = string

// The grievances, in the order of reports.
const (
	Loss       Grievance = "loss"       // 待遇减少
	Comparison Grievance = "comparison" // 攀比
	Exclusion  Grievance = "exclusion"  // 未纳入
	Boundary   Grievance = "boundary"   // 临界
	Delay      Grievance = "delay"      // 迟发
	Data       Grievance = "data"       // 信息缺漏
	Conflict   Grievance = "conflict"   // 信息矛盾
	History    Grievance = "history"    // 历史信访
	Notice     Grievance = "notice"     // 告知
)

var grievanceLabels = map[Grievance]string{
	Loss: "待遇减少", Comparison: "攀比", Exclusion: "未纳入", Boundary: "临界", Delay: "迟发",
	Data: "信息缺漏", Conflict: "信息矛盾", History: "历史信访", Notice: "告知",
}

// Grievances gives all of them, in the order of reports.
func Grievances() []Grievance {
	return []Grievance{Loss, Comparison, Exclusion, Boundary, Delay, Data, Conflict, History, Notice}
}

// GrievanceLabel gives a grievance in Chinese; an unknown one as it is.
func GrievanceLabel(g Grievance) string {
	if label, ok := grievanceLabels[g]; ok {
		return label
	}
	return g
}

// SeverityLabel gives a severity in Chinese; an unknown one as it is.
func SeverityLabel(s Severity) string {
	switch s {
	case Low:
		return "低"
	case Medium:
		return "中"
	case High:
		return "高"
	}
	return s
}

// The types below read themselves from a rule file, so that a wrong value is
// reported at its own place.
type (
	severityCell  Severity
	grievanceCell Grievance
	daysCell      int64 // 10d or 2w
	pointsCell    int64
)

// UnmarshalText reads low, medium or high.
func (s *severityCell) UnmarshalText(text []byte) error {
	known := []string{Low, Medium, High}
	if !slices.Contains(known, string(text)) {
		return source.Fault{
			Message: source.Say("unknown severity %q", "未知的严重程度 %q", text),
			Hint:    source.Say("write low, medium or high", "请写 low（低）、medium（中）或 high（高）"),
		}
	}
	*s = severityCell(text)
	return nil
}

// UnmarshalText reads one of the grievances.
func (g *grievanceCell) UnmarshalText(text []byte) error {
	if !slices.Contains(Grievances(), string(text)) {
		return source.Fault{
			Message: source.Say("unknown grievance %q", "未知的诉求类型 %q", text),
			Hint:    source.DidYouMean(string(text), Grievances()),
		}
	}
	*g = grievanceCell(text)
	return nil
}

// UnmarshalText reads a count of days (10d) or of weeks (2w), at most ten years.
func (d *daysCell) UnmarshalText(text []byte) error {
	factor := int64(1)
	number, unit := "", byte(0)
	if n := len(text); n > 0 {
		number, unit = string(text[:n-1]), text[n-1]
	}
	if unit == 'w' {
		factor = 7
	}
	n, err := strconv.ParseInt(number, 10, 16)
	if err != nil || unit != 'd' && unit != 'w' || n < 1 || n*factor > 3660 || number[0] == '+' {
		return source.Fault{
			Message: source.Say("%q is not a span of days", "%q 不是期限", text),
			Hint:    source.Say("write 10d for ten days or 2w for two weeks", "十天写 10d，两周写 2w"),
		}
	}
	*d = daysCell(n * factor)
	return nil
}

// UnmarshalText reads a whole number from 0 to 100.
func (p *pointsCell) UnmarshalText(text []byte) error {
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || n < 0 || n > 100 {
		return source.Fault{
			Message: source.Say("points %q is not a whole number from 0 to 100", "分值 %q 不是 0 到 100 的整数", text),
			Hint: source.Say("low 10, medium 20 and high 40 are what is used where points is left out",
				"不写 points 时按低 10、中 20、高 40 计分"),
		}
	}
	*p = pointsCell(n)
	return nil
}
