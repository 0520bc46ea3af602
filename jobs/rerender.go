package jobs

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Rerender makes the reports of a run again from its folder, into the same
// folder or another. Files that hold what the folder's roster leaves out, the
// ledger with its names and the rejected rows, are kept as they are.
func Rerender(ctx context.Context, dir, out string) (*Done, error) {
	again, err := reopen(ctx, dir)
	if err != nil {
		return nil, err
	}
	w := again.work
	if w.kept, err = keep(dir, namesInside, RejectsName); err != nil {
		return nil, err
	}
	s, err := openStage(out)
	if err != nil {
		return nil, err
	}
	defer s.discard()
	record, err := w.fill(ctx, s, again.record)
	if err != nil {
		return nil, err
	}
	if err := s.commit(); err != nil {
		return nil, err
	}
	return w.done(record, out), nil
}

// keep finds which of the files a folder has.
func keep(dir string, names ...string) (map[string]string, error) {
	kept := map[string]string{}
	for _, name := range names {
		path := filepath.Join(dir, name)
		_, err := os.Stat(path)
		switch {
		case err == nil:
			kept[name] = path
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
	}
	return kept, nil
}

func copyFile(path string) func(io.Writer) error {
	return func(w io.Writer) error {
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	}
}
