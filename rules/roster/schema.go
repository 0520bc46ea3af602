package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// A Schema names the fields of a roster, in their order. It is made by
// [LoadSchema], does not change after that, and is safe for concurrent use.
type Schema struct {
	Fields []Field
	Checks []Check

	file     *source.File
	key      int
	headers  map[string]int
	words    []valueWords    // of each field
	unknowns []lang.Value    // of each field, named
	checked  []int           // the schema field that each field of the checks' scope reads
	program  *column.Program // the conditions of the checks; nil where there is none
}

// A Field is one column of the roster.
type Field struct {
	Name    string // person, category, pay.basic
	Kind    lang.Kind
	Label   string      // 人员编号
	Aliases []string    // further headers that mean this field
	Unit    string      // yuan/month
	Enum    []EnumValue // allowed values of a string or an int; nil means any
	Min     lang.Value  // lowest allowed int, decimal or date; unknown means none
	Max     lang.Value
	Key     bool // identifies a person; not empty, not repeated
	Private bool // names a person to the world: kept out of reports and logs
}

// A Check is a condition that a row should never meet. Where the condition is
// unknown, the row passes: what is not known is the business of the policies.
type Check struct {
	ID       string
	Field    string // the field to look at first
	When     *lang.Expr
	Says     *lang.Template
	Severity source.Severity
}

// payPrefix starts the name of a pay item.
const payPrefix = "pay."

// Dotted gives the field's name in expressions: person.rank, pay.basic.
func (f Field) Dotted() string {
	if strings.HasPrefix(f.Name, payPrefix) {
		return f.Name
	}
	return "person." + f.Name
}

// Index gives the position of a field by its name, or -1. The name may have the
// person. prefix that expressions write.
func (s *Schema) Index(name string) int {
	name = strings.TrimPrefix(name, "person.")
	return slices.IndexFunc(s.Fields, func(f Field) bool { return f.Name == name })
}

// KeyField gives the index of the field that identifies a person.
func (s *Schema) KeyField() int { return s.key }

// PayItems gives the names of the pay items, without "pay.", in order.
func (s *Schema) PayItems() []string {
	var items []string
	for _, f := range s.Fields {
		if item, ok := strings.CutPrefix(f.Name, payPrefix); ok {
			items = append(items, item)
		}
	}
	return items
}

// LangFields gives the fields as expressions see them, in the same order:
// person.rank, pay.basic. A field with allowed values carries them, so that an
// expression may write a code or its Chinese label.
func (s *Schema) LangFields() []lang.Field {
	fields := make([]lang.Field, len(s.Fields))
	for i, f := range s.Fields {
		fields[i] = lang.Field{Name: f.Dotted(), Kind: f.Kind, Label: f.Label, Enum: f.codes()}
	}
	return fields
}

// Hash gives the sha256 of the schema file, in hex.
func (s *Schema) Hash() string {
	sum := sha256.Sum256(s.file.Text)
	return hex.EncodeToString(sum[:])
}

// File gives the file that the schema was read from.
func (s *Schema) File() *source.File { return s.file }
