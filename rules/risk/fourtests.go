package risk

import (
	"slices"

	"weiran/rules/source"
)

// A Test is one of the four that 社会稳定风险评估 puts a decision to.
type Test = string

// The tests.
const (
	Lawful       Test = "lawful"       // 合法性: is there a basis, and does it fit
	Reasonable   Test = "reasonable"   // 合理性: does it set off comparison, is the scope exact
	Feasible     Test = "feasible"     // 可行性: money, timing, acceptance
	Controllable Test = "controllable" // 可控性: can what arises be settled
)

var testLabels = map[Test]string{Lawful: "合法性", Reasonable: "合理性", Feasible: "可行性", Controllable: "可控性"}

// Tests gives all of them, in the order of reports.
func Tests() []Test { return []Test{Lawful, Reasonable, Feasible, Controllable} }

// TestLabel gives a test in Chinese; an unknown one as it is.
func TestLabel(t Test) string {
	if label, ok := testLabels[t]; ok {
		return label
	}
	return t
}

// testOf says to which test a grievance belongs where a rule file is silent: what
// contradicts a document is a matter of the basis; comparison, lines and scope are
// what 合理性 asks about; money, time and records are 可行性; and what people have
// petitioned about, and must be told of, is 可控性.
var testOf = map[Grievance]Test{
	Conflict: Lawful,
	Loss:     Reasonable, Comparison: Reasonable, Exclusion: Reasonable, Boundary: Reasonable,
	Delay: Feasible, Data: Feasible,
	History: Controllable, Notice: Controllable,
}

// test gives the test of a rule's findings: its own, that of its file, or that of
// the grievance.
func (r ruleShape) test(g *Group) Test {
	switch {
	case r.Test != nil:
		return Test(*r.Test)
	case g.Test != "":
		return g.Test
	}
	return testOf[Grievance(r.Grievance)]
}

type (
	testCell  Test
	easedCell Severity
)

// UnmarshalText reads one of the tests.
func (t *testCell) UnmarshalText(text []byte) error {
	if !slices.Contains(Tests(), string(text)) {
		return source.Fault{Message: source.Say("unknown test %q", "未知的测试 %q", text), Hint: source.DidYouMean(string(text), Tests())}
	}
	*t = testCell(text)
	return nil
}

// UnmarshalText reads none, low, medium or high.
func (e *easedCell) UnmarshalText(text []byte) error {
	known := []string{None, Low, Medium, High}
	if !slices.Contains(known, string(text)) {
		return source.Fault{
			Message: source.Say("unknown severity %q", "未知的严重程度 %q", text),
			Hint:    source.Say("write none, low, medium or high", "请写 none（无）、low（低）、medium（中）或 high（高）"),
		}
	}
	*e = easedCell(text)
	return nil
}

// lower gives the next lower severity: what advice leaves where a rule is silent.
func lower(s Severity) Severity {
	switch s {
	case High:
		return Medium
	case Medium:
		return Low
	}
	return None
}

// eased checks that advice makes nothing graver.
func (l *loader) eased(shape ruleShape) Severity {
	order := []Severity{None, Low, Medium, High}
	left, severity := Severity(*shape.Eased), Severity(shape.Severity)
	if slices.Index(order, left) > slices.Index(order, severity) {
		l.problem(shape.Rule, source.Say("the advice of %q leaves it graver than it is", "规则 %q 处置后反而更严重", shape.Rule.Value),
			source.Say("eased is at most the severity, %s", "eased 不得高于 severity（%s）", severity))
	}
	return left
}
