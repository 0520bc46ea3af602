package jobs

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"weiran/rules/hotspot"
	"weiran/rules/source"
)

// Reopen works a run out again from its folder, and leaves nothing.
func Reopen(ctx context.Context, dir string) (*Done, error) {
	again, err := reopen(ctx, dir)
	if err != nil {
		return nil, err
	}
	return again.work.done(again.record, dir), nil
}

// A FlaggedTable is a table of persons to scan for hotspots, by the names of its
// columns. A cross may name columns that are in neither the tree nor flat: those
// are scanned by themselves too.
type FlaggedTable struct {
	Path  string // csv, UTF-8 or GB18030
	Flag  string // holds 1, true or 是, or else 0, false or 否
	Tree  []string
	Flat  []string
	Cross [][]string

	MinCases, MinPersons, Replicates int // 0 means what [hotspot.Study] says
	MaxShare                         float64
	Seed                             uint64
}

// Scan looks for hotspots in the table. What is wrong with the table is a
// [Mistake] or [source.Problems], which repeat no cell of it.
func (t FlaggedTable) Scan(ctx context.Context) (*hotspot.Result, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	rows, err := readCSV(t.Path)
	if err != nil {
		return nil, err
	}
	study, err := t.study(rows)
	if err != nil {
		return nil, err
	}
	found, err := hotspot.Scan(ctx, study)
	if err != nil {
		return nil, err
	}
	found.Notes = append(found.Notes, t.repeated(rows)...)
	return found, nil
}

// repeated tells of numbers that stand more than once in a first column that looks
// like one of numbers of persons: whoever has two rows is counted twice.
func (t FlaggedTable) repeated(rows [][]string) []source.Text {
	if slices.Contains(t.columns(), rows[0][0]) {
		return nil
	}
	times := map[string]int{}
	for _, row := range rows[1:] {
		times[row[0]]++
	}
	again := len(rows) - 1 - len(times)
	if again == 0 || 2*len(times) < len(rows) {
		return nil
	}
	return []source.Text{source.Say("%d rows have a %s that another row has: if it is the number of a person, some are counted twice",
		"有 %d 行的“%s”与别的行相同：如为人员编号，则有人被重复计算", again, rows[0][0])}
}

// columns gives the names of all columns that are asked for.
func (t FlaggedTable) columns() []string {
	return slices.Concat([]string{t.Flag}, t.Tree, t.Flat, slices.Concat(t.Cross...))
}

// check refuses what can be refused before the table is read.
func (t FlaggedTable) check() error {
	columns := append(slices.Clone(t.Tree), t.Flat...)
	if len(columns) == 0 && len(t.Cross) == 0 {
		return mistake(source.Say("no column says how to group the persons", "没有指定按哪些列分组"),
			source.Say("name some with --tree, --flat or --cross", "请用 --tree、--flat 或 --cross 指定"))
	}
	for i, name := range columns {
		if slices.Contains(columns[:i], name) {
			return mistake(source.Say("the column %s is named twice", "列 %s 指定了两次", name),
				source.Say("name a column once, in --tree or in --flat", "一列只能在 --tree 或 --flat 中出现一次"))
		}
	}
	if slices.Contains(t.columns()[1:], t.Flag) {
		return mistake(source.Say("the column %s says who is flagged, and cannot group persons", "列 %s 说明谁被标记，不能再用来分组", t.Flag),
			source.Say("leave it out of --tree, --flat and --cross", "请从 --tree、--flat、--cross 中去掉"))
	}
	for _, cross := range t.Cross {
		if len(cross) < 2 || slices.Contains(cross, "") || len(slices.Compact(slices.Sorted(slices.Values(cross)))) < len(cross) {
			return mistake(source.Say("the cross %s is not of two columns", "交叉 %s 不是两个不同的列", strings.Join(cross, "*")),
				source.Say("name two, such as cohort*retire_type", "请写两列，例如 cohort*retire_type"))
		}
	}
	return nil
}

// study makes columns of codes of the rows, the first of which is the header.
func (t FlaggedTable) study(rows [][]string) (hotspot.Study, error) {
	s := hotspot.Study{
		Persons: len(rows) - 1, Crosses: t.Cross, MinCases: t.MinCases, MinPersons: t.MinPersons,
		Replicates: t.Replicates, MaxShare: t.MaxShare, Seed: t.Seed, Workers: runtime.GOMAXPROCS(0),
	}
	flat := slices.Clone(t.Flat)
	for _, name := range slices.Concat(t.Cross...) {
		if !slices.Contains(t.Tree, name) && !slices.Contains(flat, name) {
			flat = append(flat, name)
		}
	}
	var groups [][]string
	if len(t.Tree) > 0 {
		groups = append(groups, t.Tree)
	}
	for _, name := range flat {
		groups = append(groups, []string{name})
	}
	for _, names := range groups {
		var d hotspot.Dimension
		for _, name := range names {
			at, err := columnOf(rows[0], name)
			if err != nil {
				return s, err
			}
			d.Levels = append(d.Levels, levelOf(rows[1:], name, at))
		}
		s.Dimensions = append(s.Dimensions, d)
	}
	flags, err := t.flags(rows)
	s.Causes = []hotspot.Cause{{Name: t.Flag, Flags: flags}}
	return s, err
}

func columnOf(header []string, name string) (int, error) {
	at := slices.Index(header, name)
	switch {
	case at >= 0 && slices.Contains(header[at+1:], name):
		return 0, mistake(source.Say("the table has two columns %q", "表中有两列 %q", name),
			source.Say("give each column a name of its own", "请为每一列取不同的名称"))
	case at >= 0:
		return at, nil
	}
	return 0, mistake(source.Say("the table has no column %q", "表中没有列 %q", name), source.DidYouMean(name, header))
}

// levelOf numbers the labels of a column. An empty cell is a missing code.
func levelOf(rows [][]string, name string, column int) hotspot.Level {
	l := hotspot.Level{Name: name, Codes: make([]int32, len(rows))}
	codes := map[string]int32{"": -1}
	for i, row := range rows {
		label := strings.TrimSpace(row[column])
		code, known := codes[label]
		if !known {
			code = int32(len(l.Labels))
			codes[label] = code
			l.Labels = append(l.Labels, label)
		}
		l.Codes[i] = code
	}
	return l
}

var flagWords = map[string]bool{"1": true, "true": true, "是": true, "0": false, "false": false, "否": false}

func (t FlaggedTable) flags(rows [][]string) ([]bool, error) {
	at, err := columnOf(rows[0], t.Flag)
	if err != nil {
		return nil, err
	}
	flags := make([]bool, len(rows)-1)
	var problems source.Problems
	for i, row := range rows[1:] {
		flagged, known := flagWords[strings.ToLower(strings.TrimSpace(row[at]))]
		if !known && len(problems) < mostReasons {
			problems.Add(wholeFile(t.Path),
				source.Say("person %d: %s does not say whether the person is flagged", "第 %d 人：%s 没有说明是否标记", i+1, t.Flag),
				source.Say("write 1, true or 是; else 0, false or 否", "请写 1、true 或 是；否则写 0、false 或 否"))
		}
		flags[i] = flagged
	}
	return flags, problems.Err()
}

// readCSV reads a table whose rows are all as long as its header.
func readCSV(path string) ([][]string, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, mistake(source.Say("%s: there is no such file", "%s：文件不存在", path), source.Say("check the path", "请检查路径"))
	}
	if err != nil {
		return nil, err
	}
	if bytes.IndexByte(text, 0) >= 0 {
		return nil, mistake(source.Say("%s is not a csv file in UTF-8 or GB18030", "%s 不是 UTF-8 或 GB18030 编码的 csv 文件", path),
			source.Say("save the table as csv in UTF-8", "请把表另存为 UTF-8 编码的 csv"))
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		if text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(text); err != nil {
			return nil, fmt.Errorf("read %s as GB18030: %w", path, err)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	var bad *csv.ParseError
	switch {
	case errors.As(err, &bad):
		return nil, mistake(source.Say("%s:%d: this line is not of the table", "%s:%d：这一行不合表的格式", path, bad.Line),
			source.Say("cells are separated by commas, every line has as many as the header, and quotes end where they begin",
				"各格用逗号分隔，每行的格数须与表头相同，引号须成对"))
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case len(rows) == 0:
		return nil, mistake(source.Say("%s is empty", "%s 是空文件", path),
			source.Say("it needs a header and a row a person", "须有表头，每人一行"))
	}
	for i, name := range rows[0] {
		rows[0][i] = strings.TrimSpace(name)
	}
	return rows, nil
}
