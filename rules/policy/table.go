package policy

import (
	"strconv"
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

// A row is one row of a table: its keys, in the order of `by`, and its value.
type row struct {
	keys  []source.Str
	value source.Str
}

// A key is what a table is looked up by: a field of the roster or a free name.
type key struct {
	lang.Field
	index int // of the roster field, or -1
	label func(v lang.Value) string
}

// A table gives an amount or a rate by its keys.
type table struct {
	name string // table.lixiu
	keys []key
	rows map[string]lang.Decimal // by canonical keys
	rest *lang.Decimal           // the value of every other row; nil for none
}

// table reads one table of the file as a function of expressions.
func (l *loader) table(entry source.Entry[tableText]) lang.Lookup {
	text := entry.Value
	t := &table{name: "table." + entry.Key.Value, rows: map[string]lang.Decimal{}, rest: text.Else}
	if text.By != nil && len(text.By) == 0 {
		l.problems.Add(text.Pos, source.Say("the table is by nothing", "表没有查找依据"), source.Say("write by: [rank]", "请写 by: [rank]"))
	}
	rows := l.rows(text)
	for depth, name := range text.By {
		if indexOf(t.names(), strings.TrimPrefix(name.Value, "person.")) >= 0 {
			l.repeated(name)
		}
		t.keys = append(t.keys, l.key(name, depth, rows))
	}
	if text.Rows.shape == mapping && len(text.Rows.inside) == 0 && text.Else == nil {
		l.problems.Add(text.Rows.pos, source.Say("the table has no rows", "表中没有行"), source.Text{})
	}
	for _, r := range rows {
		l.row(t, r)
	}
	lookup := lang.Lookup{Name: t.name, Result: lang.DecimalKind, Call: t.call}
	for _, k := range t.keys {
		lookup.Params = append(lookup.Params, k.Field)
	}
	return lookup
}

// key finds the roster field that a table is keyed by. A name that is no field
// is a free one, whose kind the rows tell.
func (l *loader) key(name source.Str, depth int, rows []row) key {
	index := l.schema.Index(name.Value)
	if index < 0 {
		var texts []string
		for _, r := range rows {
			texts = append(texts, r.keys[depth].Value)
		}
		return key{
			Field: lang.Field{Name: name.Value, Label: name.Value, Kind: kindOf(texts)},
			index: index,
			label: lang.Value.String,
		}
	}
	field := l.layout.fields[index]
	if l.schema.Fields[index].Private {
		l.private(name, field.Name)
	}
	label := func(v lang.Value) string { return l.schema.ValueLabel(index, v) }
	return key{Field: field, index: index, label: label}
}

// kindOf gives the first kind that every text can be read as.
func kindOf(texts []string) lang.Kind {
	for _, kind := range []lang.Kind{lang.Int, lang.DecimalKind, lang.DateKind, lang.Bool} {
		fits := len(texts) > 0
		for _, text := range texts {
			_, err := parseKind(kind, text)
			fits = fits && err == nil
		}
		if fits {
			return kind
		}
	}
	return lang.String
}

// parseKind reads a text as a value of a kind.
func parseKind(kind lang.Kind, text string) (lang.Value, error) {
	switch kind {
	case lang.Int:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return lang.Value{}, source.Fault{Message: source.Say("%q is not a whole number", "%q 不是整数", text)}
		}
		return lang.IntOf(n), nil
	case lang.DecimalKind:
		d, err := lang.ParseDecimal(text)
		return lang.DecimalOf(d), err
	case lang.DateKind:
		d, err := lang.ParseDate(text)
		return lang.DateOf(d), err
	case lang.Bool:
		if text != "true" && text != "false" {
			return lang.Value{}, source.Fault{Message: source.Say("%q is not true or false", "%q 不是 true 或 false", text)}
		}
		return lang.BoolOf(text == "true"), nil
	}
	return lang.StringOf(text), nil
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

func (l *loader) listedRow(text tableText, cells source.Map[source.Str]) (row, bool) {
	r := row{keys: make([]source.Str, len(text.By))}
	columns := []string{}
	for _, name := range text.By {
		columns = append(columns, strings.TrimPrefix(name.Value, "person."))
	}
	columns = append(columns, "value")
	places := make([]source.Str, len(columns))
	ok := true
	for _, e := range cells {
		at := indexOf(columns, strings.TrimPrefix(e.Key.Value, "person."))
		if at < 0 {
			ok = false
			l.fault(e.Key, source.Say("unknown key %q", "未知的键 %q", e.Key.Value), source.DidYouMean(e.Key.Value, columns))
			continue
		}
		places[at] = e.Value
	}
	for i, column := range columns {
		if places[i].Empty() {
			ok = false
			l.problems.Add(startOf(text, cells), source.Say("%q is missing", "缺少 %q", column), source.Text{})
		}
	}
	copy(r.keys, places)
	r.value = places[len(columns)-1]
	return r, ok
}

// startOf gives where a listed row starts.
func startOf(text tableText, cells source.Map[source.Str]) source.Pos {
	if len(cells) == 0 {
		return text.Rows.pos
	}
	return cells[0].Key.Pos(0)
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

// row adds one row to the table.
func (l *loader) row(t *table, r row) {
	ok := true
	args := make([]lang.Value, len(t.keys))
	for i, k := range t.keys {
		var read bool
		args[i], read = l.keyValue(k, r.keys[i])
		ok = ok && read
	}
	value, err := lang.ParseDecimal(r.value.Value)
	if err != nil {
		fault := faultOf(err)
		l.fault(r.value, fault.Message, fault.Hint)
		return
	}
	if !ok {
		return
	}
	id := t.id(args)
	if _, repeated := t.rows[id]; repeated {
		l.fault(r.keys[len(r.keys)-1],
			source.Say("%s has a second row for %s", "%s 中 %s 的行重复", t.name, t.describe(args)),
			source.Say("keep one of them", "请只保留一行"))
		return
	}
	t.rows[id] = value
}

// keyValue reads one key of a row: as a cell of the roster field where it is
// one, so that a label is read as its code.
func (l *loader) keyValue(k key, text source.Str) (lang.Value, bool) {
	if k.index >= 0 {
		v, ok := l.cell(k.index, text)
		return v, ok && l.within(k.index, v, text)
	}
	v, err := parseKind(k.Kind, text.Value)
	return v, err == nil
}

// within reports whether a number lies in the range of its field: a row beyond
// it could never be found.
func (l *loader) within(field int, v lang.Value, text source.Str) bool {
	number, ok := v.Decimal()
	if !ok {
		return true
	}
	f := l.schema.Fields[field]
	low, hasLow := f.Min.Decimal()
	high, hasHigh := f.Max.Decimal()
	if hasLow && number < low || hasHigh && number > high {
		l.fault(text,
			source.Say("%s lies outside %s to %s of %s", "%s 超出 %[4]s 的范围 %[2]s 至 %[3]s", v, f.Min, f.Max, f.Name),
			source.Text{})
		return false
	}
	return true
}

// id gives the canonical form of a row's keys.
func (t *table) id(args []lang.Value) string {
	parts := make([]string, len(args))
	for i, arg := range args {
		parts[i] = arg.String()
		if d, ok := arg.Decimal(); ok {
			parts[i] = d.String()
		}
	}
	return strings.Join(parts, "\x1f")
}

// call looks a row up.
func (t *table) call(args []lang.Value) lang.Value {
	if d, ok := t.rows[t.id(args)]; ok {
		return lang.DecimalOf(d)
	}
	if t.rest != nil {
		return lang.DecimalOf(*t.rest)
	}
	return lang.Failed(source.Fault{
		Message: source.Say("%s has no row for %s", "%s 中没有 %s 的行", t.name, t.describe(args)),
		Hint:    source.Say("add the row, or an else for all others", "请补上这一行，或用 else 写明其余情形"),
	})
}

// names gives the keys' names as rows write them: rank, pay.basic.
func (t *table) names() []string {
	var names []string
	for _, k := range t.keys {
		names = append(names, strings.TrimPrefix(k.Name, "person."))
	}
	return names
}

// describe names the keys of a row: rank 131, in Chinese 职级 131.
func (t *table) describe(args []lang.Value) source.Text {
	var en, zh []string
	names := t.names()
	for i, k := range t.keys {
		en = append(en, names[i]+" "+args[i].String())
		zh = append(zh, k.Label+" "+k.label(args[i]))
	}
	return source.Text{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "、")}
}
