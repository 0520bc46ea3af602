package risk

import (
	"fmt"

	"weiran/rules/source"
)

// Why says in words which threshold decided the level of a test.
func (t TestLevel) Why(by Thresholds) source.Text {
	by = by.OrDefault()
	share := fmt.Sprintf("%d.%d%%", t.Tenths()/10, t.Tenths()%10)
	high, concerned := t.Persons.High, t.Concerned
	switch t.Ground {
	case MostObject:
		return source.Say("%d of %d persons concerned (%s) have a high-severity finding: at least %d%%",
			"政策所涉 %[2]d 人中有高程度线索的 %[1]d 人，占 %[3]s，达到 %[4]d%%", high, concerned, share, by.High)
	case SomeObject:
		return source.Say("%d of %d persons concerned (%s) have a high-severity finding: at least %d%%",
			"政策所涉 %[2]d 人中有高程度线索的 %[1]d 人，占 %[3]s，达到 %[4]d%%", high, concerned, share, by.Medium)
	case PolicyFault:
		return source.Say("%d high-severity findings on the policy itself", "政策本身有高程度问题 %d 个", t.OfPolicy.High)
	case Collective:
		return source.Say("in %d units or townships at least %d persons have the finding of one rule",
			"同一单位或乡镇有不少于 %[2]d 人属同一类线索的，共 %[1]d 处", t.Collectives, by.Collective)
	}
	if high == 0 {
		return source.Say("no person has a high-severity finding", "没有人有高程度线索")
	}
	return source.Say("%d of %d persons concerned (%s) have a high-severity finding: below %d%%",
		"政策所涉 %[2]d 人中有高程度线索的 %[1]d 人，占 %[3]s，低于 %[4]d%%", high, concerned, share, by.Medium)
}

// LevelMeaning says what the frame has a decision of a level come to.
func LevelMeaning(level Severity) source.Text {
	switch level {
	case High:
		return source.Say("do not implement, or change it first", "不宜实施，或先行调整后再议")
	case Medium:
		return source.Say("mitigate first, then implement", "先落实防范化解措施，再行实施")
	}
	return source.Say("go ahead, and explain", "可以实施，同时做好解释说明")
}

// Words states the thresholds, and whose they are.
func (t Thresholds) Words() source.Text {
	t = t.OrDefault()
	return source.Say(
		"high from %d%% of the persons concerned with a high-severity finding; medium from %d%%, or with a high-severity finding on the policy itself, or with %d persons of one unit or township under one rule; the state publishes no such numbers, these are weiran's own and can be configured",
		"有高程度线索的人数达到政策所涉在世人员的 %d%% 为高；达到 %d%%，或政策本身有高程度问题，或同一单位、同一乡镇有不少于 %d 人属同一类中、高程度线索，为中；其余为低。国家未规定统一数值，以上为本系统所设，可在配置中调整",
		t.High, t.Medium, t.Collective)
}
