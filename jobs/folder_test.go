package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// list gives what a folder holds, the hidden ones included.
func list(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

func content(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// write stages a folder with one file and commits it.
func write(t *testing.T, place, text string) {
	t.Helper()
	s, err := openStage(place)
	if err != nil {
		t.Fatal(err)
	}
	defer s.discard()
	if err := s.write(stagedText(recordName, []byte(text))); err != nil {
		t.Fatal(err)
	}
	if err := s.commit(); err != nil {
		t.Fatal(err)
	}
}

func TestStageReplacesARunFolder(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "runs", "one")
	for _, text := range []string{"first", "second"} {
		write(t, place, text)
		if got := content(t, filepath.Join(place, recordName)); got != text {
			t.Errorf("the folder holds %q, want %q", got, text)
		}
		if got := list(t, filepath.Dir(place)); got != "one" {
			t.Errorf("beside the folder stands %q", got)
		}
	}
}

func TestStageTakesAnEmptyFolder(t *testing.T) {
	place := t.TempDir()
	write(t, place, "x")
	if got := list(t, place); got != recordName {
		t.Errorf("the folder holds %q", got)
	}
}

func TestStageRefusesWhatIsNotItsOwn(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{dir, file} {
		if _, err := openStage(place); !IsMistake(err) {
			t.Errorf("%s: the error is %v, want a mistake", filepath.Base(place), err)
		}
	}
	if _, err := openStage(filepath.Join(file, "run")); err == nil || IsMistake(err) {
		t.Errorf("a folder below a file: the error is %v, want a failure", err)
	}
	if got := list(t, dir); got != "letter.txt" {
		t.Errorf("the refusals left %q", got)
	}
}

// TestStageClearsLeftovers tells the folders of processes that are no more from
// those of one that still runs, here the parent of the test.
func TestStageClearsLeftovers(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "run")
	const nobody = 1 << 30 // beyond every number of a process
	alive := temporaryName(place, os.Getppid())
	other := temporaryName(filepath.Join(dir, "other"), nobody)
	for _, d := range []string{alive, other, temporaryName(place, nobody), temporaryName(place, os.Getpid())} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write(t, place, "x")
	want := strings.Join([]string{filepath.Base(other), filepath.Base(alive), "run"}, " ")
	if got := list(t, dir); got != want {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

// TestStagePutsBackWhatWasMovedAside mends a crash between the two renames of a
// system that cannot exchange folders.
func TestStagePutsBackWhatWasMovedAside(t *testing.T) {
	dir := t.TempDir()
	place := filepath.Join(dir, "run")
	write(t, place, "before")
	if err := os.Rename(place, replacedName(place)); err != nil {
		t.Fatal(err)
	}
	s, err := openStage(place)
	if err != nil {
		t.Fatal(err)
	}
	s.discard()
	if got := content(t, filepath.Join(place, recordName)); got != "before" {
		t.Errorf("the folder holds %q", got)
	}
}

func TestSwapInTwoSteps(t *testing.T) {
	dir := t.TempDir()
	place, complete := filepath.Join(dir, "run"), filepath.Join(dir, "new")
	write(t, place, "before")
	write(t, complete, "after")
	if err := swapInTwoSteps(complete, place); err != nil {
		t.Fatal(err)
	}
	if got := content(t, filepath.Join(place, recordName)); got != "after" {
		t.Errorf("the folder holds %q", got)
	}
	if err := swapInTwoSteps(filepath.Join(dir, "absent"), place); err == nil {
		t.Error("an absent folder took the place")
	}
	if got := list(t, dir); got != "run" {
		t.Errorf("after a failed swap the folder holds %q", got)
	}
}

func TestStageNamesTheFileThatFails(t *testing.T) {
	s, err := openStage(filepath.Join(t.TempDir(), "run"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.discard()
	broken := errors.New("the disk is full")
	err = s.write(staged{"impacts.csv", func(io.Writer) error { return broken }})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "impacts.csv") {
		t.Errorf("the error is %v", err)
	}
}

// Files that are written side by side are recorded in the order in which they are
// listed, the same for any count of workers; all are told of.
func TestStageWritesSideBySide(t *testing.T) {
	var files []staged
	for i := range 40 {
		name := fmt.Sprintf("folder/%d.csv", i)
		files = append(files, stagedText(name, []byte(strings.Repeat(name, i*i))))
	}
	var first []FileSum
	for _, workers := range []int{1, 2, 8, 0} {
		s, err := openStage(filepath.Join(t.TempDir(), "run"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.discard()
		told := 0
		tell := func(done, total int) {
			if told++; done != told || total != len(files) {
				t.Errorf("%d workers: told %d of %d, want %d of %d", workers, done, total, told, len(files))
			}
		}
		if err := s.writeAll(t.Context(), files, workers, tell); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = s.sums
		}
		if told != len(files) || !slices.Equal(s.sums, first) {
			t.Errorf("%d workers: %d of %d files are told of, and recorded as %v", workers, told, len(files), s.sums)
		}
		for i, sum := range s.sums {
			if text := content(t, filepath.Join(s.dir, sum.Name)); sum.Name != files[i].name || int64(len(text)) != sum.Bytes {
				t.Errorf("%d workers: file %d is %s, of %d bytes, recorded as %d", workers, i, sum.Name, len(text), sum.Bytes)
			}
		}
	}
}

// A file that fails, or an end that is asked for, ends the others: none of them is
// recorded.
func TestStageEndsWithTheFileThatFails(t *testing.T) {
	broken := errors.New("the disk is full")
	for _, workers := range []int{1, 4} {
		s, err := openStage(filepath.Join(t.TempDir(), "run"))
		if err != nil {
			t.Fatal(err)
		}
		defer s.discard()
		files := []staged{stagedText("a", nil), {"b", func(io.Writer) error { return broken }}, stagedText("c", nil)}
		if err := s.writeAll(t.Context(), files, workers, nil); !errors.Is(err, broken) || !strings.Contains(err.Error(), "writing b") || len(s.sums) > 0 {
			t.Errorf("%d workers: the error is %v, and %v is recorded", workers, err, s.sums)
		}
		ended, end := context.WithCancel(t.Context())
		end()
		if err := s.writeAll(ended, files[:1], workers, nil); !errors.Is(err, context.Canceled) || len(s.sums) > 0 {
			t.Errorf("%d workers: after the end the error is %v, and %v is recorded", workers, err, s.sums)
		}
	}
}
