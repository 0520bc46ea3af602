package risk_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"weiran/rules/risk"
	"weiran/rules/source"
)

// Whatever a rule file says, it is either a pack that can be assessed or a list
// of problems that can be printed, never a panic.
func FuzzLoad(f *testing.F) {
	s := schema(f)
	everyone := subject(loadPolicy(f, s, livingPolicy), people(f, s, sample()...))
	paths, err := filepath.Glob("testdata/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		pack, problems := risk.Load([]*source.File{source.NewFile("fuzz.yaml", text)}, s)
		if (pack == nil) != (problems.Err() != nil) {
			t.Errorf("pack %v with problems %v", pack, problems)
		}
		printed(problems)
		if pack == nil {
			return
		}
		_, _, err := pack.Assess(t.Context(), everyone)
		var overrun source.Problems
		if err != nil && !errors.As(err, &overrun) {
			t.Error(err)
		}
	})
}
