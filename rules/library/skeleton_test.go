package library_test

import (
	"encoding/json"
	"strings"
	"testing"

	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// TestNewPolicyIsSound holds the skeleton of a policy to what its author is told:
// it is read as it is, but for the two figures that it shows to be in doubt, and
// its cases come out.
func TestNewPolicyIsSound(t *testing.T) {
	p, problems := policy.Load(library.NewPolicy("county-2026-1"), shippedSchema(t))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	for _, problem := range problems {
		line := problem.Pos.File.Line(problem.Pos.Line)
		if !strings.Contains(line, "unknown") && !strings.Contains(line, "expected") {
			t.Error(problem)
		}
	}
	if p.ID != "county-2026-1" {
		t.Error("the id is", p.ID)
	}
	if failed := p.RunCases(); len(p.Cases) < 5 || len(failed) > 0 {
		t.Error(len(p.Cases), failed)
	}
}

// TestNewPolicyShowsEveryKey holds the skeleton to the format: each key that a
// policy may have at its top stands in it.
func TestNewPolicyShowsEveryKey(t *testing.T) {
	text := "\n" + string(library.NewPolicy("a").Text)
	var schema struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(policy.JSONSchema(), &schema); err != nil || len(schema.Properties) < 15 {
		t.Fatal(len(schema.Properties), err)
	}
	for key := range schema.Properties {
		if !strings.Contains(text, "\n"+key+":") {
			t.Errorf("%s is not shown", key)
		}
	}
}

func TestNewRuleIsSound(t *testing.T) {
	pack, problems := risk.Load([]*source.File{library.NewRule("below-peers")}, shippedSchema(t))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	if g := pack.Groups[0]; g.ID != "below-peers" || g.Rules[0].ID != "below-peers" || len(g.Cases) == 0 {
		t.Errorf("%+v", g)
	}
}

// TestACopyIsNoTemplate holds the title of every copy to what it is: its user's own.
func TestACopyIsNoTemplate(t *testing.T) {
	titled := 0
	for _, shipped := range library.Policies() {
		of, problems := policy.Load(shipped, shippedSchema(t))
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		f, ok := library.CopyPolicy(of.ID, "county-copy")
		if !ok {
			t.Fatal(of.ID, "is not copied")
		}
		p, _ := policy.Load(f, shippedSchema(t))
		title, marked := strings.CutSuffix(of.Title, "（模板）")
		if marked {
			titled++
		}
		if p.ID != "county-copy" || p.Title != title {
			t.Errorf("%s: the copy is %s, %s", of.ID, p.ID, p.Title)
		}
	}
	if titled == 0 {
		t.Error("no template is shipped any more")
	}
}
