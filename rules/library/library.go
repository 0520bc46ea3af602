// Package library holds what is shipped with weiran: policies with their worked
// cases, and rule files, as the text of YAML files.
//
// The files are read by [weiran/rules/policy] and [weiran/rules/risk] like any
// that a user writes; nothing in the program knows their figures. Every figure
// carries the confidence of its source, and what is not known is a hole of the file
// and of the result, never a guess. A policy whose table is wholly unknown is a
// template, graded M: nobody can be told under it until its user fills the table in.
package library

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
	"strings"

	"weiran/rules/source"
)

//go:embed */*.yaml
var files embed.FS

// Policies gives the shipped policy files, by id.
func Policies() []*source.File { return folder("policies") }

// Rules gives the shipped rule files, by group.
func Rules() []*source.File { return folder("rules") }

// Policy gives the shipped policy file of an id, such as cn-2015-3.
func Policy(id string) (*source.File, bool) { return find(Policies(), id) }

// Rule gives the shipped rule file of a group, such as comparison.
func Rule(group string) (*source.File, bool) { return find(Rules(), group) }

// Ships reports whether a file is one of these, word for word.
func Ships(f *source.File) bool {
	text, err := files.ReadFile(strings.TrimPrefix(f.Name, "library/"))
	return err == nil && bytes.Equal(text, f.Text)
}

// ID gives the id that a shipped file goes by: its name without folder and
// extension.
func ID(f *source.File) string { return strings.TrimSuffix(path.Base(f.Name), ".yaml") }

// folder reads the files of one folder, in the order of their names. The files
// are part of the program, so that reading them cannot fail.
func folder(name string) []*source.File {
	paths, err := fs.Glob(files, name+"/*.yaml")
	if err != nil {
		panic(err)
	}
	var list []*source.File
	for _, p := range paths {
		text, err := files.ReadFile(p)
		if err != nil {
			panic(err)
		}
		list = append(list, source.NewFile("library/"+p, text))
	}
	return list
}

func find(list []*source.File, id string) (*source.File, bool) {
	for _, f := range list {
		if ID(f) == id {
			return f, true
		}
	}
	return nil, false
}
