package rules_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/risk"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file of testdata, or writes the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

func TestCasesThatDoNotHoldAreToldInBothLanguages(t *testing.T) {
	schema, policies, _ := shipped(t)
	text, err := os.ReadFile("testdata/wrong-cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := risk.Load([]*source.File{source.NewFile("wrong-cases.yaml", text)}, schema)
	mustBeClean(t, problems)
	var b bytes.Buffer
	told := rules.RunCases(t.Context(), pack, policies)
	source.Printer{Language: source.English}.Print(&b, told)
	b.WriteString("\n")
	source.Printer{Language: source.Chinese}.Print(&b, told)
	golden(t, "wrong-cases.golden", b.String())
}

// The cases of the shipped rules are worth something: a rule that always finds,
// or never, does not hold them.
func TestShippedCasesTellEachRuleFromAConstant(t *testing.T) {
	_, policies, pack := shipped(t)
	env, err := lang.NewEnv(lang.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range pack.Groups {
		only := &risk.Pack{Groups: []*risk.Group{g}}
		for _, rule := range g.Rules {
			when := rule.When
			for _, constant := range []string{"true", "false"} {
				x, problems := env.Compile(source.Literal("constant", constant), lang.Bool)
				mustBeClean(t, problems)
				rule.When = x
				if len(rules.RunCases(t.Context(), only, policies)) == 0 {
					t.Errorf("%s could be the condition %s and hold its cases", rule.ID, constant)
				}
			}
			rule.When = when
		}
	}
}
