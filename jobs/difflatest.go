package jobs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"weiran/jobs/store"
	"weiran/rules/source"
)

// EarlierRuns is how many runs before the two latest are looked through for
// findings that are back: a year of monthly runs, or two weeks of nightly ones.
const EarlierRuns = 12

// LatestRuns gives the folders of the latest runs of the scheduled job that ran
// last, the oldest first: the two that are compared, and before them up to
// [EarlierRuns] of which the folders are still there.
func LatestRuns(ctx context.Context, st *store.Store) ([]string, error) {
	runs, err := st.Runs(ctx, 0)
	if err != nil {
		return nil, err
	}
	runs = slices.DeleteFunc(runs, func(r store.RunInfo) bool { return r.Job == ByHand })
	if len(runs) > 0 {
		job := runs[0].Job
		runs = slices.DeleteFunc(runs, func(r store.RunInfo) bool { return r.Job != job })
	}
	if len(runs) < 2 {
		return nil, mistake(
			source.Say("no scheduled job has two runs in the database", "数据库中没有已运行两次的定时任务"),
			source.Say("name two run folders, the older first", "请指定两个结果文件夹，较早的在前"))
	}
	var folders []string
	for i, run := range runs[:min(len(runs), 2+EarlierRuns)] {
		there, err := isThere(run.Folder)
		switch {
		case err != nil:
			return nil, err
		case there:
			folders = append(folders, run.Folder)
		case i < 2:
			return nil, gone(run)
		}
	}
	slices.Reverse(folders)
	return folders, nil
}

// isThere reports whether a run folder has its record.
func isThere(folder string) (bool, error) {
	_, err := os.Stat(filepath.Join(folder, recordName))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func gone(run store.RunInfo) error {
	return mistake(
		source.Say("the folder of run %s of the job %q is gone: %s", "任务 %[2]q 的运行 %[1]s 的结果文件夹已不存在：%[3]s", run.ID, run.Job, run.Folder),
		source.Say("name two run folders that are there, the older first", "请指定两个仍在的结果文件夹，较早的在前"))
}
