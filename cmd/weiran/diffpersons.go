package main

import (
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/rules/change"
	"weiran/rules/source"
)

// printMovedPersons lists persons and findings by the keys of the roster.
func (a *app) printMovedPersons(d *jobs.Difference) {
	if d.Rosters != nil {
		a.section("Persons", "人员")
		a.printMovedRows(d)
	}
	a.section("Findings by person", "逐人线索")
	var t table
	a.addFindings(&t, source.Say("new", "新增"), d.Findings.New)
	a.addFindings(&t, source.Say("back", "复现"), d.Findings.Back)
	a.addFindings(&t, source.Say("gone", "消失"), d.Findings.Gone)
	for _, c := range d.Findings.Changed {
		a.addFinding(&t, source.Say("changed", "变化"), c.Finding, a.changedWords(c))
	}
	fmt.Fprintln(a.stdout, or(t.String(), "  "+a.say("none", "无")))
}

func (a *app) printMovedRows(d *jobs.Difference) {
	var t table
	for _, key := range d.Rosters.Joined {
		t.add("  "+a.say("joined", "增加"), key)
	}
	became := map[string]string{}
	for _, r := range d.Rosters.Renumbered {
		became[r.From] = a.say("renumbered to %s?", "疑似改号为 %s", r.To)
	}
	for _, key := range d.Rosters.Left {
		t.add("  "+a.say("left", "减少"), key, became[key])
	}
	for _, p := range d.Rosters.Changed {
		var fields []string
		for _, name := range p.Fields {
			fields = append(fields, a.fieldWord(d, name))
		}
		t.add("  "+a.say("changed", "变更"), p.Key, strings.Join(fields, a.say(", ", "、")))
	}
	fmt.Fprintln(a.stdout, or(t.String(), "  "+a.say("none", "无")))
}

func (a *app) addFindings(t *table, what source.Text, findings []change.Finding) {
	for _, f := range findings {
		a.addFinding(t, what, f, "")
	}
}

// addFinding tells of a finding by its person, its group or its milestone.
func (a *app) addFinding(t *table, what source.Text, f change.Finding, note string) {
	of := or(or(f.Person, f.Group), or(f.Milestone, "—"))
	t.add("  "+what.In(a.lang), of, a.paint(severityStyle(f.Severity), severityWord(f.Severity).In(a.lang)), f.Rule, f.Policy, note)
}

// changedWords says how a finding that is still there is told otherwise.
func (a *app) changedWords(c change.Changed) string {
	var words []string
	if c.Was.Severity != c.Severity {
		words = append(words, a.say("was %s", "原为%s", severityWord(c.Was.Severity)))
	} else if c.Graded {
		words = append(words, a.say("%d points, were %d", "%d 分，原 %d 分", c.Points, c.Was.Points))
	}
	if c.Numbers {
		words = append(words, a.say("numbers", "数字"))
	}
	if c.Words {
		words = append(words, a.say("words", "文字"))
	}
	return strings.Join(words, a.say(", ", "、"))
}
