package rules_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules"
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

// Every shipped rule has a case that it finds somebody in, and one of its file in
// which it finds nobody.
func TestEveryShippedRuleHasCasesOfBothKinds(t *testing.T) {
	_, _, pack := shipped(t)
	for _, g := range pack.Groups {
		for _, rule := range g.Rules {
			var met, unmet bool
			for _, c := range g.Cases {
				in := false
				for _, e := range c.Expect {
					in = in || e.Rule == rule.ID
				}
				met, unmet = met || in, unmet || !in || len(c.Expect) < c.Roster.Len()
			}
			if !met || !unmet {
				t.Errorf("%s: met %t, not met %t", rule.ID, met, unmet)
			}
		}
	}
}
