package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

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
	unknowns []lang.Value
	checked  []int // the schema field that each field of the checks' scope reads
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

// An EnumValue is one allowed value of a field, with the words that mean it.
// The code of an int field is written in digits.
type EnumValue struct {
	Code    string
	Label   string
	Aliases []string
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

// Header finds the field that a column header names: its name, its label or an
// alias, whatever the spaces, the width of letters and the case. A unit of money
// or time in brackets after the header is passed over: 护理费（元/月）.
func (s *Schema) Header(text string) (index int, ok bool) {
	word := headerWord(text)
	if index, ok = s.headers[word]; ok {
		return index, true
	}
	index, ok = s.headers[withoutUnit(word)]
	return index, ok
}

// headerWord makes headers that look alike equal.
func headerWord(text string) string {
	word := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	return strings.ToLower(width.Fold.String(word))
}

// headerUnits are the brackets that clerks put after the name of an amount.
var headerUnits = []string{"(元)", "(元/月)", "(月/元)", "(年)"}

func withoutUnit(word string) string {
	for _, unit := range headerUnits {
		if cut, ok := strings.CutSuffix(word, unit); ok {
			return cut
		}
	}
	return word
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
// person.rank, pay.basic. A string field with allowed values carries them, so
// that an expression may write a code or its Chinese label.
func (s *Schema) LangFields() []lang.Field {
	fields := make([]lang.Field, len(s.Fields))
	for i, f := range s.Fields {
		fields[i] = lang.Field{Name: f.Dotted(), Kind: f.Kind, Label: f.Label, Enum: f.codes()}
	}
	return fields
}

func (f Field) codes() []lang.Code {
	if f.Kind != lang.String {
		return nil
	}
	var codes []lang.Code
	for _, v := range f.Enum {
		codes = append(codes, lang.Code{Code: v.Code, Label: v.Label})
	}
	return codes
}

// ValueLabel gives a value of a field as reports print it: a code as its Chinese
// label (lixiu as 离休, rank 131 as 县处级正职), a bool as 是 or 否, anything else as
// it is; an unknown value is 未知.
func (s *Schema) ValueLabel(field int, v lang.Value) string {
	if !v.Known() {
		return "未知"
	}
	for _, e := range s.Fields[field].Enum {
		if e.Code == v.String() {
			return e.Label
		}
	}
	switch {
	case v.Kind() != lang.Bool:
		return v.String()
	case v.Bool():
		return "是"
	}
	return "否"
}

// Hash gives the sha256 of the schema file, in hex.
func (s *Schema) Hash() string {
	sum := sha256.Sum256(s.file.Text)
	return hex.EncodeToString(sum[:])
}

// File gives the file that the schema was read from.
func (s *Schema) File() *source.File { return s.file }

// enumValue makes the value of a field from one of its codes.
func (f Field) enumValue(e EnumValue) lang.Value {
	if f.Kind == lang.Int {
		n, _ := strconv.ParseInt(e.Code, 10, 64) // the loader has refused any other code
		return lang.IntOf(n)
	}
	return lang.StringOf(e.Code)
}
