package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// tableText is a table as it is written. The rows are maps, one inside the
// other for several keys, or a list of {key: …, value: …}.
type tableText struct {
	Pos  source.Pos
	By   []source.Str  `yaml:"by,required"`
	Rows rowsText      `yaml:"rows,required"`
	Else *lang.Decimal `yaml:"else"`
	Cite string        `yaml:"cite"`
}

// rowsText is a part of a table's rows: a value, a map of further parts, or a
// list of rows.
type rowsText struct {
	pos    source.Pos
	value  source.Str
	shape  shape
	inside source.Map[rowsText]
	list   []source.Map[source.Str]
}

type shape uint8

const (
	empty shape = iota
	scalar
	mapping
	listing
)

// UnmarshalSource reads the part in whichever shape it has.
func (r *rowsText) UnmarshalSource(n source.Node) {
	r.pos = n.Pos()
	switch {
	case n.IsMap():
		r.shape = mapping
		n.Decode(&r.inside)
	case n.IsList():
		r.shape = listing
		n.Decode(&r.list)
	default:
		r.shape = scalar
		r.value = n.Str()
	}
}

// hollow reports whether the rows are there, but none.
func (r rowsText) hollow() bool {
	return (r.shape == mapping || r.shape == listing) && len(r.inside)+len(r.list) == 0
}

// A row is one row of a table: its keys, in the order of `by`, and its value.
type row struct {
	keys  []source.Str
	value source.Str
}

// rows gives the rows of a table in the order of the file.
func (l *loader) rows(text tableText) []row {
	switch {
	case len(text.By) == 0:
		return nil
	case text.Rows.shape == listing:
		return l.listed(text)
	}
	return l.nested(text.By, text.Rows, nil)
}

// nested gives the rows below a part of a table whose first keys are given.
func (l *loader) nested(by []source.Str, part rowsText, keys []source.Str) []row {
	if len(keys) == len(by) {
		if l.single(by, part, keys) {
			return []row{{keys: keys, value: part.value}}
		}
		return nil
	}
	if part.shape != mapping {
		if part.shape != empty || len(keys) > 0 {
			l.problems.Add(placeOf(part, keys),
				source.Say("rows by %s are needed here", "此处应为按 %s 分列的行", by[len(keys)].Value),
				source.Say("the table is by %s: write one map inside the other", "本表按 %s 查找：请逐层写成“键: 值”", joined(by)))
		}
		return nil
	}
	var rows []row
	for _, e := range part.inside {
		below := append(append([]source.Str{}, keys...), e.Key)
		rows = append(rows, l.nested(by, e.Value, below)...)
	}
	return rows
}

// single reports whether a part of a table is one value.
func (l *loader) single(by []source.Str, part rowsText, keys []source.Str) bool {
	switch {
	case part.shape == scalar:
		return true
	case part.shape == empty:
		l.problems.Add(placeOf(part, keys), source.Say("the row has no value", "该行没有值"), source.Text{})
	case part.dated():
		l.problems.Add(part.pos,
			source.Say("one value is needed here: values that change with the date are not read", "此处应为单个值：暂不支持按日期变化的值"),
			source.Say("write the value that the policy brings", "请写本政策的标准"))
	default:
		l.problems.Add(part.pos,
			source.Say("one value is needed here", "此处应为单个值"),
			source.Say("the table is by %s", "本表按 %s 查找", joined(by)))
	}
	return false
}

// dated reports whether the part is a map from dates to values.
func (r rowsText) dated() bool {
	for _, e := range r.inside {
		if _, err := lang.ParseDate(e.Key.Value); err != nil {
			return false
		}
	}
	return len(r.inside) > 0
}

// placeOf gives the place of a part, or of its key where the part is empty.
func placeOf(part rowsText, keys []source.Str) source.Pos {
	if part.shape == empty && len(keys) > 0 {
		return keys[len(keys)-1].Pos(0)
	}
	return part.pos
}

func joined(names []source.Str) string {
	var texts []string
	for _, n := range names {
		texts = append(texts, n.Value)
	}
	return strings.Join(texts, ", ")
}

// listed gives the rows of a table written as a list of {key: …, value: …}.
func (l *loader) listed(text tableText) []row {
	var rows []row
	for _, cells := range text.Rows.list {
		if r, ok := l.listedRow(text, cells); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// listedRow reads one {key: …, value: …} and reports whether it is complete.
func (l *loader) listedRow(text tableText, cells source.Map[source.Str]) (row, bool) {
	columns := []string{}
	for _, name := range text.By {
		columns = append(columns, bare(name.Value))
	}
	columns = append(columns, "value")
	found := make([]source.Str, len(columns))
	for _, e := range cells {
		at := slices.Index(columns, bare(e.Key.Value))
		if at < 0 {
			l.fault(e.Key, source.Say("unknown key %q", "未知的键 %q", e.Key.Value), source.DidYouMean(e.Key.Value, columns))
			continue
		}
		found[at] = e.Value
	}
	complete := true
	for i, column := range columns {
		if found[i].Empty() {
			complete = false
			l.problems.Add(startOf(text, cells), source.Say("%q is missing", "缺少 %q", column), source.Text{})
		}
	}
	last := len(columns) - 1
	return row{keys: found[:last], value: found[last]}, complete
}

// bare gives the name of a roster field without the prefix that expressions
// write: rank.
func bare(name string) string { return strings.TrimPrefix(name, "person.") }

// startOf gives where a listed row starts.
func startOf(text tableText, cells source.Map[source.Str]) source.Pos {
	if len(cells) == 0 {
		return text.Rows.pos
	}
	return cells[0].Key.Pos(0)
}
