package reports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFrame holds the guard against what gota gets wrong by itself.
func TestFrame(t *testing.T) {
	columns := []string{"a", "b", "n"}
	rows := [][]string{{"x", "y_z", "10"}, {"x_y", "z", "9"}, {"NaN", "007", "10"}, {"x", "y_z", "2"}, {"NA", "", "1"}}
	tests := map[string]struct {
		do   func(frame) (frame, error)
		want [][]string
	}{
		"text stays as it is": {
			do:   func(f frame) (frame, error) { return f, nil },
			want: rows,
		},
		"counts sort as numbers, other ties keep their order": {
			do:   func(f frame) (frame, error) { return f.arrange(descending("n")) },
			want: [][]string{rows[0], rows[2], rows[1], rows[3], rows[4]},
		},
		"three columns": {
			do:   func(f frame) (frame, error) { return f.arrange(ascending("b"), descending("a"), ascending("n")) },
			want: [][]string{rows[4], rows[2], rows[3], rows[0], rows[1]},
		},
		"keys are never confused": {
			do:   func(f frame) (frame, error) { return f.sumBy("n", "a", "b") },
			want: [][]string{{"NA", "", "1"}, {"NaN", "007", "10"}, {"x", "y_z", "12"}, {"x_y", "z", "9"}},
		},
		"one column that reads NaN": {
			do:   func(f frame) (frame, error) { return f.sumBy("n", "a") },
			want: [][]string{{"NA", "1"}, {"NaN", "10"}, {"x", "12"}, {"x_y", "9"}},
		},
		"pivot": {
			do:   func(f frame) (frame, error) { return f.pivot("a", "b", "n", []string{"z", "007"}) },
			want: [][]string{{"x", "", ""}, {"x_y", "9", ""}, {"NaN", "", "10"}, {"NA", "", ""}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f, err := newFrame(columns, rows, "n")
			if err != nil {
				t.Fatal(err)
			}
			got, err := tt.do(f)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got.records()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestEmptyFrame(t *testing.T) {
	f, err := newFrame([]string{"a", "b"}, nil, "b")
	if err != nil {
		t.Fatal(err)
	}
	if f, err = f.arrange(ascending("a")); err != nil {
		t.Fatal(err)
	}
	sums, err := f.sumBy("b", "a")
	if err != nil || sums.rows != 0 {
		t.Errorf("adding up no rows gives %d rows, %v", sums.rows, err)
	}
	if _, err := f.pivot("a", "b", "a", []string{"x"}); err != nil {
		t.Error(err)
	}
	var b strings.Builder
	if err := f.writeCSV(&b); err != nil || b.String() != "a,b\n" {
		t.Errorf("got %q, %v", b.String(), err)
	}
}

func TestFrameRefuses(t *testing.T) {
	full, err := newFrame([]string{"a", "n"}, [][]string{{"x", "1"}, {"y" + unitSeparator, "2"}}, "n")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]func() error{
		"a row too short":           func() error { _, err := newFrame([]string{"a", "b"}, [][]string{{"x"}}); return err },
		"counts of no column":       func() error { _, err := newFrame([]string{"a"}, nil, "b"); return err },
		"sorting by no column":      func() error { _, err := full.arrange(ascending("b")); return err },
		"adding up no column":       func() error { _, err := full.sumBy("b", "a"); return err },
		"adding up by no column":    func() error { _, err := full.sumBy("n", "b"); return err },
		"pivot of no column":        func() error { _, err := full.pivot("a", "b", "n", nil); return err },
		"a control character":       func() error { _, err := full.sumBy("n", "a"); return err },
		"a panic inside a function": func() (err error) { defer guard(&err); panic("index out of range") },
	}
	for name, do := range tests {
		t.Run(name, func(t *testing.T) {
			if err := do(); err == nil {
				t.Error("no error")
			}
		})
	}
}
