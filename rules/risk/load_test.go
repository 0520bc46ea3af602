package risk_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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

func schema(t testing.TB) *roster.Schema {
	t.Helper()
	s, problems := roster.LoadSchema(read(t, "schema.yaml"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func read(t testing.TB, name string) *source.File {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return source.NewFile(name, text)
}

// printed gives problems as people read them, in both languages.
func printed(problems source.Problems) string {
	var b bytes.Buffer
	source.Printer{Language: source.English}.Print(&b, problems)
	b.WriteString("\n")
	source.Printer{Language: source.Chinese}.Print(&b, problems)
	return b.String()
}

func TestBadFilesAreToldInBothLanguages(t *testing.T) {
	s := schema(t)
	paths, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, path := range paths {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			pack, problems := risk.Load([]*source.File{read(t, name)}, s)
			if problems.Err() == nil || pack != nil {
				t.Fatalf("the file is not refused: %v", problems)
			}
			golden(t, strings.TrimSuffix(name, ".yaml")+".golden", printed(problems))
		})
	}
}

func TestIDsAreUniqueAcrossFiles(t *testing.T) {
	_, problems := risk.Load([]*source.File{read(t, "first.yaml"), read(t, "second.yaml")}, schema(t))
	golden(t, "second.golden", printed(problems))
	if len(problems) != 2 {
		t.Errorf("%d problems, want the group and the rule", len(problems))
	}
}
