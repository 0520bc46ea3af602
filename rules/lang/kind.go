package lang

// A Kind is the type of a value.
type Kind uint8

// The kinds of values. Strings is a list of strings; lists of other kinds occur
// inside expressions only.
const (
	Invalid Kind = iota
	Bool
	Int
	DecimalKind
	DateKind
	String
	Strings
)

var kindNames = [...]string{"invalid", "bool", "int", "decimal", "date", "string", "list(string)"}

// String gives the kind's name in schema files and messages.
func (k Kind) String() string { return kindNames[k] }

// A Field is one input of expressions: a column of the roster, a value of the
// policy's head, or a measure.
type Field struct {
	Name  string // dotted: person.rank
	Kind  Kind
	Label string // Chinese
	Enum  []Code // allowed values of a string or an int; nil means any
}

// A Code is one allowed value of a field: lixiu, with its label 离休. In an
// expression either is read as the code.
type Code struct{ Code, Label string }

// A Lookup is a named function over constant data: a table or a band.
type Lookup struct {
	Name   string // table.lixiu
	Params []Field
	Result Kind
	Call   func(args []Value) Value // args are known values
}

// A Scope is what expressions may read.
type Scope struct {
	Fields  []Field
	Lookups []Lookup
}
