package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"weiran/rules/source"
)

// readmes are the files that show the table.
var readmes = map[string]source.Language{"README.md": source.English, "README.zh-CN.md": source.Chinese}

// The marks stand around the table.
const (
	opening = "<!-- rivals -->\n"
	closing = "<!-- /rivals -->"
)

// write puts the table into the READMEs of a folder.
func (p plan) write(folder string, runners []*runner) error {
	for name, l := range readmes {
		file := filepath.Join(folder, name)
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		renewed, err := renew(string(text), p.table(runners, l))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(file, []byte(renewed), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// renew replaces what stands between the marks.
func renew(text, table string) (string, error) {
	before, rest, opened := strings.Cut(text, opening)
	_, after, closed := strings.Cut(rest, closing)
	if !opened || !closed {
		return "", fmt.Errorf("no %s … %s", strings.TrimSpace(opening), closing)
	}
	return before + opening + table + closing + after, nil
}
