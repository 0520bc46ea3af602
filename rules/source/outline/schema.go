package outline

import (
	"bytes"
	"encoding/json"
)

// Dialect is the version of JSON Schema in which outlines are written.
const Dialect = "https://json-schema.org/draft/2020-12/schema"

// A Schema says what a value may be: the part of JSON Schema that files of
// weiran need.
type Schema struct {
	Dialect       string     `json:"$schema,omitempty"`
	Title         string     `json:"title,omitempty"`
	Description   string     `json:"description,omitempty"`
	Ref           string     `json:"$ref,omitempty"`
	Type          Types      `json:"type,omitempty"`
	Enum          []string   `json:"enum,omitempty"`
	Pattern       string     `json:"pattern,omitempty"`
	Minimum       *int64     `json:"minimum,omitempty"`
	Maximum       *int64     `json:"maximum,omitempty"`
	Above         *int64     `json:"exclusiveMinimum,omitempty"`
	MinLength     int        `json:"minLength,omitempty"`
	Items         *Schema    `json:"items,omitempty"`
	MinItems      int        `json:"minItems,omitempty"`
	Properties    Properties `json:"properties,omitempty"`
	Required      []string   `json:"required,omitempty"`
	PropertyNames *Schema    `json:"propertyNames,omitempty"`
	MinProperties int        `json:"minProperties,omitempty"`
	Rest          *Rest      `json:"additionalProperties,omitempty"`
	AnyOf         []*Schema  `json:"anyOf,omitempty"`
	OneOf         []*Schema  `json:"oneOf,omitempty"`
	Defs          Properties `json:"$defs,omitempty"`
}

// Types are the kinds of value of JSON; of one kind the name stands alone.
type Types []string

// MarshalJSON writes one name or a list.
func (t Types) MarshalJSON() ([]byte, error) {
	if len(t) == 1 {
		return json.Marshal(t[0])
	}
	return json.Marshal([]string(t))
}

// A Rest says what stands under keys that are not named: values of a schema, or
// nothing where there is none.
type Rest struct{ Are *Schema }

// MarshalJSON writes the schema, or false.
func (r Rest) MarshalJSON() ([]byte, error) {
	if r.Are == nil {
		return []byte("false"), nil
	}
	return json.Marshal(r.Are)
}

// A Property is a key and what stands under it.
type Property struct {
	Name string
	Is   *Schema
}

// Properties are keys in the order in which an author fills them in.
type Properties []Property

// MarshalJSON writes an object that keeps the order.
func (ps Properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, p := range ps {
		b.WriteByte("{,"[min(i, 1)])
		name, err := json.Marshal(p.Name)
		if err != nil {
			return nil, err
		}
		is, err := json.Marshal(p.Is)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		b.Write(is)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// JSON writes the schema for people, too: indented, and a text as it is.
func (s *Schema) JSON() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		panic("outline: " + err.Error()) // a schema holds nothing that JSON has not
	}
	return b.Bytes()
}

// Text is any single value: a file may write a title or a number without quotes.
func Text() *Schema { return &Schema{Type: Types{"string", "number", "boolean"}} }

// Matching is a text of a pattern.
func Matching(pattern string) *Schema { return &Schema{Type: Types{"string"}, Pattern: pattern} }

// OneOf is one of a few words.
func OneOf(words ...string) *Schema { return &Schema{Enum: words} }

// Whole is a whole number between two bounds.
func Whole(least, most int64) *Schema {
	return &Schema{Type: Types{"integer"}, Minimum: &least, Maximum: &most}
}

// AtLeast is a whole number that is not below a bound.
func AtLeast(least int64) *Schema { return &Schema{Type: Types{"integer"}, Minimum: &least} }

// Any is a value of one of a few schemas.
func Any(of ...*Schema) *Schema { return &Schema{AnyOf: of} }

// Def is the definition of a name, which a schema holds under $defs.
func Def(name string) *Schema { return &Schema{Ref: "#/$defs/" + name} }

// Keyed is a mapping of free keys; keys may be nil for any.
func Keyed(keys, values *Schema) *Schema {
	return &Schema{Type: Types{"object"}, PropertyNames: keys, Rest: &Rest{values}}
}

// List is a list of values.
func List(of *Schema) *Schema { return &Schema{Type: Types{"array"}, Items: of} }

// DatePattern is the shape of a civil date: 2014-09-30.
const DatePattern = `\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`

// Date is a civil date.
func Date() *Schema { return Matching("^" + DatePattern + "$") }

// Number is an exact decimal or a percentage; one with a sign of its own, like
// 4.5% or 1,400, is a text to YAML.
func Number() *Schema {
	return Any(&Schema{Type: Types{"number"}}, Matching(`^[-+]?[0-9.,，]*[0-9][0-9.,，]*\s*[%％﹪]?$`))
}
