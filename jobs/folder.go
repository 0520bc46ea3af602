package jobs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"weiran/rules/source"
)

// recordName is the file that makes a folder a run folder.
const recordName = "run.json"

// A FileSum is a file of a run folder with its size and the sha256 of its bytes.
type FileSum struct {
	Name   string `json:"name"` // relative to the folder, with slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// A stage is a run folder that is being written under a temporary name beside
// its place. Nobody sees it there before commit.
type stage struct {
	place string // where the folder will stand
	dir   string // where it is written
	sums  []FileSum
	log   func(name string, bytes int64)
}

// openStage makes the temporary folder and clears away what crashed runs to the
// same place have left. A place that holds something else than a run folder is
// refused.
func openStage(place string) (*stage, error) {
	place = filepath.Clean(place)
	if err := checkPlace(place); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		return nil, err
	}
	if err := clearLeftovers(place); err != nil {
		return nil, err
	}
	s := &stage{place: place, dir: temporaryName(place, os.Getpid())}
	if err := os.Mkdir(s.dir, 0o755); err != nil {
		return nil, err
	}
	return s, nil
}

// checkPlace lets a run folder be replaced and nothing else.
func checkPlace(place string) error {
	info, err := os.Stat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return mistake(source.Say("%s is a file", "%s 是一个文件", place),
			source.Say("name a folder that does not exist yet", "请指定一个尚不存在的文件夹"))
	}
	entries, err := os.ReadDir(place)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(place, recordName)); err != nil && len(entries) > 0 {
		return mistake(source.Say("%s is not empty and is not a run folder", "%s 不是空文件夹，也不是运行结果文件夹", place),
			source.Say("name a folder that does not exist yet; only a run folder is replaced",
				"请指定一个尚不存在的文件夹；只有运行结果文件夹才会被替换"))
	}
	return nil
}

const (
	temporaryMark = ".weiran-new-"
	replacedMark  = ".weiran-old-"
)

// temporaryName is hidden, beside the place, and names the process, so that a
// leftover can be told from the work of a process that still runs.
func temporaryName(place string, pid int) string {
	return filepath.Join(filepath.Dir(place), "."+filepath.Base(place)+temporaryMark+strconv.Itoa(pid))
}

func replacedName(place string) string {
	return filepath.Join(filepath.Dir(place), "."+filepath.Base(place)+replacedMark+strconv.Itoa(os.Getpid()))
}

// clearLeftovers removes the temporary folders of processes that are no more. A
// folder that was moved aside and whose successor never came is put back.
func clearLeftovers(place string) error {
	entries, err := os.ReadDir(filepath.Dir(place))
	if err != nil {
		return err
	}
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), "."+filepath.Base(place))
		if !ok || !left(rest) {
			continue
		}
		name := filepath.Join(filepath.Dir(place), e.Name())
		if strings.HasPrefix(rest, replacedMark) && os.Rename(name, place) == nil {
			continue
		}
		if err := os.RemoveAll(name); err != nil {
			return err
		}
	}
	return nil
}

// left reports whether the rest of a name is a mark with the number of a process
// that no longer runs, or of this one.
func left(rest string) bool {
	for _, mark := range []string{temporaryMark, replacedMark} {
		digits, ok := strings.CutPrefix(rest, mark)
		if pid, err := strconv.Atoi(digits); ok && err == nil {
			return pid == os.Getpid() || !alive(pid)
		}
	}
	return false
}

// commit puts the folder in its place.
func (s *stage) commit() error {
	if err := syncFolder(s.dir); err != nil {
		return err
	}
	// An empty folder is in the way of a rename on some systems.
	_ = os.Remove(s.place)
	err := os.Rename(s.dir, s.place)
	if _, there := os.Stat(s.place); err != nil && there == nil {
		err = swap(s.dir, s.place)
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(s.place))
}

// swapInTwoSteps moves the old folder aside, the complete one in, and removes
// the old one. Where the second step fails the old one goes back.
func swapInTwoSteps(complete, place string) error {
	aside := replacedName(place)
	if err := os.Rename(place, aside); err != nil {
		return err
	}
	if err := os.Rename(complete, place); err != nil {
		return errors.Join(err, os.Rename(aside, place))
	}
	return os.RemoveAll(aside)
}

// discard removes what was written. After commit there is nothing to remove.
func (s *stage) discard() { _ = os.RemoveAll(s.dir) }

// syncFolder makes the names in a folder last through a loss of power. Windows
// has no such call and needs none.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
