package jobs

import (
	"strings"

	"weiran/rules/source"
)

// check says what leaves nothing to measure, where so many of all petitions are of
// nobody on the roster.
func (h *history) check(strangers, all int) error {
	if len(h.snapshots) == 0 {
		return mistake(source.Say("no policy of the span can be replayed: %s", "所选政策均无法回测：%s", h.reasons()),
			source.Say("name earlier policies, or later petitions", "请选更早的政策，或补充更近的信访记录"))
	}
	if strangers == all {
		return mistake(source.Say("all %d petitions are of nobody on the roster: there is nothing to hold scores against", "%d 件信访记录的人员编号都不在名册中，无从检验分值", all),
			source.Say("name the roster to whose keys the petitions refer", "请使用与信访记录人员编号一致的名册"))
	}
	persons, petitioners := 0, 0
	for _, s := range h.snapshots {
		persons += s.result.Roster.Len()
		petitioners += len(s.follows)
	}
	if petitioners == 0 || petitioners == persons {
		return mistake(source.Say("%d of %d persons petitioned within twelve months: there is nothing to tell apart", "十二个月内 %[2]d 人次中有 %[1]d 人次信访，无从区分", petitioners, persons),
			source.Say("name more policies, or other petitions", "请增加政策，或换用其他信访记录"))
	}
	return nil
}

// pass notes why a policy is not replayed.
func (h *history) pass(why source.Text) {
	h.passed = append(h.passed, why)
	h.notes = append(h.notes, why)
}

// reasons strings together why policies were passed over.
func (h *history) reasons() source.Text {
	var en, zh []string
	for _, n := range h.passed {
		en, zh = append(en, n.EN), append(zh, n.ZH)
	}
	return source.Text{EN: strings.Join(en, "; "), ZH: strings.Join(zh, "；")}
}

func noPetitions() error {
	return mistake(source.Say("no petition is known: there is no history to hold scores against", "没有任何信访记录，无从检验分值"),
		source.Say("name a file with --petitions, or import one: weiran import petitions FILE",
			"请用 --petitions 指定信访记录文件，或先导入：weiran import petitions 文件"))
}
