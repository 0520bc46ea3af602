package synth

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"weiran/rules/source"
)

// PlantedSuffix ends the name of the list beside a roster.
const PlantedSuffix = ".planted.csv"

// A File is where a roster goes, with its list beside it.
type File struct {
	Path    string
	Replace bool // what stands there already; else it is left alone and the error says so
}

// WriteFile writes the roster and its list, each whole or not at all. A file that
// is in the way is a [source.Fault].
func (o Order) WriteFile(ctx context.Context, f File) (made Made, err error) {
	list := f.Path + PlantedSuffix
	for _, path := range []string{f.Path, list} {
		if err := f.free(path); err != nil {
			return Made{}, err
		}
	}
	roster, err := begin(f.Path)
	if err != nil {
		return Made{}, err
	}
	defer roster.discard()
	planted, err := begin(list)
	if err != nil {
		return Made{}, err
	}
	defer planted.discard()
	if made, err = o.Write(ctx, roster, planted); err != nil {
		return Made{}, err
	}
	// The list first: a roster that stands always has its own.
	return made, errors.Join(planted.commit(), roster.commit())
}

// free refuses a place that is taken: it may be somebody's own roster.
func (f File) free(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return source.Fault{
			Message: source.Say("%s is not a file", "%s 不是文件", path),
			Hint:    source.Say("name a file; - is standard output", "请指定文件名；- 表示标准输出"),
		}
	case f.Replace:
		return nil
	}
	return source.Fault{
		Message: source.Say("%s is there already", "%s 已存在", path),
		Hint:    source.Say("name another file, or replace it with --force", "请换一个文件名，或用 --force 覆盖"),
	}
}

// A draft is a file under a temporary name beside its place.
type draft struct {
	*os.File
	place string
}

func begin(place string) (*draft, error) {
	f, err := os.Create(place + ".new")
	if err != nil {
		return nil, err
	}
	return &draft{File: f, place: place}, nil
}

// commit puts the file in its place.
func (d *draft) commit() error {
	if err := errors.Join(d.Sync(), d.Close()); err != nil {
		return err
	}
	return os.Rename(d.Name(), d.place)
}

// discard removes what was written. After commit there is nothing to remove.
func (d *draft) discard() {
	_ = d.Close()
	_ = os.Remove(d.Name())
}
