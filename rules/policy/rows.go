package policy

import (
	"slices"
	"strings"

	"weiran/rules/source"
)

// tableText is a table as it is written. The rows are maps, one inside the
// other for several keys, or a list of {key: …, value: …}.
type tableText struct {
	Pos  source.Pos
	By   []source.Str `yaml:"by,required"`
	Rows partText     `yaml:"rows,required"`
	Else partText     `yaml:"else"`
	Cite string       `yaml:"cite"`
}

// A rowText is one row of a table: its keys, in the order of `by`, and its
// figure. A row of fewer keys is a hole for all that begin with them.
type rowText struct {
	keys   []source.Str
	figure Figure
	pos    source.Pos
}

// rows gives the rows of a table in the order of the file.
func (l *loader) rows(text tableText) []rowText {
	switch {
	case len(text.By) == 0:
		return nil
	case text.Rows.shape == listing:
		return l.listed(text)
	}
	return l.nested(text.By, text.Rows, nil)
}

// nested gives the rows below a part of a table whose first keys are given.
func (l *loader) nested(by []source.Str, part partText, keys []source.Str) []rowText {
	if len(keys) == len(by) || part.isHole() {
		if f, ok := l.single(by, part, keys); ok {
			return []rowText{{keys: keys, figure: f, pos: rowPlace(part, keys)}}
		}
		return nil
	}
	if part.shape != mapping {
		if part.shape != absent || len(keys) > 0 {
			l.problems.Add(placeOf(part, keys),
				source.Say("rows by %s are needed here", "此处应为按 %s 分列的行", by[len(keys)].Value),
				source.Say("the table is by %s: write one map inside the other", "本表按 %s 查找：请逐层写成“键: 值”", joined(by)))
		}
		return nil
	}
	var rows []rowText
	for _, e := range part.inside {
		below := append(append([]source.Str{}, keys...), e.Key)
		rows = append(rows, l.nested(by, e.Value, below)...)
	}
	return rows
}

// single reads the figure of one row.
func (l *loader) single(by []source.Str, part partText, keys []source.Str) (Figure, bool) {
	switch {
	case part.shape == null || part.shape == blank:
		l.fault(keys[len(keys)-1], source.Say("the row has no value", "该行没有值"),
			source.Say("write unknown for one that is not known", "尚不知道的写 unknown"))
		return Figure{}, false
	case part.shape == mapping && len(part.inside) > 0 && !part.dated():
		l.problems.Add(part.pos,
			source.Say("one value is needed here", "此处应为单个值"),
			source.Say("the table is by %s", "本表按 %s 查找", joined(by)))
		return Figure{}, false
	}
	return l.figure(part)
}

// rowPlace gives the place of a row: that of its last key.
func rowPlace(part partText, keys []source.Str) source.Pos {
	if len(keys) > 0 {
		return keys[len(keys)-1].Pos(0)
	}
	return part.pos
}

// placeOf gives the place of a part, or of its key where the part is empty.
func placeOf(part partText, keys []source.Str) source.Pos {
	if part.shape == scalar || part.shape == mapping || part.shape == listing {
		return part.pos
	}
	return rowPlace(part, keys)
}

func joined(names []source.Str) string {
	var texts []string
	for _, n := range names {
		texts = append(texts, n.Value)
	}
	return strings.Join(texts, ", ")
}

// listed gives the rows of a table written as a list of {key: …, value: …}.
func (l *loader) listed(text tableText) []rowText {
	var rows []rowText
	for _, cells := range text.Rows.list {
		if r, ok := l.listedRow(text, cells); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// listedRow reads one {key: …, value: …} and reports whether it is complete.
func (l *loader) listedRow(text tableText, cells source.Map[partText]) (rowText, bool) {
	columns := []string{}
	for _, name := range text.By {
		columns = append(columns, bare(name.Value))
	}
	columns = append(columns, "value")
	found := make([]partText, len(columns))
	for _, e := range cells {
		at := slices.Index(columns, bare(e.Key.Value))
		if at < 0 {
			l.fault(e.Key, source.Say("unknown key %q", "未知的键 %q", e.Key.Value), source.DidYouMean(e.Key.Value, columns))
			continue
		}
		found[at] = e.Value
	}
	place := startOf(text, cells)
	complete := true
	for i, column := range columns {
		if found[i].shape == absent || found[i].shape == scalar && found[i].value.Empty() {
			complete = false
			l.problems.Add(place, source.Say("%q is missing", "缺少 %q", column), source.Text{})
		}
	}
	if !complete {
		return rowText{}, false
	}
	r := rowText{pos: place}
	for _, part := range found[:len(text.By)] {
		if part.shape != scalar {
			l.problems.Add(part.pos, source.Say("a single value is needed here", "此处应为单个值"), source.Text{})
			return rowText{}, false
		}
		r.keys = append(r.keys, part.value)
	}
	var ok bool
	r.figure, ok = l.figure(found[len(text.By)])
	return r, ok
}

// bare gives the name of a roster field without the prefix that expressions
// write: rank.
func bare(name string) string { return strings.TrimPrefix(name, "person.") }

// startOf gives where a listed row starts.
func startOf(text tableText, cells source.Map[partText]) source.Pos {
	if len(cells) == 0 {
		return text.Rows.pos
	}
	return cells[0].Key.Pos(0)
}
