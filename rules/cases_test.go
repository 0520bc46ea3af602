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
	"weiran/rules/roster"
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

// ruleFile reads a rule file of testdata.
func ruleFile(t *testing.T, name string, schema *roster.Schema) *risk.Pack {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := risk.Load([]*source.File{source.NewFile(name, text)}, schema)
	mustBeClean(t, problems)
	return pack
}

// The rule file of the design page is a rule file.
func TestTheExampleOfTheDesignHolds(t *testing.T) {
	schema, policies, _ := shipped(t)
	mustBeClean(t, rules.RunCases(t.Context(), ruleFile(t, "design.yaml", schema), policies))
}

func TestCasesThatDoNotHoldAreToldInBothLanguages(t *testing.T) {
	schema, policies, _ := shipped(t)
	pack := ruleFile(t, "wrong-cases.yaml", schema)
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
		for _, rule := range g.Rules {
			when := rule.When
			for _, constant := range []string{"true", "false"} {
				x, problems := env.Compile(source.Literal("constant", constant), lang.Bool)
				mustBeClean(t, problems)
				rule.When = x
				only := &risk.Pack{Groups: []*risk.Group{g}} // anew: a pack compiles its conditions once
				if len(rules.RunCases(t.Context(), only, policies)) == 0 {
					t.Errorf("%s could be the condition %s and hold its cases", rule.ID, constant)
				}
			}
			rule.When = when
		}
	}
}
