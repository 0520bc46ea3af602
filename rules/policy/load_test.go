package policy_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// schema reads the roster schema of the tests.
func schema(t testing.TB) *roster.Schema {
	t.Helper()
	s, problems := roster.LoadSchema(fileOf(t, "testdata/schema.yaml"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func fileOf(t testing.TB, path string) *source.File {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile(filepath.Base(path), text)
}

// load reads a policy that is without problems.
func load(t testing.TB, text string) *policy.Policy {
	t.Helper()
	p, problems := policy.Load(source.NewFile("test.yaml", []byte(text)), schema(t))
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}

// golden compares a text with a golden file, or rewrites the file.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// TestBadFiles shows every problem of every bad file as a reader of either
// language sees it. A file without errors of its own shows what its cases find.
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	s := schema(t)
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			p, problems := policy.Load(fileOf(t, path), s)
			if (p == nil) != (problems.Err() != nil) {
				t.Errorf("a policy is given exactly where no problem is an error")
			}
			if p != nil {
				problems = append(problems, p.RunCases()...)
			}
			if len(problems) == 0 {
				t.Fatal("nothing is wrong with the file")
			}
			var out bytes.Buffer
			source.Printer{Language: source.English}.Print(&out, problems)
			out.WriteByte('\n')
			source.Printer{Language: source.Chinese}.Print(&out, problems)
			golden(t, path[:len(path)-len(".yaml")]+".golden", out.Bytes())
		})
	}
}
