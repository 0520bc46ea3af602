package policy

import (
	"slices"
	"strconv"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

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
	rows []Row
	at   map[string]int // where a row stands, by its canonical keys
	rest *Row           // of every other row; nil for none
}

// table reads one table of the file as a function of expressions.
func (l *loader) table(entry source.Entry[tableText]) LookupInfo {
	text := entry.Value
	t := &table{name: "table." + entry.Key.Value, at: map[string]int{}, rest: l.rest(text.Else)}
	if text.By != nil && len(text.By) == 0 {
		l.problems.Add(text.Pos, source.Say("the table is by nothing", "表没有查找依据"), source.Say("write by: [rank]", "请写 by: [rank]"))
	}
	rows := l.rows(text)
	for depth, name := range text.By {
		if slices.Contains(t.names(), bare(name.Value)) {
			l.repeated(name)
		}
		t.keys = append(t.keys, l.key(name, depth, rows))
	}
	if text.Rows.hollow() && text.Else.shape == absent {
		l.problems.Add(text.Rows.pos, source.Say("the table has no rows", "表中没有行"), source.Text{})
	}
	for _, r := range rows {
		l.row(t, r)
	}
	info := LookupInfo{Name: t.name, Cite: text.Cite, Rows: t.rows, Else: t.rest, find: t.find, words: t.describe}
	for _, k := range t.keys {
		info.By = append(info.By, k.Field)
	}
	return info
}

// rest reads the else of a table or a band.
func (l *loader) rest(text partText) *Row {
	if text.shape == absent {
		return nil
	}
	f, ok := l.figure(text)
	if !ok {
		return nil
	}
	return &Row{Words: source.Say("else", "其余"), Figure: f, Pos: text.pos, Width: widthOf(text.value)}
}

// key finds the roster field that a table is keyed by. A name that is no field
// is a free one, whose kind the rows tell.
func (l *loader) key(name source.Str, depth int, rows []rowText) key {
	index := l.schema.Index(name.Value)
	if index < 0 {
		var texts []string
		for _, r := range rows {
			if depth < len(r.keys) {
				texts = append(texts, r.keys[depth].Value)
			}
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

// row adds one row to the table.
func (l *loader) row(t *table, text rowText) {
	ok := true
	args := make([]lang.Value, len(text.keys))
	for i, key := range text.keys {
		var read bool
		args[i], read = l.keyValue(t.keys[i], key)
		ok = ok && read
	}
	if !ok {
		return
	}
	id := t.id(args)
	if _, repeated := t.at[id]; repeated {
		l.fault(text.keys[len(text.keys)-1],
			source.Say("%s has a second row for %s", "%s 中 %s 的行重复", t.name, t.describe(args)),
			source.Say("keep one of them", "请只保留一行"))
		return
	}
	t.at[id] = len(t.rows)
	r := Row{Keys: args, Words: t.describe(args), Figure: text.figure, Pos: text.pos}
	if len(text.keys) > 0 {
		r.Width = widthOf(text.keys[len(text.keys)-1])
	}
	t.rows = append(t.rows, r)
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
	f := l.schema.Fields[field]
	name := source.Text{EN: f.Name, ZH: f.Label}
	number, _ := v.Decimal()
	low, hasLow := f.Min.Decimal()
	high, hasHigh := f.Max.Decimal()
	switch {
	case hasLow && number < low:
		l.fault(text, source.Say("%s is below %s, the least %s", "%s 小于 %s（%s的下限）", v, f.Min, name), source.Text{})
		return false
	case hasHigh && number > high:
		l.fault(text, source.Say("%s is above %s, the greatest %s", "%s 大于 %s（%s的上限）", v, f.Max, name), source.Text{})
		return false
	}
	return true
}

// id gives the canonical form of a row's keys, or of the first of them.
func (t *table) id(args []lang.Value) string {
	var id []byte
	for _, arg := range args {
		if d, ok := arg.Decimal(); ok {
			id = d.Append(id)
		} else {
			id = arg.Append(id)
		}
		id = append(id, '\x1f')
	}
	return string(id)
}

// find gives the row that answers; a hole for many rows answers where none of
// its own does.
func (t *table) find(args []lang.Value) *Row {
	for n := len(args); n >= 0; n-- {
		if at, ok := t.at[t.id(args[:n])]; ok {
			return &t.rows[at]
		}
	}
	return t.rest
}

// names gives the keys' names as rows write them: rank, pay.basic.
func (t *table) names() []string {
	var names []string
	for _, k := range t.keys {
		names = append(names, bare(k.Name))
	}
	return names
}

// describe names the keys of a row: rank 131, in Chinese 职级 131.
func (t *table) describe(args []lang.Value) source.Text {
	var en, zh []string
	names := t.names()
	for i, arg := range args {
		k := t.keys[i]
		en = append(en, names[i]+" "+arg.String())
		zh = append(zh, k.Label+" "+k.label(arg))
	}
	return source.Text{EN: strings.Join(en, ", "), ZH: strings.Join(zh, "、")}
}
