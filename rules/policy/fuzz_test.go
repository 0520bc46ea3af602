package policy_test

import (
	"os"
	"path/filepath"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// FuzzLoad reads any text: it is a policy or it has problems, never both and
// never neither, and a policy can be applied, explained and tested.
func FuzzLoad(f *testing.F) {
	seeds, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range seeds {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(explained))
	f.Add([]byte(examplePolicy))
	s := schema(f)
	nobody := make(person, len(s.Fields))
	for i, field := range s.LangFields() {
		nobody[i] = lang.Unknown(field.Name)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, problems := policy.Load(source.NewFile("fuzz.yaml", text), s)
		if (p == nil) != (problems.Err() != nil) {
			t.Fatalf("policy %v, problems %v", p != nil, problems)
		}
		if p == nil {
			return
		}
		p.Apply(nobody, aDay)
		p.Explain(nobody, aDay)
		p.RunCases()
	})
}
