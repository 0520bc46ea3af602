package jobs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"weiran/rules/library"
	"weiran/rules/source"
)

// ReadFiles reads the YAML files that the names stand for. A name is the id of a
// shipped file, the path of a file, or a folder, which means all of its .yaml
// and .yml files in the order of their names. A file that is meant twice is read
// once. All names that mean nothing are reported together.
func ReadFiles(names []string, shipped []*source.File) ([]*source.File, error) {
	g := gatherer{shipped: shipped, seen: map[string]bool{}}
	for _, name := range names {
		if err := g.add(name); err != nil {
			return nil, err
		}
	}
	if err := g.problems.Err(); err != nil {
		return nil, err
	}
	return g.files, nil
}

type gatherer struct {
	shipped  []*source.File
	files    []*source.File
	problems source.Problems
	seen     map[string]bool // the places of the files read so far
}

func (g *gatherer) add(name string) error {
	if f := g.lookup(name); f != nil {
		g.once("shipped:"+name, f)
		return nil
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		g.missing(name)
		return nil
	case err != nil:
		return err
	case info.IsDir():
		return g.folder(name)
	case isTable(name):
		g.table(name)
		return nil
	}
	return g.read(name)
}

// isTable reports whether a file is a roster by its name.
func isTable(name string) bool {
	return slices.Contains([]string{".csv", ".xlsx", ".xls", ".et"}, strings.ToLower(filepath.Ext(name)))
}

// table reports a roster that was given for a YAML file. It is not read: the line
// that a problem of YAML shows might hold a person.
func (g *gatherer) table(name string) {
	g.problems.Add(wholeFile(name),
		source.Say("this is a table, not a YAML file", "这是表格，不是 YAML 文件"),
		source.Say("a roster is named with --roster, or imported", "名册请用 --roster 指定，或用 weiran import roster 导入"))
}

func (g *gatherer) lookup(id string) *source.File {
	at := slices.IndexFunc(g.shipped, func(f *source.File) bool { return library.ID(f) == id })
	if at < 0 {
		return nil
	}
	return g.shipped[at]
}

func (g *gatherer) folder(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	before := len(g.files)
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); e.IsDir() || ext != ".yaml" && ext != ".yml" {
			continue
		}
		if err := g.read(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	if len(g.files) == before {
		g.problems.Add(wholeFile(dir),
			source.Say("the folder holds no .yaml file", "文件夹中没有 .yaml 文件"),
			source.Say("name another folder, or a file", "请指定其他文件夹或文件"))
	}
	return nil
}

func (g *gatherer) read(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	place, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	g.once(place, source.NewFile(filepath.ToSlash(name), text))
	return nil
}

func (g *gatherer) once(place string, f *source.File) {
	if !g.seen[place] {
		g.seen[place] = true
		g.files = append(g.files, f)
	}
}

// missing reports a name that is neither a file nor shipped. Only a name that
// looks like an id is compared with the shipped ones.
func (g *gatherer) missing(name string) {
	hint := source.Say("check the path", "请检查路径")
	switch {
	case name == "-":
		hint = source.Say("standard input is not read; write the text to a file", "不读取标准输入，请先存成文件")
	case strings.ContainsAny(name, "*?["):
		hint = source.Say("the shell found no file for it; name the folder for all of its .yaml files", "没有与之相符的文件；要检查全部 .yaml 文件，请写文件夹名")
	case !strings.ContainsAny(name, `/\`) && len(g.shipped) > 0:
		hint = source.DidYouMean(strings.TrimSuffix(name, filepath.Ext(name)), g.ids())
	}
	g.problems.Add(wholeFile(name), source.Say("no such file", "文件不存在"), hint)
}

func (g *gatherer) ids() []string {
	ids := make([]string, len(g.shipped))
	for i, f := range g.shipped {
		ids[i] = library.ID(f)
	}
	return ids
}

// wholeFile is the place of a problem that concerns a file as a whole.
func wholeFile(name string) source.Pos { return source.Pos{File: source.NewFile(name, nil)} }

// ReadFile reads one YAML file.
func ReadFile(name string) (*source.File, error) {
	files, err := ReadFiles([]string{name}, nil)
	if err != nil {
		return nil, err
	}
	if len(files) != 1 {
		return nil, mistake(
			source.Say("%s is a folder", "%s 是文件夹", name),
			source.Say("name one file in it", "请指定其中的一个文件"))
	}
	return files[0], nil
}
