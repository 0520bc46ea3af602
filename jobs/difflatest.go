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

// LatestRuns gives the folders of the two latest runs of the scheduled job that
// ran last, the older first.
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
	folders := []string{runs[1].Folder, runs[0].Folder}
	for i, run := range []store.RunInfo{runs[1], runs[0]} {
		_, err := os.Stat(filepath.Join(folders[i], recordName))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, mistake(
				source.Say("the folder of run %s of the job %q is gone: %s", "任务 %[2]q 的运行 %[1]s 的结果文件夹已不存在：%[3]s", run.ID, run.Job, run.Folder),
				source.Say("name two run folders that are there, the older first", "请指定两个仍在的结果文件夹，较早的在前"))
		}
		if err != nil {
			return nil, err
		}
	}
	return folders, nil
}
