package main

import (
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/rules/calibrate"
	"weiran/rules/source"
)

func (a *app) printBacktest(b *jobs.Backtest) {
	fmt.Fprintln(a.stdout, a.paint(bold, a.say("scores: %s", "分值：%s", b.Weights.Basis())))
	var t table
	t.numbers(2, 3, 4, 5)
	t.add(a.say("policy", "政策"), a.say("as of", "基准日"), a.say("persons", "人数"), a.say("petitioned", "信访人数"),
		a.say("in its first %d", "其前 %d 名中", b.Cut.K), a.say("left out", "未计入"))
	for _, s := range b.Snapshots {
		t.add(s.Policy, s.AsOf.String(), fmt.Sprint(s.Persons), fmt.Sprint(s.Events), fmt.Sprint(s.First.Events), fmt.Sprint(s.Young+s.Dead))
	}
	fmt.Fprintf(a.stdout, "%s\n\n", t.String())
	var figures table
	figures.add("AUC", fmt.Sprintf("%.3f", b.AUC), a.say("how often one who petitioned scores above one who did not; .5 is chance", "信访者分值高于未信访者的比例；0.5 即与随机无异"))
	figures.add(a.say("average precision", "平均精度"), fmt.Sprintf("%.3f", b.Average), a.say("chance is %.3f", "随机为 %.3f", float64(b.Events)/float64(b.Persons)))
	figures.add(a.say("first %d", "前 %d 人次", b.Cut.K), fmt.Sprint(b.Cut.Events),
		a.say("petitioned: precision %.3f, recall %.3f, lift %.2f", "人信访：精度 %.3f，召回 %.3f，提升 %.2f 倍", b.Cut.Precision, b.Cut.Recall, b.Cut.Lift))
	a.addSpread(&figures, b.Spread)
	if len(b.Snapshots) > 1 {
		figures.add("PSI", fmt.Sprintf("%.3f", b.Drift), a.driftWords(b.Drift))
	}
	a.addReliability(&figures, b.Reliability)
	fmt.Fprintln(a.stdout, figures.fit(a.width(), 2))
}

// addSpread says how far the figures differ from place to place.
func (a *app) addSpread(t *table, s *jobs.Spread) {
	if s == nil {
		t.add(a.say("95 %", "95% 区间"), "—", a.say("everybody is of one place: nothing to draw from", "人员同属一处，无法重抽样"))
		return
	}
	by := map[string]source.Text{
		"region": source.Say("counties", "县区"), "township": source.Say("townships", "乡镇街道"),
		"unit": source.Say("units", "单位"), "person": source.Say("persons, too few places being known", "人员（地区、单位不足 10 个）"),
	}[s.By].In(a.lang)
	t.add(a.say("95 %", "95% 区间"), fmt.Sprintf("%.3f–%.3f", s.AUC.Low, s.AUC.High), a.say("of AUC; average precision %.3f–%.3f; %d %s drawn anew %d times",
		"为 AUC；平均精度 %.3f–%.3f；按 %d 个%s重抽样 %d 次", s.Average.Low, s.Average.High, s.Groups, by, s.Samples))
}

// driftWords says what a drift of scores means, by the usual rule of thumb.
func (a *app) driftWords(psi float64) string {
	switch {
	case psi > calibrate.Moved:
		return a.say("drift of the last policy beside the first: above %.2f, the scores are of another population", "末项政策与首项相比的分布漂移：大于 %.2f，分值分布已明显改变", calibrate.Moved)
	case psi > calibrate.Steady:
		return a.say("drift of the last policy beside the first: above %.2f, look why", "末项政策与首项相比的分布漂移：大于 %.2f，请查原因", calibrate.Steady)
	}
	return a.say("drift of the last policy beside the first: %.2f or less, the scores stand as they stood", "末项政策与首项相比的分布漂移：不超过 %.2f，分布稳定", calibrate.Steady)
}

// printDeciles shows who petitioned, tenth by tenth of the ranking.
func (a *app) printDeciles(tenths []calibrate.Decile) {
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint(bold, a.say("by tenths of the ranking, the highest scores first; equal ones stand by person", "按名次分十组（分值由高到低，同分按编号排列，先后不代表高低）")))
	var t table
	t.numbers(0, 1, 2, 3, 4)
	t.add(a.say("tenth", "组"), a.say("points", "分值"), a.say("persons", "人次"), a.say("petitioned", "信访"), a.say("share", "占比"))
	for i, d := range tenths {
		points := fmt.Sprintf("%g–%g", d.Least, d.Most)
		if d.Least == d.Most {
			points = fmt.Sprint(d.Least)
		}
		t.add(fmt.Sprint(i+1), points, fmt.Sprint(d.Persons), fmt.Sprint(d.Events), fmt.Sprintf("%.1f%%", 100*float64(d.Events)/float64(d.Persons)))
	}
	fmt.Fprintln(a.stdout, t.String())
}

// addReliability says how far probabilities held, each made of the points by the
// policies before.
func (a *app) addReliability(t *table, r *calibrate.Reliability) {
	if r == nil {
		t.add("Brier", "—", a.say("no earlier policy can turn points into odds", "没有更早的政策可把分值换算为概率，无法计算"))
		return
	}
	t.add("Brier", fmt.Sprintf("%.4f", r.Brier), a.say("skill %.3f", "相对技巧 %.3f", r.Skill))
	if !r.Line {
		t.add(a.say("calibration", "校准"), "—", a.say("no slope can be told; expected over observed %.2f", "斜率无从确定；预期与实际之比 %.2f", r.Expected))
		return
	}
	t.add(a.say("calibration", "校准"), fmt.Sprintf("%.2f", r.Slope), a.say("slope; intercept %.2f, expected over observed %.2f", "为斜率；截距 %.2f，预期与实际之比 %.2f", r.Intercept, r.Expected))
}

func (a *app) printMissed(missed []jobs.Missed, persons bool) {
	if len(missed) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint(bold, a.say("petitions that nobody predicted: their persons had no points", "未预测到的信访（当时没有任何分值的人员）")))
	var t table
	t.numbers(1)
	for _, m := range missed {
		keys := ""
		if persons {
			keys = strings.Join(m.Persons, " ")
		}
		t.add("  "+or(m.Category, a.say("without a category", "未填分类")), fmt.Sprint(m.Petitions), keys)
	}
	fmt.Fprintln(a.stdout, t.String())
}

// limits tells what limits the figures of so many who petitioned: what a history
// lacks, and then what this one does.
func limits(events int, notes []source.Text) []source.Text {
	var all []source.Text
	if events < calibrate.FewestEvents {
		all = append(all, source.Say("only %d persons petitioned: the figures are rough, and %d at least are needed to fit weights", "仅 %d 人次信访：上述数字只供参考，逐项校准至少需 %d 人次", events, calibrate.FewestEvents))
	}
	all = append(all, source.Say("the roster is that of today without who was not yet retired or had died: who has left it since is not replayed, and pay and ranks are those of today",
		"名册为现在的名册，已除去当时尚未离退休和已去世的人员：此后离开名册的人员未计入，待遇和职级为现在的数据"))
	return append(all, notes...)
}

func (a *app) printNotes(notes []source.Text) {
	for _, n := range notes {
		a.notice(n.In(a.lang))
	}
}
