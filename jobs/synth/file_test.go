package synth_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"weiran/jobs/synth"
	"weiran/rules/source"
)

// TestFiles holds a roster and its list to stand whole, or as they were.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	f := synth.File{Path: filepath.Join(dir, "roster.csv")}
	o := order(t, 3000, 1)
	if _, err := o.WriteFile(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	want, list := write(t, o)
	if before["roster.csv"] != string(want) || before["roster.csv"+synth.PlantedSuffix] != string(list) || len(before) != 2 {
		t.Error("the files are not what Write writes")
	}
	o.Seed = 2
	var fault source.Fault
	if _, err := o.WriteFile(t.Context(), f); !errors.As(err, &fault) {
		t.Errorf("a roster in the way gives the error %v", err)
	}
	f.Replace = true
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := o.WriteFile(stopped, f); !errors.Is(err, context.Canceled) {
		t.Errorf("an end halfway gives the error %v", err)
	}
	if got := contents(t, dir); len(got) != 2 || got["roster.csv"] != before["roster.csv"] {
		t.Error("what stood there was touched, or something else was left")
	}
	if _, err := o.WriteFile(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if got := contents(t, dir); len(got) != 2 || got["roster.csv"] == before["roster.csv"] {
		t.Error("the roster was not replaced")
	}
}

// TestFileInTheWayIsNone refuses what is no file, even where a file would be
// replaced.
func TestFileInTheWayIsNone(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, os.DevNull} {
		var fault source.Fault
		if _, err := order(t, 1, 1).WriteFile(t.Context(), synth.File{Path: path, Replace: true}); !errors.As(err, &fault) {
			t.Errorf("%s in the way gives the error %v", path, err)
		}
	}
	if left := contents(t, dir); len(left) > 0 {
		t.Errorf("left are %v", left)
	}
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return files
}
