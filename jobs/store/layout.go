package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A field is a field of a roster as the store knows it: a name and a kind.
type field struct {
	name string
	kind lang.Kind
}

// column gives the column of a field that has one: pay_basic for pay.basic.
func (f field) column() string { return strings.ReplaceAll(f.name, ".", "_") }

// shipped are the fields of the shipped schema, each with a column of the table
// person. Any other field, or one of another kind, is kept in the column more.
var shipped = []field{
	{"person", lang.String},
	{"name", lang.String},
	{"national_id", lang.String},
	{"phone", lang.String},
	{"category", lang.String},
	{"rank", lang.Int},
	{"treatment_rank", lang.Int},
	{"sex", lang.String},
	{"born", lang.DateKind},
	{"joined_on", lang.DateKind},
	{"retired_on", lang.DateKind},
	{"died_on", lang.DateKind},
	{"contribution_years", lang.DecimalKind},
	{"unit", lang.String},
	{"unit_kind", lang.String},
	{"payer", lang.String},
	{"township", lang.String},
	{"region", lang.Int},
	{"hardship_class", lang.Int},
	{"disabled", lang.Bool},
	{"military", lang.Bool},
	{"pay.basic", lang.DecimalKind},
	{"pay.living", lang.DecimalKind},
	{"pay.hardship", lang.DecimalKind},
	{"pay.allowance", lang.DecimalKind},
	{"pay.nursing", lang.DecimalKind},
	{"pay.self_hire", lang.DecimalKind},
	{"pay.disability", lang.DecimalKind},
}

// persons is the table of the rows of rosters.
var persons = table{"person", personColumns()}

func personColumns() []string {
	columns := []string{"roster", "position"}
	for _, f := range shipped {
		columns = append(columns, f.column())
	}
	return append(columns, "more")
}

// A layout says where the fields of a schema are kept.
type layout struct {
	fields []field
	column []int // for each field, its index in shipped, or elsewhere
}

// elsewhere marks a field that has no column of its own.
const elsewhere = -1

func layOut(s *roster.Schema) layout {
	var l layout
	for _, f := range s.Fields {
		kept := field{f.Name, f.Kind}
		l.fields = append(l.fields, kept)
		l.column = append(l.column, columnOf(kept))
	}
	return l
}

func columnOf(f field) int {
	for i, known := range shipped {
		if f == known {
			return i
		}
	}
	return elsewhere
}

// write gives the n-th person's row of the table person, counted from 1, without
// the columns before the fields.
func (l layout) write(n int, person lang.Row, row []any) error {
	clear(row)
	more := map[string]any{}
	for i, f := range l.fields {
		v := person.Field(i)
		switch at := l.column[i]; {
		case !v.Known():
		case at != elsewhere:
			row[at] = cellOf(v)
		case !storable(v.String()): // JSON would mend it, and change it
			return badText(f.name, n)
		default:
			more[f.name] = jsonOf(v)
		}
	}
	if len(more) == 0 {
		return nil
	}
	text, err := json.Marshal(more)
	row[len(shipped)] = string(text)
	return err
}

// cellOf gives a known value as a column keeps it.
func cellOf(v lang.Value) any {
	switch v.Kind() {
	case lang.Bool:
		return v.Bool()
	case lang.Int:
		return v.Int()
	case lang.DecimalKind:
		d, _ := v.Decimal()
		return int64(d)
	}
	return v.String()
}

// jsonOf gives a known value as JSON keeps it. A decimal is a string, since
// whoever reads a JSON number may take it for a float.
func jsonOf(v lang.Value) any {
	switch v.Kind() {
	case lang.Bool:
		return v.Bool()
	case lang.Int:
		return v.Int()
	case lang.Strings:
		return v.List()
	}
	return v.String()
}

// A cell receives one column of a row. It is a [sql.Scanner], so that both
// databases fill it, each with its own idea of a date or a bool, and so that no
// error repeats what was in the cell.
type cell struct {
	kind  lang.Kind
	value lang.Value
}

var _ sql.Scanner = (*cell)(nil)

// Scan takes what the driver gives.
func (c *cell) Scan(from any) error {
	value, ok := c.read(from)
	if !ok {
		return fmt.Errorf("a cell is not a %s", c.kind)
	}
	c.value = value
	return nil
}

func (c *cell) read(from any) (v lang.Value, ok bool) {
	switch x := from.(type) {
	case nil:
		return lang.Value{}, true
	case bool:
		return lang.BoolOf(x), c.kind == lang.Bool
	case int64:
		return c.number(x)
	case time.Time:
		year, month, day := x.Date()
		d, ok := lang.NewDate(year, int(month), day)
		return lang.DateOf(d), ok && c.kind == lang.DateKind
	case []byte:
		return c.text(string(x))
	case string:
		return c.text(x)
	}
	return lang.Value{}, false
}

func (c *cell) number(n int64) (v lang.Value, ok bool) {
	switch c.kind {
	case lang.Int:
		return lang.IntOf(n), true
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(n)), true
	case lang.Bool:
		return lang.BoolOf(n == 1), n == 0 || n == 1
	}
	return lang.Value{}, false
}

func (c *cell) text(s string) (v lang.Value, ok bool) {
	switch c.kind {
	case lang.String:
		return lang.StringOf(s), true
	case lang.DateKind:
		d, err := lang.ParseDate(s)
		return lang.DateOf(d), err == nil
	case lang.DecimalKind: // only inside JSON
		d, err := lang.ParseDecimal(s)
		return lang.DecimalOf(d), err == nil
	}
	return lang.Value{}, false
}

// fromJSON reads a value that jsonOf gave. An error repeats nothing of it.
func (f field) fromJSON(text json.RawMessage) (lang.Value, error) {
	var from any
	var err error
	switch f.kind {
	case lang.Bool:
		from, err = decode[bool](text)
	case lang.Int:
		from, err = decode[int64](text)
	case lang.Strings:
		list, err := decode[[]string](text)
		return lang.StringsOf(list), f.blame(err)
	default:
		from, err = decode[string](text)
	}
	c := cell{kind: f.kind}
	return c.value, f.blame(errors.Join(err, c.Scan(from)))
}

func decode[T any](text json.RawMessage) (v T, err error) {
	err = json.Unmarshal(text, &v)
	return v, err
}

// blame names the field whose value in the column more cannot be read.
func (f field) blame(err error) error {
	if err == nil {
		return nil
	}
	return source.Fault{
		Message: source.Say("a value of %s in the store is not a %s", "数据库中 %s 的值不是 %s 类型", f.name, f.kind),
		Hint:    source.Say("import the roster again", "请重新导入名册"),
	}
}
