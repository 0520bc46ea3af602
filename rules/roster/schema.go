package roster

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Schema names the fields of a roster, in their order.
type Schema struct {
	Fields []Field
	Checks []Check
	file   *source.File
}

// A Field is one column of the roster.
type Field struct {
	Name    string // person, category, pay.basic
	Kind    lang.Kind
	Label   string      // 人员编号
	Aliases []string    // further headers that mean this field
	Unit    string      // yuan/month
	Enum    []EnumValue // allowed values; nil means any
	Min     lang.Value  // lowest allowed value of a number; unknown means none
	Max     lang.Value
	Key     bool // identifies a person; not empty, not repeated
	Private bool // names a person to the world: kept out of reports and logs
}

// An EnumValue is one allowed value of a field, with the words that mean it.
type EnumValue struct {
	Code    string
	Label   string
	Aliases []string
}

// A Check is a condition that a row should never meet.
type Check struct {
	ID       string
	Field    string // the field to look at first
	When     *lang.Expr
	Says     *lang.Template
	Severity source.Severity
}

// LoadSchema reads a schema file and reports all of its problems.
func LoadSchema(f *source.File) (*Schema, source.Problems) { panic("not yet") }

// Index gives the position of a field by its name, or -1.
func (s *Schema) Index(name string) int { panic("not yet") }

// Header finds the field that a column header names: its name, its label or an
// alias, whatever the spaces, the width of letters and the case.
func (s *Schema) Header(text string) (index int, ok bool) { panic("not yet") }

// KeyField gives the index of the field that identifies a person.
func (s *Schema) KeyField() int { panic("not yet") }

// PayItems gives the names of the pay items, without "pay.", in order.
func (s *Schema) PayItems() []string { panic("not yet") }

// LangFields gives the fields as expressions see them, in the same order:
// person.rank, pay.basic.
func (s *Schema) LangFields() []lang.Field { panic("not yet") }

// Hash gives the sha256 of the schema file, in hex.
func (s *Schema) Hash() string { panic("not yet") }

// ParseCell reads the text of one cell. An empty cell (also "-", "无", "N/A")
// is unknown. Enum labels and aliases become codes. Dates may be written
// 1932-05-01, 1932/5/1, 1932.5.1, 19320501 or 1932年5月1日; a year and month alone are
// an error, not a guess. The error is a [source.Fault].
func (s *Schema) ParseCell(field int, text string) (lang.Value, error) { panic("not yet") }
