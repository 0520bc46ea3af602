package main

import (
	"fmt"
	"strconv"
	"strings"

	"weiran/jobs"
	"weiran/rules"
	"weiran/rules/change"
	"weiran/rules/source"
)

// printDifference prints what two runs were made of, what became of the findings,
// and why the figures moved.
func (a *app) printDifference(d *jobs.Difference) {
	var runs table
	for _, run := range []jobs.Finished{d.From, d.To} {
		runs.add(run.Record.AsOf.String(), run.Record.ID, run.Folder)
	}
	fmt.Fprintln(a.stdout, runs.String())
	a.section("What the runs were made of", "两次运行的输入")
	a.printFactors(d)
	a.section("Findings", "风险线索")
	a.printMoves(d)
	a.section("Why the figures moved", "数字为什么变")
	fmt.Fprintln(a.stdout, a.figures(d))
	a.printLevelMoves(d)
}

// effectWord names the factors of an effect; nearly always it is one.
func (a *app) effectWord(e change.Effect) string {
	var words []string
	for _, f := range e.Factors() {
		words = append(words, factorWords[f].In(a.lang))
	}
	return strings.Join(words, "+")
}

var factorWords = [...]source.Text{
	change.Engine:    {EN: "engine", ZH: "程序版本"},
	change.Date:      {EN: "date", ZH: "基准日"},
	change.Roster:    {EN: "roster", ZH: "名册"},
	change.Petitions: {EN: "petitions", ZH: "信访"},
	change.Policies:  {EN: "policies", ZH: "政策"},
	change.Rules:     {EN: "rules", ZH: "规则"},
	change.Settings:  {EN: "settings", ZH: "设置"},
}

// printFactors says what changed of what the runs were made of.
func (a *app) printFactors(d *jobs.Difference) {
	if len(d.Changed) == 0 {
		fmt.Fprintln(a.stdout, "  "+a.say("the same", "相同"))
		return
	}
	var t table
	for _, f := range d.Changed {
		for i, words := range a.factorChange(d, f) {
			name := ""
			if i == 0 {
				name = factorWords[f].In(a.lang)
			}
			t.add("  "+name, words)
		}
	}
	fmt.Fprintln(a.stdout, t.String())
}

func (a *app) factorChange(d *jobs.Difference, f change.Factor) []string {
	switch from, to := d.From.Record, d.To.Record; f {
	case change.Engine:
		return []string{from.Engine + " → " + to.Engine}
	case change.Date:
		return []string{from.AsOf.String() + " → " + to.AsOf.String()}
	case change.Policies:
		return []string{a.fileChanges(d.Policies)}
	case change.Rules:
		return []string{a.fileChanges(d.Rules)}
	case change.Petitions:
		return []string{a.petitionChanges(d)}
	case change.Settings:
		return a.settingChanges(from.Run, to.Run)
	}
	return a.rosterChanges(d)
}

// petitionChanges counts those that either run could know of.
func (a *app) petitionChanges(d *jobs.Difference) string {
	if p := d.Petitions; p != nil {
		return a.say("%d → %d", "%d → %d 件", p.Before, p.After)
	}
	return a.otherContent()
}

// settingChanges names the settings of the configuration that change a run.
func (a *app) settingChanges(from, to rules.Run) (lines []string) {
	if was, is := change.Thresholds(from), change.Thresholds(to); was != is {
		lines = append(lines, a.say("thresholds of the level: high %d%% → %d%%, medium %d%% → %d%%, collective %d → %d",
			"等级标准：高 %d%% → %d%%，中 %d%% → %d%%，集体 %d → %d 人",
			was.High, is.High, was.Medium, is.Medium, was.Collective, is.Collective))
	}
	if from.Weights != to.Weights {
		lines = append(lines, a.say("points of scores: another file", "评分权重：文件不同"))
	}
	if !change.SameSearch(from, to) {
		lines = append(lines, a.say("search for hotspots: another way", "热点查找方式：不同"))
	}
	return lines
}

// fileChanges names the files that were added, removed and edited; where there are
// none of them only their order is another.
func (a *app) fileChanges(f change.Files) string {
	words := a.lists(
		list{source.Say("added: ", "新增："), f.Added},
		list{source.Say("removed: ", "去掉："), f.Removed},
		list{source.Say("edited: ", "修改："), f.Edited})
	return or(strings.Join(words, a.say("; ", "；")), a.say("another order", "顺序不同"))
}

// A list is names with what they are.
type list struct {
	title source.Text
	names []string
}

// lists writes those lists that name something.
func (a *app) lists(all ...list) (words []string) {
	for _, l := range all {
		if len(l.names) > 0 {
			words = append(words, l.title.In(a.lang)+strings.Join(l.names, a.say(", ", "、")))
		}
	}
	return words
}

// rosterChanges counts persons and fields: whom it is about is told where it is
// asked for.
func (a *app) rosterChanges(d *jobs.Difference) []string {
	r := d.Rosters
	if r == nil {
		return []string{a.otherContent()}
	}
	lines := []string{a.say("%d joined, %d left, %d changed", "增加 %d 人，减少 %d 人，变更 %d 人", len(r.Joined), len(r.Left), len(r.Changed))}
	if n := len(r.Renumbered); n > 0 {
		lines = append(lines, a.say("renumbered? %d of those who left have the cells of one who joined", "疑似改号：减少的人中有 %d 人与增加的人除编号外各项相同", n))
	}
	var fields []string
	for _, f := range r.Fields {
		fields = append(fields, a.say("%s %d", "%s %d 人", a.fieldWord(d, f.Field), f.Persons))
	}
	return append(lines, a.lists(
		list{source.Say("changed fields: ", "变更的字段："), fields},
		list{source.Say("fields added: ", "新增字段："), r.Added},
		list{source.Say("fields dropped: ", "去掉的字段："), r.Dropped})...)
}

// otherContent is said of what differs and could not be read.
func (a *app) otherContent() string { return a.say("another content", "内容不同") }

// fieldWord names a field of the later roster: in Chinese by its label.
func (a *app) fieldWord(d *jobs.Difference, name string) string {
	if a.lang != source.Chinese {
		return name
	}
	return or(d.Schema.Fields[d.Schema.Index(name)].Label, name)
}

func (a *app) printMoves(d *jobs.Difference) {
	m := d.Findings
	var graded, numbers, words int
	for _, c := range m.Changed {
		graded += count(c.Graded)
		numbers += count(c.Numbers)
		words += count(c.Words)
	}
	var t table
	t.numbers(1)
	t.add("  "+a.say("new", "新增"), strconv.Itoa(len(m.New)))
	if d.Earlier > 0 {
		t.add("  "+a.say("back", "复现"), strconv.Itoa(len(m.Back)))
	} else {
		t.add("  "+a.say("back", "复现"), "—", a.say("no earlier run to look through: whatever is back is new here", "没有更早的运行可查，复现的也计入新增"))
	}
	t.add("  "+a.say("gone", "消失"), strconv.Itoa(len(m.Gone)))
	still := ""
	if len(m.Changed) > 0 {
		still = a.say("told otherwise: %d (grade %d, numbers %d, words %d)",
			"其中有变化 %d 条（等级 %d、数字 %d、文字 %d）", len(m.Changed), graded, numbers, words)
	}
	t.add("  "+a.say("still there", "仍在"), strconv.Itoa(m.Still), still)
	fmt.Fprintln(a.stdout, t.String())
}
