package reports

// A chapter is a section of the committee's report that its contents name.
type chapter struct{ Anchor, Title string }

// Contents lists the sections that the report has, in their order: who has five
// minutes goes from the conclusion to what they answer for.
func (p page) Contents() (list []chapter) {
	for _, c := range []struct {
		chapter
		there bool
	}{
		{chapter{"conclusion", "结论"}, true},
		{chapter{"level", "风险等级"}, p.Level != nil},
		{chapter{"policies", "政策与影响"}, true},
		{chapter{"spending", "逐月支出"}, len(p.Spending.Rows) > 0 || len(p.Spending.Notes) > 0},
		{chapter{"of-policy", "政策层面的问题"}, len(p.OfPolicy) > 0},
		{chapter{"hotspots", "意见聚集之处"}, len(p.Hotspots) > 0},
		{chapter{"findings", "风险线索与应对"}, true},
		{chapter{"unknowns", "不能判定的事项"}, true},
		{chapter{"roster", "名册质量"}, true},
		{chapter{"method", "评估方法"}, true},
		{chapter{"sources", "资料来源与可信程度"}, true},
	} {
		if c.there {
			list = append(list, c.chapter)
		}
	}
	return list
}
