package reports

import (
	"cmp"
	"fmt"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// hiddenAmount stands where an amount would come from too few persons.
const hiddenAmount = "人数较少，不列示"

// shownMoney writes an amount of a tally for the committee.
func (m *Model) shownMoney(t tally, d lang.Decimal) string {
	if !t.shows(m.subject.MinGroup) {
		return hiddenAmount
	}
	return money(d)
}

// hidesSome reports whether the amounts of some policy are hidden; then the sum
// over all policies is hidden too, for it would give them away.
func (m *Model) hidesSome() bool {
	for _, p := range m.policies {
		if !p.total.shows(m.subject.MinGroup) {
			return true
		}
	}
	return !m.cumulative.shows(m.subject.MinGroup)
}

// conclusion says in plain sentences what the committee needs to know.
func (m *Model) conclusion() []string {
	says := []string{fmt.Sprintf("截至%s，名册共 %s 人。", longDate(m.asOf()), count(m.census.len()))}
	if len(m.policies) == 0 {
		return append(says, "本次没有需要评估的政策。")
	}
	for _, p := range m.policies {
		says = append(says, m.policyConclusion(p))
	}
	says = append(append(says, m.lossConclusion()), m.ofPolicyConclusion()...)
	return append(says, m.findingConclusion(), m.dataConclusion())
}

func (m *Model) policyConclusion(p policyView) string {
	var b strings.Builder
	t := p.total
	fmt.Fprintf(&b, "《%s》", p.policy.Title)
	if p.policy.Document.Number != "" {
		fmt.Fprintf(&b, "（%s）", p.policy.Document.Number)
	}
	if t.affected() == 0 {
		b.WriteString("不改变任何人的待遇")
	} else {
		fmt.Fprintf(&b, "涉及 %s 人，其中增加 %s 人、减少 %s 人", count(t.affected()), count(t.gain), count(t.lose))
		if t.shows(m.subject.MinGroup) {
			fmt.Fprintf(&b, "；每月合计%s元", changeWords(t.delta))
		}
	}
	return b.String() + "。" + m.arrearsConclusion(p) + othersConclusion(t)
}

// othersConclusion says why the others are not affected.
func othersConclusion(t tally) string {
	var others []string
	for _, o := range []struct {
		status policy.Status
		words  string
	}{
		{policy.Unchanged, "%s 人在范围内而待遇无变化"},
		{policy.OutOfScope, "%s 人不在适用范围"},
		{policy.CannotTell, "%s 人因资料不全或无对应标准无法判定"},
	} {
		if n := t.status[o.status]; n > 0 {
			others = append(others, fmt.Sprintf(o.words, count(n)))
		}
	}
	if len(others) == 0 {
		return ""
	}
	return "另有 " + strings.Join(others, "，") + "。"
}

func changeWords(d lang.Decimal) string {
	if d < 0 {
		return "减少 " + strings.TrimPrefix(money(d), "−") + " "
	}
	return "增加 " + money(d) + " "
}

func (m *Model) arrearsConclusion(p policyView) string {
	months := p.policy.ArrearsMonths()
	if months == 0 || p.total.affected() == 0 {
		return ""
	}
	s := fmt.Sprintf("自%s起计算、%s起发放，其间 %d 个月", longMonth(p.policy.Effective), longMonth(p.policy.PaidFrom), months)
	if !p.total.shows(m.subject.MinGroup) {
		return s + "须补发。"
	}
	s += "补发合计 " + money(p.shown.arrears) + " 元"
	if m.hidesDeaths(p) {
		s += "（" + m.deathsNote() + "）"
	}
	return s + "。"
}

func (m *Model) lossConclusion() string {
	together := ""
	if len(m.policies) > 1 {
		together = "各项政策合并计算，"
	}
	if n := m.cumulative.lose; n > 0 {
		return fmt.Sprintf("%s%s 人的待遇将会减少，应在实施前逐人核实、当面说明。", together, count(n))
	}
	return together + "没有发现待遇减少的人员。"
}

func (m *Model) findingConclusion() string {
	if len(m.rules) == 0 && len(m.ofPolicy) > 0 {
		return "按本次所用规则，没有发现针对个人的风险线索。"
	}
	if len(m.rules) == 0 {
		return "按本次所用规则，没有发现风险线索。"
	}
	var parts []string
	for _, s := range severities {
		if n := m.findingsOf(s.code); n > 0 {
			parts = append(parts, fmt.Sprintf("%s风险 %s 条", s.label, count(n)))
		}
	}
	first := m.rules[0]
	return fmt.Sprintf("发现风险线索 %s 条，涉及 %s 人（%s）。最应先办的是“%s”：%s 人，由%s于%s前答复。",
		count(m.foundOfPersons()), count(m.found), strings.Join(parts, "，"),
		first.title, count(first.persons()), cmp.Or(first.owner, "责任单位"), longDate(first.due))
}

func (m *Model) dataConclusion() string {
	var warnings []string
	if n := m.cumulative.status[policy.CannotTell]; n > 0 {
		warnings = append(warnings, fmt.Sprintf("%s 人的合计结果尚不能确定，上列金额不含其未确定部分", count(n)))
	}
	if n := len(m.subject.Result.Issues); n > 0 {
		warnings = append(warnings, fmt.Sprintf("名册有 %s 处疑点，宜先核对", count(n)))
	}
	if n := m.unaskedRules(); n > 0 {
		warnings = append(warnings, fmt.Sprintf("%s 条规则因缺少资料没有检查，不等于没有问题", count(n)))
	}
	for _, p := range m.policies {
		if p.policy.Document.Confidence == "M" {
			warnings = append(warnings, fmt.Sprintf("《%s》的标准未经核实（可信程度 M），须先行确认", p.policy.Title))
		}
		if n := len(p.policy.Holes()); n > 0 {
			warnings = append(warnings, fmt.Sprintf("《%s》有 %s 项标准数额未知", p.policy.Title, count(n)))
		}
		if n := len(p.policy.Expected()); n > 0 {
			warnings = append(warnings, fmt.Sprintf("《%s》有 %s 项标准尚未印发，暂按已公布的数计", p.policy.Title, count(n)))
		}
	}
	if len(warnings) == 0 {
		return "名册资料齐全，所有人员均可判定。"
	}
	return "使用本报告时请注意：" + strings.Join(warnings, "；") + "。"
}

// foundOfPersons counts the findings of persons.
func (m *Model) foundOfPersons() int { return len(m.subject.Result.Findings) - len(m.ofPolicy) }

// findingsOf counts the findings of persons of a severity.
func (m *Model) findingsOf(severity string) int {
	n := 0
	for _, r := range m.rules {
		if r.severity == severity {
			n += r.found
		}
	}
	return n
}
