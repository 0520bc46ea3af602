package jobs_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weiran/jobs"
	"weiran/rules/source"
)

// TestNobodyOfMany holds that a roster of which no row can be read says why
// without a line for each of a million rows.
func TestNobodyOfMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "roster.csv")
	text := "人员编号,离退休类别\n" + strings.Repeat("A1,离修\n", 250)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	q := sample(filepath.Join(t.TempDir(), "run"))
	q.People = jobs.FromFile(path)
	_, err := desk(&bytes.Buffer{}).Run(t.Context(), q)
	var problems source.Problems
	if !errors.As(err, &problems) || len(problems) != 101 {
		t.Fatalf("got %d problems (%v), want the first hundred and one for the rest", len(problems), err)
	}
	last := problems[100]
	if got, want := last.Pos.File.Name+": "+last.Message.EN, "roster.csv:102: and so on: 150 more"; got != want {
		t.Errorf("the last problem is %q, want %q", got, want)
	}
}

// TestProgressOfARun holds that the stages come in their order, each from its
// start and never backwards.
func TestProgressOfARun(t *testing.T) {
	type step struct {
		stage       jobs.Stage
		done, total int64
	}
	var steps []step
	d := desk(&bytes.Buffer{})
	d.Progress = func(stage jobs.Stage, done, total int64) { steps = append(steps, step{stage, done, total}) }
	if _, err := d.Run(t.Context(), sample(filepath.Join(t.TempDir(), "run"))); err != nil {
		t.Fatal(err)
	}
	var stages []jobs.Stage
	var last step
	for i, s := range steps {
		if i == 0 || s.stage != last.stage {
			stages = append(stages, s.stage)
		} else if s.done < last.done || s.total != last.total {
			t.Errorf("%v comes after %v", s, last)
		}
		if s.done > s.total || s.total <= 0 {
			t.Errorf("%v is no progress", s)
		}
		last = s
	}
	if len(stages) != 3 || stages[0] != jobs.Reading || stages[1] != jobs.Screening || stages[2] != jobs.Writing {
		t.Errorf("the stages are %v, want reading, screening, writing", stages)
	}
}
