package hotspot

import (
	"slices"
	"strings"

	"weiran/rules/source"
)

// say adds a note.
func (r *Result) say(en, zh string, args ...any) {
	r.Notes = append(r.Notes, source.Say(en, zh, args...))
}

// nothingToScan says of a study that holds nothing to compare why that is so.
func (r *Result) nothingToScan(s Study) bool {
	switch {
	case s.Persons < s.MinPersons:
		r.say("%d persons are fewer than the %d of a smallest group: nothing was scanned",
			"只有%d人，少于最小分组人数%d，未扫描", s.Persons, s.MinPersons)
	case len(s.Dimensions) == 0:
		r.say("no dimension was given: nothing was scanned", "未给出任何分组维度，未扫描")
	case s.Null.kind == shares && sum(s.Null.risk) == 0:
		r.say("the expected risk of everyone is 0: nothing was scanned", "所有人的预期风险均为0，未扫描")
	default:
		return false
	}
	return true
}

func sum(list []float64) float64 {
	total := 0.0
	for _, v := range list {
		total += v
	}
	return total
}

// tell says what is odd about the data of a census.
func (r *Result) tell(s Study, c *census) {
	for cause, flagged := range c.flagged {
		name := s.Causes[cause].Name
		switch {
		case flagged == 0:
			r.say("%s: nobody is flagged, so no group stands out", "%s：无人被标记，不存在热点", name)
		case flagged == c.all:
			r.say("%s: everyone is flagged, so no group stands out", "%s：所有人都被标记，无法比较", name)
		case flagged < float64(s.MinCases):
			r.say("%s: %.0f persons are flagged, fewer than the %d of a hotspot", "%s：被标记%.0f人，少于热点下限%d人", name, flagged, s.MinCases)
		case s.Null.kind == shares && flagged >= c.all/10:
			r.say("%s: a tenth or more are flagged, so drawing with putting back is a rough approximation",
				"%s：被标记者达十分之一以上，放回抽样只是粗略近似", name)
		}
	}
	c.tellLevels(r)
}

// tellLevels says of each level what keeps it from being compared.
func (c *census) tellLevels(r *Result) {
	f := c.forest
	groups, missing := make([]int, len(f.names)), make([]int, len(f.names))
	whole := make([]string, len(f.names))
	for id, level := range f.level {
		groups[level]++
		if f.missing[id] {
			missing[level] += int(c.persons[id])
		}
		if float64(c.persons[id]) == c.all {
			whole[level] = strings.Join(f.path(int32(id)), " / ")
		}
	}
	for level, name := range f.names {
		if slices.Index(f.names, name) < level {
			continue // several dimensions begin with it
		}
		switch {
		case groups[level] == 1:
			r.say("%s has a single group, %s, which is everyone: there is nothing to compare it with",
				"%s只有一个分组（%s），即全体人员，无从比较", name, whole[level])
		case missing[level] > 0:
			r.say("%s is not filled in for %d persons; they form a group of their own, which is a matter of data quality",
				"%s有%d人未填，单独成组，属数据质量问题", name, missing[level])
		}
	}
}

// tellScan says how the scan went.
func (r *Result) tellScan(s Study, c *candidates) {
	if len(c.at) == 0 && slices.ContainsFunc(c.of.flagged, func(flagged float64) bool { return flagged > 0 && flagged < c.of.all }) {
		r.say("no group of %d persons or more, and of no more than %.0f%% of all, can be compared",
			"没有达到%d人且不超过总人数%.0f%%的分组可比较", s.MinPersons, s.MaxShare*100)
	}
	if s.Method == Exact && !c.hasExact() {
		r.say("exact probabilities need one dimension, one cause and no strata: replicates were drawn",
			"精确概率只适用于单一维度、单一事由且不分层的情形，已改用随机模拟")
	}
	if r.Stopped {
		r.say("the drawing stopped after %d of %d replicates: %d of them were as strong as the strongest group",
			"随机模拟在第%d次（共%d次）提前停止，已有%d次不弱于最强分组", r.Drawn, r.Replicates, s.StopAfter)
	}
}
