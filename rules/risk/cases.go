package risk

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// cases checks the worked cases of a file.
func (l *loader) cases(shape fileShape) []Case {
	rules := map[string]Scope{}
	for _, r := range shape.Rules {
		rules[r.is.Rule.Value] = r.is.scope()
	}
	names := map[string]source.Pos{}
	var cases []Case
	for _, c := range shape.Cases {
		if c.hollow() {
			l.hollow(shape.Group, "cases")
			continue
		}
		l.caseName(c.is.Name, names)
		r, persons := l.caseRoster(c.is)
		cases = append(cases, Case{
			Name: c.is.Name.Value, Pos: c.pos, Roster: r, Policy: c.is.Policy, Inline: l.inline(c.is), AsOf: c.is.AsOf,
			Petitions: l.casePetitions(c.is, persons), Expect: l.expected(c.is, rules, persons),
		})
	}
	return cases
}

func (l *loader) caseName(name source.Str, seen map[string]source.Pos) {
	l.filled(name)
	if first, twice := seen[name.Value]; twice && !name.Empty() {
		l.problem(name, source.Say("the case %q is already defined at %s", "算例 %q 已在 %s 定义", name.Value, first),
			source.Say("give each case its own name", "请给每个算例取不同的名称"))
	}
	seen[name.Value] = name.Pos(0)
}

// inline reads a policy that is written out in the case: a text of several
// lines. Its errors are told at their places in the rule file.
func (l *loader) inline(c caseShape) *policy.Policy {
	text := c.Policy.Value
	if !strings.Contains(text, "\n") {
		return nil
	}
	f := source.NewFile(c.Policy.Pos(0).String(), []byte(text))
	p, problems := policy.Load(f, l.schema)
	for _, problem := range problems {
		if problem.Severity == source.Warning {
			continue // an example need cite nothing
		}
		if problem.Pos.File == f {
			problem.Pos = c.Policy.Pos(offsetOf(text, problem.Pos))
		}
		l.problems = append(l.problems, problem)
	}
	return p
}

// offsetOf gives the byte of a text at a line and column, both counted from 1.
func offsetOf(text string, pos source.Pos) int {
	offset := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		if pos.Line <= 1 {
			runes := []rune(line)
			return offset + len(string(runes[:min(max(pos.Col-1, 0), len(runes))]))
		}
		pos.Line--
		offset += len(line)
	}
	return offset
}

// caseRoster builds the roster of a case and gives the keys of its persons.
func (l *loader) caseRoster(c caseShape) (*roster.Roster, []string) {
	key := l.schema.KeyField()
	b := roster.NewBuilder(l.schema, 0)
	var persons []string
	for _, person := range c.Roster {
		if person.hollow() {
			l.hollow(c.Name, "roster")
			continue
		}
		cells := l.cells(l.schema, person.is)
		id := cells[key].Str()
		switch {
		case id == "":
			l.problems.Add(person.pos, source.Say("the person has no %q", "此人缺少 %q", l.schema.Fields[key].Name),
				source.Say("name the persons P1, P2, …", "请用 P1、P2 等编号"))
		case slices.Contains(persons, id):
			l.problems.Add(person.pos, source.Say("the person %q is listed twice", "人员 %q 重复", id),
				source.Say("give everyone a number of their own", "请为每人编不同的号"))
		}
		persons = append(persons, id)
		b.Append(cells)
	}
	return b.Build(), persons
}

// cells reads the fields of one person or petition, named as the schema names them.
func (l *loader) cells(schema *roster.Schema, row source.Map[source.Str]) []lang.Value {
	cells := make([]lang.Value, len(schema.Fields))
	for i, f := range schema.LangFields() {
		cells[i] = lang.Unknown(f.Name)
	}
	for _, e := range row {
		i := schema.Index(e.Key.Value)
		if i < 0 {
			l.problem(e.Key, source.Say("unknown field %q", "未知的字段 %q", e.Key.Value), source.DidYouMean(e.Key.Value, fieldNames(schema)))
			continue
		}
		v, err := schema.ParseCell(i, e.Value.Value)
		if err != nil {
			l.cellFault(e.Value, err)
			continue
		}
		cells[i] = v
	}
	return cells
}

func (l *loader) cellFault(at source.Str, err error) {
	var fault source.Fault
	if !errors.As(err, &fault) {
		fault = source.Fault{Message: source.Say("%s", "%s", err.Error())}
	}
	l.problem(at, fault.Message, fault.Hint)
}

func fieldNames(schema *roster.Schema) []string {
	names := make([]string, len(schema.Fields))
	for i, f := range schema.Fields {
		names[i] = f.Name
	}
	return names
}

// expected checks that the stated findings are of this file and this roster.
func (l *loader) expected(c caseShape, rules map[string]Scope, persons []string) []Expected {
	var expected []Expected
	for _, item := range c.Expect {
		if item.hollow() {
			l.hollow(c.Name, "expect")
			continue
		}
		e := item.is
		scope, ok := rules[e.Rule.Value]
		switch {
		case ok:
			l.whom(e, scope)
		case !absent(e.Rule):
			l.problem(e.Rule, source.Say("this file has no rule %q", "本文件没有规则 %q", e.Rule.Value),
				source.DidYouMean(e.Rule.Value, slices.Sorted(maps.Keys(rules))))
		}
		if !absent(e.Person) && !slices.Contains(persons, e.Person.Value) {
			l.problem(e.Person, source.Say("the case has no person %q", "此算例中没有人员 %q", e.Person.Value),
				source.DidYouMean(e.Person.Value, persons))
		}
		expected = append(expected, Expected{Rule: e.Rule.Value, Person: e.Person.Value, Milestone: e.Milestone.Value})
	}
	return expected
}

// whom checks that a stated finding says of whom it is, as the rule's scope asks.
func (l *loader) whom(e expectedShape, scope Scope) {
	if scope == PersonScope {
		l.states(e, "person", e.Person, source.Say("write {rule: %s, person: P1}", "请写 {rule: %s, person: P1}", e.Rule.Value))
	} else {
		l.statesNo(e, scope, "person", e.Person)
	}
	if scope == MilestoneScope {
		l.states(e, "milestone", e.Milestone,
			source.Say("write {rule: %s, milestone: …} with the id of the step", "请写 {rule: %s, milestone: …}，填步骤的 id", e.Rule.Value))
	} else {
		l.statesNo(e, scope, "milestone", e.Milestone)
	}
}

func (l *loader) states(e expectedShape, key string, is source.Str, hint source.Text) {
	if is.Empty() {
		l.problem(e.Rule, source.Say("the %s that %q finds is not stated", "没有写明 %[2]q 命中的 %[1]s", key, e.Rule.Value), hint)
	}
}

func (l *loader) statesNo(e expectedShape, scope Scope, key string, is source.Str) {
	if !absent(is) {
		l.problem(is, source.Say("%q is a rule of scope %s: it finds no %s", "规则 %q 的适用对象为 %s，命中结果没有 %s", e.Rule.Value, scope, key),
			source.Say("leave %s out", "请删去 %s", key))
	}
}
