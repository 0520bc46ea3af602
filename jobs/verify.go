package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"weiran/reports"
	"weiran/rules/source"
)

// A Check is what a verification says of one file of a run folder.
type Check struct {
	File   string
	Status Status
	Note   source.Text // why, where the status is not Same
}

// A Status is the outcome of a check.
type Status uint8

// A file is the same as recorded and as worked out again; or it is as recorded,
// where the folder cannot give it again because it holds what the folder's
// roster leaves out; or it differs.
const (
	Same Status = iota
	AsRecorded
	Differs
)

// Verify works a run out again from its folder and compares every byte. The
// checks are in the order of the record. An error says that the folder cannot be
// worked out at all.
func Verify(ctx context.Context, dir string) ([]Check, error) {
	record, err := ReadRecord(dir)
	if err != nil {
		return nil, err
	}
	v := verification{dir: dir, sums: map[string]FileSum{}}
	for _, sum := range record.Files {
		v.sums[sum.Name] = sum
		if err := v.recorded(sum); err != nil {
			return nil, err
		}
	}
	if err := v.strangers(); err != nil {
		return nil, err
	}
	if v.broken() {
		return v.checks, nil
	}
	again, err := reopen(ctx, dir)
	if err != nil {
		return nil, err
	}
	return v.checks, v.compare(again)
}

// namesInside is the report for the clerk's own desk, which names persons.
const namesInside = "ledger.xlsx"

type verification struct {
	dir    string
	sums   map[string]FileSum // as recorded
	checks []Check
}

// recorded compares a file with the sum that the record has of it.
func (v *verification) recorded(want FileSum) error {
	f, err := os.Open(filepath.Join(v.dir, filepath.FromSlash(want.Name)))
	if errors.Is(err, fs.ErrNotExist) {
		v.differs(want.Name, source.Say("the file is missing", "文件缺失"))
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	m := newMeter()
	if _, err := io.Copy(m, f); err != nil {
		return err
	}
	if m.sum(want.Name) != want {
		v.differs(want.Name, source.Say("the file was changed after the run", "文件在运行之后被改动"))
		return nil
	}
	v.checks = append(v.checks, Check{File: want.Name})
	return nil
}

func (v *verification) differs(file string, note source.Text) {
	v.checks = append(v.checks, Check{File: file, Status: Differs, Note: note})
}

// strangers reports files that no run wrote.
func (v *verification) strangers() error {
	return filepath.WalkDir(v.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(v.dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if _, known := v.sums[name]; !known && name != recordName {
			v.differs(name, source.Say("the run did not write this file", "本次运行没有写过这个文件"))
		}
		return nil
	})
}

func (v *verification) broken() bool {
	return slices.ContainsFunc(v.checks, func(c Check) bool { return c.Status == Differs })
}

// compare holds what was worked out again against the record and its sums.
func (v *verification) compare(again *reopened) error {
	if again.record.Engine != Engine {
		v.differs(recordName, source.Say("the run was made by weiran %s, this is %s", "运行由 weiran %s 完成，当前版本为 %s", again.record.Engine, Engine))
	}
	v.compareRecord(again)
	for _, report := range reports.All() {
		m := newMeter()
		if err := report.Write(again.work.model, m); err != nil {
			return fmt.Errorf("working out %s again: %w", report.Name, err)
		}
		v.compareReport(m.sum(report.Name))
	}
	return nil
}

func (v *verification) compareRecord(again *reopened) {
	r := again.record
	if r.ID != r.Run.ID() || !reflect.DeepEqual(r.Run, again.run) {
		v.differs(recordName, source.Say("the record names other inputs than the folder holds", "run.json 记载的输入与文件夹中的不一致"))
	}
	if !reflect.DeepEqual(r.Counts, countsOf(again.work, r.Counts.Rejected)) {
		v.differs(recordName, source.Say("the counts of the record are not those of the run", "run.json 中的计数与重新计算的不一致"))
	}
}

// compareReport marks the check of a report. A report with names in it cannot
// come out the same: the folder's roster has none.
func (v *verification) compareReport(again FileSum) {
	at := slices.IndexFunc(v.checks, func(c Check) bool { return c.File == again.Name })
	switch {
	case at < 0:
		v.differs(again.Name, source.Say("the file is missing", "文件缺失"))
	case v.sums[again.Name] == again:
	case again.Name == namesInside:
		v.checks[at] = Check{File: again.Name, Status: AsRecorded, Note: source.Say(
			"unchanged since the run; it holds names, which the folder's roster leaves out",
			"自运行以来未改动；其中含姓名，而文件夹中的名册不含姓名，故不能重新生成比对")}
	default:
		v.checks[at] = Check{File: again.Name, Status: Differs, Note: source.Say(
			"it comes out different when worked out again", "重新计算的结果与此不同")}
	}
}
