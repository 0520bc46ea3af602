package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// goldenFiles are kept whole, so that a change of the demo can be read; the sums
// in run.json hold all the others.
var goldenFiles = []string{"run.json", "impacts.csv", "findings.json", "hotspots.csv", "scores.csv", "unknowns.csv", "report.html"}

// TestDemoFolder holds the run folder of the demo to the golden one.
func TestDemoFolder(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("weiran", "demo", "--out", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range goldenFiles {
		got := read(t, dir, "run/"+name)
		golden := filepath.Join("testdata", "demo", name)
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
			t.Errorf("%s (run the test with -update where the change is meant):\n%s", name, diff)
		}
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
