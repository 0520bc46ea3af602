package reports

import (
	"strings"
	"testing"

	"weiran/rules/risk"
	"weiran/rules/source"
)

// What was asked of nobody is said once, however many policies there are, and is
// never read as nothing found.
func TestReportSaysWhatWasNotAsked(t *testing.T) {
	s := village(t)
	s.Result.Unsure = nil
	plain := string(write(t, model(t, s), "report.html"))
	none := source.Say("the run has no petitions: name their file with --petitions", "本次排查没有信访记录：请用 --petitions 指定文件")
	for _, policy := range []string{"cn-2015-3", "other"} {
		for _, rule := range []string{"left-behind", "payer-outside"} {
			s.Result.Unsure = append(s.Result.Unsure, risk.Unsure{Rule: rule, Policy: policy, Reason: none})
		}
	}
	s.Result.Unsure = append(s.Result.Unsure, risk.Unsure{Rule: "left-behind", Policy: "cn-2015-3", Missing: []string{"policy.document.issued"}})
	m := model(t, s)
	got := string(write(t, m, "report.html"))
	want := "<p>本次排查没有信访记录，下列规则没有检查，不等于没有问题：“" + m.ruleTitle("left-behind") + "”、“" + m.ruleTitle("payer-outside") + "”。</p>"
	if n := strings.Count(got, want); n != 1 {
		t.Errorf("said %d times: %s", n, want)
	}
	if !strings.Contains(got, "<p>未填政策文件的发文日期，下列规则没有检查") {
		t.Error("what the policy file lacks is not said in words")
	}
	if !strings.Contains(got, "2 条规则因缺少资料没有检查") || strings.Contains(got, "--petitions") {
		t.Error("the conclusion does not say so, or tells a committee of flags")
	}
	if strings.Contains(plain, "没有检查") {
		t.Error("said of a run that asked everything")
	}
}
