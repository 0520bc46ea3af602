package jobs

import (
	"strconv"

	"weiran/rules/column"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A FilePlan says how a policy or a rule file is worked out by columns.
type FilePlan struct {
	File     *source.File
	Programs []ProgramPlan // in the order in which they run
}

// A ProgramPlan is one program: what the file writes, and the steps that give it.
type ProgramPlan struct {
	Name    source.Text     // scope and items; conditions; peers.same_rank
	Results []PlannedResult // in the order of the file
	Steps   []column.Step   // operands first
}

// A PlannedResult is an expression of a file and what gives its value.
type PlannedResult struct {
	Whose string // scope.when; items[2].add with its title; the id of a rule
	From  string // a step, as #4, or the field or constant that it comes down to
}

// PlanFiles tells the plans of the policies and rules among files that passed
// their check under the schema. Any other file has none. An error is a mistake of
// weiran itself: what passed can be compiled.
func PlanFiles(checked []CheckedFile, s *roster.Schema) ([]FilePlan, error) {
	var plans []FilePlan
	for _, c := range checked {
		if !c.Passed() || c.Kind != PolicyFile && c.Kind != RuleFile {
			continue
		}
		programs, err := programsOf(c, s)
		if err != nil {
			return nil, err
		}
		plans = append(plans, FilePlan{File: c.File, Programs: programs})
	}
	return plans, nil
}

func programsOf(c CheckedFile, s *roster.Schema) ([]ProgramPlan, error) {
	if c.Kind == PolicyFile {
		p, problems := policy.Load(c.File, s)
		if err := problems.Err(); err != nil {
			return nil, err
		}
		return policyPrograms(p)
	}
	pack, problems := risk.Load([]*source.File{c.File}, s)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return rulePrograms(pack)
}

// policyPrograms numbers the programs of a policy that has several: there an item
// waits for what another has changed.
func policyPrograms(p *policy.Policy) ([]ProgramPlan, error) {
	plans, err := p.Plans()
	if err != nil {
		return nil, err
	}
	var programs []ProgramPlan
	for i, plan := range plans {
		program := ProgramPlan{Name: source.Say("scope and items", "范围和项目"), Steps: plan.Program.Plan()}
		if len(plans) > 1 {
			program.Name = source.Say("scope and items, stage %d", "范围和项目，第 %d 步", i+1)
		}
		if plan.Exprs[0].DayBefore {
			program.Name = source.Say("standards of the day before", "执行前一日的标准")
		}
		for at, from := range plan.Program.Roots() {
			program.Results = append(program.Results, PlannedResult{whose(plan.Exprs[at], p), from})
		}
		programs = append(programs, program)
	}
	return programs, nil
}

// whose names an expression of a policy by the keys of its file.
func whose(x policy.PlannedExpr, p *policy.Policy) string {
	if x.Item < 0 {
		return "scope.when"
	}
	item, key := p.Items[x.Item], "add"
	switch {
	case x.When:
		key = "when"
	case item.Sets:
		key = "set"
	}
	return "items[" + strconv.Itoa(x.Item+1) + "]." + key + " " + item.Title
}

func rulePrograms(pack *risk.Pack) ([]ProgramPlan, error) {
	var programs []ProgramPlan
	for _, g := range pack.Groups {
		plans, err := g.Plans()
		if err != nil {
			return nil, err
		}
		for _, plan := range plans {
			program := ProgramPlan{Name: ruleProgram(plan.Name), Steps: plan.Program.Plan()}
			for at, from := range plan.Program.Roots() {
				program.Results = append(program.Results, PlannedResult{plan.Whose[at], from})
			}
			programs = append(programs, program)
		}
		if len(g.Once) > 0 {
			programs = append(programs, askedOnce(g.Once))
		}
	}
	return programs, nil
}

// askedOnce names the rules that are not asked of persons: there is nothing to
// gain from columns.
func askedOnce(rules []*risk.Rule) ProgramPlan {
	p := ProgramPlan{Name: source.Say("asked once a policy or milestone", "每项政策或每个步骤只判断一次")}
	for _, r := range rules {
		p.Results = append(p.Results, PlannedResult{r.ID, "cel-go"})
	}
	return p
}

// ruleProgram names a program of a rule file: peers by their name there.
func ruleProgram(name string) source.Text {
	if name == "conditions" {
		return source.Say("conditions of the rules", "规则条件")
	}
	return source.Say("%s", "%s", name)
}
