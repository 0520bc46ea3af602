package main

import (
	"fmt"
	"slices"
	"strconv"

	"weiran/jobs"
	"weiran/rules/change"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// figureKeys gives the figures to show. Where there is one policy, it is all of
// them, and is told once.
func figureKeys(d *jobs.Difference) []change.Key {
	keys := allFigures(d)
	one := onePolicy(keys)
	return slices.DeleteFunc(keys, func(k change.Key) bool {
		told := one && k.Policy == "" && k.Measure != change.Persons
		return told || !isHeadline(k) && !tells(d, k)
	})
}

// allFigures gives every figure that a run has or that moved on the way.
func allFigures(d *jobs.Difference) []change.Key {
	all := []change.Tally{d.Before, d.After}
	for _, e := range d.Effects {
		all = append(all, e.Moved)
	}
	return change.Keys(all...)
}

// onePolicy reports whether all figures are of the same policy.
func onePolicy(keys []change.Key) bool {
	id := keys[len(keys)-1].Policy
	return !slices.ContainsFunc(keys, func(k change.Key) bool { return k.Policy != "" && k.Policy != id })
}

// isHeadline reports whether a figure is told though it did not move.
func isHeadline(k change.Key) bool {
	switch k.Measure {
	case change.Persons, change.Affected, change.Monthly, change.Arrears, change.Findings:
		return true
	}
	return isLevel(k) && k.Of == ""
}

func moves(d *jobs.Difference, k change.Key) bool {
	return d.Before[k] != d.After[k] || slices.ContainsFunc(d.Effects, func(e change.Effect) bool { return e.Moved[k] != 0 })
}

// tells reports whether a figure that is no headline has something to say. Of how
// many persons a test is a share is told where the share moved, and a test where
// both runs put it.
func tells(d *jobs.Difference, k change.Key) bool {
	switch {
	case k.Measure == change.Concerned && !moves(d, change.Key{Policy: k.Policy, Measure: change.Objecting, Of: k.Of}):
		return false
	case isLevel(k) && (d.Before[k] == 0 || d.After[k] == 0):
		return false
	}
	return moves(d, k)
}

var measureWords = map[change.Measure]source.Text{
	change.Persons:  source.Say("persons on the roster", "名册人数"),
	change.Monthly:  source.Say("yuan a month", "每月合计（元）"),
	change.Arrears:  source.Say("yuan of arrears", "补发合计（元）"),
	change.Findings: source.Say("findings", "风险线索"),

	change.Level:       source.Say("level of risk", "风险等级（措施前）"),
	change.LevelAfter:  source.Say("level after measures", "风险等级（措施后）"),
	change.Objecting:   source.Say("with high findings", "有高程度线索的人"),
	change.Concerned:   source.Say("concerned", "所涉人数"),
	change.Faults:      source.Say("faults of the policy", "政策本身的问题"),
	change.Collectives: source.Say("collectives", "可能集体上访处数"),
}

var measuredStatus = map[change.Measure]policy.Status{
	change.Affected: policy.Affected, change.Unchanged: policy.Unchanged,
	change.OutOfScope: policy.OutOfScope, change.CannotTell: policy.CannotTell,
}

// figureWord names a figure. The parts of the findings stand below them.
func (a *app) figureWord(k change.Key) string {
	if status, ok := measuredStatus[k.Measure]; ok {
		return a.statusWord(status)
	}
	switch k.Measure {
	case change.BySeverity:
		return "  " + a.say("severity %s", "等级：%s", severityWord(k.Of))
	case change.ByGrievance:
		return "  " + a.say("grievance %s", "诉求：%s", source.Text{EN: k.Of, ZH: risk.GrievanceLabel(k.Of)})
	case change.ByRule:
		return "  " + a.say("rule %s", "规则：%s", k.Of)
	}
	word := measureWords[k.Measure].In(a.lang)
	switch {
	case !k.IsOfLevels() || k.Of == "":
		return word
	case isLevel(k):
		return "  " + a.testWord(k.Of)
	}
	return "  " + a.say("%s: %s", "%s：%s", a.testWord(k.Of), word)
}

// isLevel reports whether a figure is a level.
func isLevel(k change.Key) bool { return k.Measure == change.Level || k.Measure == change.LevelAfter }

// figure writes a count, an amount to the fen, or a level.
func (a *app) figure(k change.Key, n int64) string {
	switch {
	case k.Measure.Money():
		return grouped(lang.Decimal(n))
	case isLevel(k):
		return a.stepWord(change.Step(n))
	}
	return strconv.FormatInt(n, 10)
}

// stepWord writes a level; nothing asked is a dash.
func (a *app) stepWord(s change.Step) string {
	if s.Level() == "" {
		return "—"
	}
	return a.paint(severityStyle(s.Level()), severityWord(s.Level()).In(a.lang))
}

// figureMoved writes by how much a figure moved, with its sign.
func figureMoved(k change.Key, n int64) string {
	switch {
	case n == 0:
		return "0"
	case k.Measure.Money():
		return signed(lang.Decimal(n))
	}
	return fmt.Sprintf("%+d", n)
}
