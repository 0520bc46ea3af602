package main

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var (
	yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")
	command   = regexp.MustCompile(`(?m)^    (weiran .*)$`)
)

// endless is the command of the READMEs that does not end by itself.
const endless = "weiran schedule "

// TestReadme runs what both READMEs print, in its order and as it is printed.
func TestReadme(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		t.Run(name, func(t *testing.T) {
			text := string(read(t, filepath.Join("..", ".."), name))
			dir := t.TempDir()
			shell(t, dir, "weiran demo")
			writeWorkbook(t, filepath.Join(dir, "weiran-demo", "roster.csv"), filepath.Join(dir, "roster.xlsx"))
			blocks := yamlBlock.FindAllStringSubmatch(text, -1)
			for i, file := range []string{"first.yaml", "first-rule.yaml"} {
				if !strings.Contains(text, "`"+file+"`") {
					t.Errorf("the README does not say that its file %d is %s", i+1, file)
				}
				if err := os.WriteFile(filepath.Join(dir, file), []byte(blocks[i][1]), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			commands := command.FindAllStringSubmatch(text, -1)
			if len(commands) < 10 {
				t.Errorf("the README prints %d commands", len(commands))
			}
			for _, c := range commands {
				if !strings.HasPrefix(c[1], endless) {
					shell(t, dir, c[1])
				}
			}
		})
	}
}

// TestReadmesAreAlike holds the commands and the files of both READMEs together;
// only their comments are in two languages.
func TestReadmesAreAlike(t *testing.T) {
	en, zh := printed(t, "README.md"), printed(t, "README.zh-CN.md")
	if len(en) != len(zh) {
		t.Fatalf("the READMEs print %d and %d lines", len(en), len(zh))
	}
	for i := range en {
		if en[i] != zh[i] {
			t.Errorf("the READMEs print\n%s\n%s", en[i], zh[i])
		}
	}
}

// printed gives the commands and the lines of files in a README, less comments.
func printed(t *testing.T, name string) []string {
	t.Helper()
	text := string(read(t, filepath.Join("..", ".."), name))
	var lines []string
	for _, c := range command.FindAllStringSubmatch(text, -1) {
		lines = append(lines, c[1])
	}
	for _, b := range yamlBlock.FindAllStringSubmatch(text, -1) {
		lines = append(lines, strings.Split(b[1], "\n")...)
	}
	for i, line := range lines {
		code, _, _ := strings.Cut(line, " # ")
		lines[i] = strings.TrimSpace(code)
	}
	return lines
}

// shell runs a command line, in a folder.
func shell(t *testing.T, dir, line string) {
	t.Helper()
	c := exec.Command("sh", "-c", line)
	c.Dir = dir
	c.Env = append(os.Environ(), "DATABASE_URL=")
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", line, err, out)
	}
}

// writeWorkbook writes a CSV file as a workbook of one sheet.
func writeWorkbook(t *testing.T, from, to string) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	book := excelize.NewFile()
	defer book.Close()
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}
