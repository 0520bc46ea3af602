package library_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

func shippedSchema(t testing.TB) *roster.Schema {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return schema
}

// TestShippedPolicies holds every shipped policy to what an author is held to: no
// error, and every worked case comes out.
func TestShippedPolicies(t *testing.T) {
	schema := shippedSchema(t)
	files := library.Policies()
	if len(files) == 0 {
		t.Fatal("no policy is shipped")
	}
	for _, f := range files {
		t.Run(library.ID(f), func(t *testing.T) {
			p, problems := policy.Load(f, schema)
			if problems.Err() != nil {
				t.Fatal(problems)
			}
			if p.ID != library.ID(f) {
				t.Errorf("the file is named %s, the policy %s", f.Name, p.ID)
			}
			if problems := p.RunCases(); len(problems) > 0 {
				t.Error(problems)
			}
			if p.Document.Confidence == "" || len(p.Notes) == 0 {
				t.Error("a shipped policy states how sure its figures are and what it leaves out")
			}
		})
	}
}

// TestShippedPoliciesWarnOfTheirHolesOnly lists what the shipped policies are warned
// of, so that each hole is one that somebody has looked at, and nothing else is there.
func TestShippedPoliciesWarnOfTheirHolesOnly(t *testing.T) {
	schema := shippedSchema(t)
	var got strings.Builder
	for _, f := range library.Policies() {
		_, problems := policy.Load(f, schema)
		for _, p := range problems {
			fmt.Fprintf(&got, "%s: %s\n", library.ID(f), p.Message.ZH)
		}
	}
	const name = "testdata/warnings.golden"
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Error(diff)
	}
}

// TestTemplatesSaySo holds every policy with a table to be filled in to the grade
// and the words by which reports tell it from the others.
func TestTemplatesSaySo(t *testing.T) {
	schema := shippedSchema(t)
	for _, f := range library.Policies() {
		p, _ := policy.Load(f, schema)
		template := strings.Contains(string(f.Text), "rows: unknown")
		says := p.Document.Confidence == "M" && strings.Contains(p.Title, "模板") && strings.Contains(p.Notes[0], "模板")
		if template != says {
			t.Errorf("%s: a table to be filled in: %v, grade, title and first note say so: %v", p.ID, template, says)
		}
	}
}

// TestEveryRowHasACase counts the rows of the shipped tables against the cases,
// so that a row nobody has worked out cannot slip in.
func TestEveryRowHasACase(t *testing.T) {
	schema := shippedSchema(t)
	for id, rows := range map[string]map[string][]string{
		"cn-2015-3": {"lixiu": rankRows, "tuixiu": rankRows[:10]},
		"hlj-2023":  {"tuixiu": {"0", "1", "2", "3"}},
	} {
		f, ok := library.Policy(id)
		if !ok {
			t.Fatalf("%s is not shipped", id)
		}
		p, problems := policy.Load(f, schema)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		keyed := map[string]string{"cn-2015-3": "rank", "hlj-2023": "hardship_class"}[id]
		for category, keys := range rows {
			for _, key := range keys {
				if !hasCase(p, schema, category, keyed, key) {
					t.Errorf("%s: no case gives an amount for %s %s %s", id, category, keyed, key)
				}
			}
		}
	}
}

var rankRows = []string{"111", "112", "121", "122", "131", "132", "141", "142", "150", "160", "199"}

func hasCase(p *policy.Policy, s *roster.Schema, category, field, value string) bool {
	return slices.ContainsFunc(p.Cases, func(c policy.Case) bool {
		return c.Person.Field(s.Index("category")).Str() == category &&
			c.Person.Field(s.Index(field)).String() == value && c.Expect.Delta.Known()
	})
}

func TestLookupsById(t *testing.T) {
	if _, ok := library.Policy("no-such"); ok {
		t.Error("found a policy that is not shipped")
	}
	for _, f := range library.Rules() {
		if found, ok := library.Rule(library.ID(f)); !ok || found.Name != f.Name {
			t.Errorf("%s is not found by its group", f.Name)
		}
	}
	if !slices.IsSortedFunc(library.Policies(), byName) {
		t.Error("the policies are not in the order of their ids")
	}
}

func byName(a, b *source.File) int {
	if a.Name < b.Name {
		return -1
	}
	return 1
}

func ExamplePolicies() {
	for _, f := range library.Policies() {
		fmt.Println(library.ID(f))
	}
	// Output:
	// cn-2006-60
	// cn-2006-61
	// cn-2011-29
	// cn-2014-nursing
	// cn-2015-3
	// cn-2017-37
	// hlj-2023
	// sd-2016-lixiu
}
