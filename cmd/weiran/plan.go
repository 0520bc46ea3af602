package main

import (
	"fmt"

	"weiran/jobs"
	"weiran/rules/column"
	"weiran/rules/roster"
)

// printPlans prints how the files that passed are worked out by columns: every
// step, which expression of the file it gives, and what is shared or left to
// cel-go; last what that comes to.
func (a *app) printPlans(checked []jobs.CheckedFile, s *roster.Schema) error {
	plans, err := jobs.PlanFiles(checked, s)
	if err != nil {
		return err
	}
	steps, shared, slow := 0, 0, 0
	for _, plan := range plans {
		for _, p := range plan.Programs {
			a.section("%s: %s", "%s：%s", plan.File.Name, p.Name)
			a.printPlan(p)
			for _, step := range p.Steps {
				steps++
				shared += count(step.Uses > 1)
				slow += count(step.Fallback)
			}
		}
	}
	a.section("%d steps, %d of them shared", "共 %d 步，其中 %d 步共用", steps, shared)
	fmt.Fprintln(a.stdout, a.slowWords(slow))
	return nil
}

// slowWords says how much is left to cel-go.
func (a *app) slowWords(steps int) string {
	switch steps {
	case 0:
		return a.paint(green, a.say("nothing falls back to cel-go", "没有需要由 cel-go 逐行计算的步骤"))
	case 1:
		return a.paint(yellow, a.say("1 step falls back to cel-go, row by row", "1 步由 cel-go 逐行计算"))
	}
	return a.paint(yellow, a.say("%d steps fall back to cel-go, row by row", "%d 步由 cel-go 逐行计算", steps))
}

func (a *app) printPlan(p jobs.ProgramPlan) {
	var steps, results table
	for _, step := range p.Steps {
		steps.add(fmt.Sprintf("  #%d", step.ID), step.Kind.String(), step.Text, a.remark(step))
	}
	for _, r := range p.Results {
		results.add("  "+r.Whose, "= "+r.From)
	}
	for _, t := range []table{steps, results} {
		if len(t.rows) > 0 {
			fmt.Fprintln(a.stdout, t.String())
		}
	}
}

// remark says what is special about a step.
func (a *app) remark(s column.Step) string {
	switch {
	case s.Fallback:
		return a.paint(yellow, a.say("cel-go, row by row", "cel-go 逐行计算"))
	case s.Uses > 1:
		return a.paint(dim, a.say("used %d times", "共用 %d 处", s.Uses))
	}
	return ""
}

// count is 1 for what is so.
func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
