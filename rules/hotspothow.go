package rules

import "weiran/rules/source"

// How says how hotspots were worked out, with all that somebody needs who works them
// out again: what chance was taken to be, how often it was tried, and where the random
// numbers start. It is empty where there was nothing to scan.
func (h *Hotspots) How() []source.Text {
	if h.Null.EN == "" {
		return nil
	}
	said := []source.Text{source.Say("chance: %s", "检验假设：%s", h.Null), h.tried()}
	return append(said,
		source.Say("a hotspot has at least %d persons with one grievance", "热点至少 %d 人", h.MinCases),
		source.Say("grouped by %s", "分组：%s", h.grouped))
}

func (h *Hotspots) tried() source.Text {
	switch {
	case h.Replicates == 0:
		return source.Say("p is exact: nothing was drawn", "p 为精确概率，未作随机模拟")
	case h.Drawn < h.Replicates:
		return source.Say("chance tried %d times of %d planned, seed %d: it stopped there, as the strongest group had been reached often enough",
			"随机模拟 %d 次（计划 %d 次，种子 %d）：最强的组已多次被偶然达到，至此停止", h.Drawn, h.Replicates, h.Seed)
	}
	return source.Say("chance tried %d times, seed %d", "随机模拟 %d 次，种子 %d", h.Drawn, h.Seed)
}

// grouped names the ways of grouping, in Chinese by the labels of the schema.
func (w *ways) grouped() (words source.Text) {
	for i, g := range w.groupings() {
		if i > 0 {
			words.EN, words.ZH = words.EN+", ", words.ZH+"、"
		}
		words.EN, words.ZH = words.EN+g.name, words.ZH+GroupingLabel(w.schema, g.name)
	}
	return words
}
