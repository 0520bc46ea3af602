package jobs_test

import (
	"strings"
	"testing"

	"weiran/configs"
	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// plansOf checks files under the shipped schema and plans those that pass.
func plansOf(t *testing.T, files ...*source.File) []jobs.FilePlan {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	plans, err := jobs.PlanFiles(jobs.CheckFiles(files, schema), schema)
	if err != nil {
		t.Fatal(err)
	}
	return plans
}

// TestNothingShippedFallsBack plans every policy and rule file of the library:
// each result has a step, a field or a constant, and no step is left to cel-go.
func TestNothingShippedFallsBack(t *testing.T) {
	files := append(library.Policies(), library.Rules()...)
	plans := plansOf(t, files...)
	if len(plans) != len(files) {
		t.Errorf("%d of %d files have a plan", len(plans), len(files))
	}
	for _, plan := range plans {
		results := 0
		for _, p := range plan.Programs {
			results += len(p.Results)
			for _, step := range p.Steps {
				if step.Fallback {
					t.Errorf("%s: left to cel-go: %s", plan.File.Name, step)
				}
			}
		}
		if results == 0 {
			t.Errorf("%s: nothing is planned", plan.File.Name)
		}
	}
}

// TestPlanOfStages names the expressions of a policy whose second item waits for
// the first, and marks the step that has no kernel.
func TestPlanOfStages(t *testing.T) {
	plans := plansOf(t, source.NewFile("staged.yaml", []byte(`policy: staged
title: 先后两步
effective: 2015-02-01
items:
  - {item: living, title: 甲, set: 1000}
  - {item: living, title: 乙, when: 'size([131, 132].filter(r, r != person.rank)) == 1', add: after.living * 10%}
`)), configs.SchemaFile(), source.NewFile("bad.yaml", []byte("policy: bad\n")))
	if len(plans) != 1 {
		t.Fatalf("%d files have a plan, want the policy that passed", len(plans))
	}
	var got []string
	for _, p := range plans[0].Programs {
		got = append(got, p.Name.EN)
		for _, r := range p.Results {
			got = append(got, r.Whose)
		}
		for _, step := range p.Steps {
			if step.Fallback {
				got = append(got, "falls back")
			}
		}
	}
	want := "scope and items, stage 1; items[1].set 甲; scope and items, stage 2; items[2].when 乙; items[2].add 乙; falls back"
	if text := strings.Join(got, "; "); text != want {
		t.Errorf("the plan is\n%s\nwant\n%s", text, want)
	}
}
