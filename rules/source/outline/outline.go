// Package outline says as a JSON schema how the files of weiran are written, so
// that an editor completes and checks them while they are typed.
//
// A [Book] goes over the struct that [source.Decode] fills and reads the same
// tags, so that the schema knows the keys that the program knows. What a struct
// cannot say, the book adds: how values look that read themselves, and what each
// key is for, in both languages. A value without a look, a key without words and
// words without a key are errors: neither can be forgotten.
//
// A schema says less than a check: it knows the shape of a file, and nothing of
// what its expressions mean.
package outline

import (
	"encoding"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"weiran/rules/source"
)

// A Book says what the struct of a file does not.
type Book struct {
	Title  string
	Looks  map[reflect.Type]*Schema       // values that read themselves, by type
	At     map[string]*Schema             // or by path, where one type stands for several things
	Or     map[string]*Schema             // what may stand at a path instead
	Limits map[reflect.Type]func(*Schema) // what a struct requires beside its tags
	Words  map[string]source.Text         // what a key is for, by its path: items.add
	Defs   Properties                     // what looks refer to
}

// A Holder is a value that reads another one and keeps more beside it.
type Holder interface {
	// Holds gives the type of the value that is read.
	Holds() reflect.Type
}

// Of gives the schema of a file that is decoded into a struct. The error names
// every value without a look, key without words and words without a key.
func (b Book) Of(file reflect.Type) (*Schema, error) {
	w := &walker{Book: b, said: map[string]bool{}}
	s := w.value(file, "")
	s.Dialect, s.Title, s.Defs = Dialect, b.Title, b.Defs
	for _, path := range slices.Sorted(maps.Keys(b.Words)) {
		if !w.said[path] {
			w.fail("words for %q, which is no key", path)
		}
	}
	for _, looks := range []map[string]*Schema{b.At, b.Or} {
		for _, path := range slices.Sorted(maps.Keys(looks)) {
			if !w.said[path] {
				w.fail("a look of %q, which is no key", path)
			}
		}
	}
	return s, errors.Join(w.errs...)
}

// Must gives the schema of a file, and panics where the book is not complete:
// then the program is wrong.
func (b Book) Must(file reflect.Type) *Schema {
	s, err := b.Of(file)
	if err != nil {
		panic("outline: " + err.Error())
	}
	return s
}

type walker struct {
	Book
	said map[string]bool // the paths whose words were used
	errs []error
}

func (w *walker) fail(format string, args ...any) {
	w.errs = append(w.errs, fmt.Errorf(format, args...))
}

// value gives the schema of a value at a path.
func (w *walker) value(t reflect.Type, path string) *Schema {
	if t.Kind() == reflect.Pointer {
		return w.value(t.Elem(), path)
	}
	look, ok := w.At[path]
	if !ok {
		look, ok = w.Looks[t]
	}
	if ok {
		own := *look // each key adds its words
		return &own
	}
	if h, ok := reflect.Zero(t).Interface().(Holder); ok {
		return w.value(h.Holds(), path)
	}
	switch {
	case t == reflect.TypeFor[source.Str]():
		return Text()
	case isMap(t):
		return Keyed(nil, w.entry(t, path))
	case reads(t):
		w.fail("%s at %q has no look", t, path)
		return &Schema{}
	}
	return w.plain(t, path)
}

// entry gives the schema of what a map holds. A cell may be empty.
func (w *walker) entry(t reflect.Type, path string) *Schema {
	value, _ := t.Elem().FieldByName("Value")
	if value.Type == reflect.TypeFor[source.Str]() {
		return orNothing(Text())
	}
	return w.value(value.Type, path)
}

// isMap reports whether a type is a [source.Map].
func isMap(t reflect.Type) bool {
	m := reflect.TypeFor[source.Map[int]]()
	return t.Kind() == reflect.Slice && t.PkgPath() == m.PkgPath() && strings.HasPrefix(t.Name(), "Map[")
}

// reads reports whether a value reads itself, so that its type tells nothing.
func reads(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[source.Unmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func (w *walker) plain(t reflect.Type, path string) *Schema {
	switch t.Kind() {
	case reflect.Struct:
		return w.structure(t, path)
	case reflect.Slice:
		return List(w.value(t.Elem(), path))
	case reflect.Bool:
		return &Schema{Type: Types{"boolean"}}
	case reflect.Int, reflect.Int64:
		return &Schema{Type: Types{"integer"}}
	case reflect.String:
		return Text()
	}
	w.fail("%s at %q is nothing that a file holds", t, path)
	return &Schema{}
}

func (w *walker) structure(t reflect.Type, path string) *Schema {
	s := &Schema{Type: Types{"object"}, Rest: &Rest{}}
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		below := strings.TrimPrefix(path+"."+name, ".")
		is := w.value(t.Field(i).Type, below)
		if other := w.Or[below]; other != nil {
			is = Any(is, other)
		}
		is.Description = w.words(below)
		switch {
		case option == "required":
			s.Required = append(s.Required, name)
		case option != "filled" && t.Field(i).Type != reflect.TypeFor[source.Str]():
			is = orNothing(is)
		}
		s.Properties = append(s.Properties, Property{name, is})
	}
	if limit := w.Limits[t]; limit != nil {
		limit(s)
	}
	return s
}

// words gives what a key is for, in both languages.
func (w *walker) words(path string) string {
	text, ok := w.Words[path]
	if !ok || text.EN == "" || text.ZH == "" {
		w.fail("no words for the key %q", path)
	}
	w.said[path] = true
	return text.EN + "\n" + text.ZH
}

// orNothing lets a key stand without a value, which is as if it were left out.
func orNothing(s *Schema) *Schema {
	nothing := "null"
	switch {
	case len(s.Type) > 0:
		s.Type = append(slices.Clone(s.Type), nothing)
		return s
	case len(s.AnyOf) > 0:
		s.AnyOf = append(slices.Clone(s.AnyOf), &Schema{Type: Types{nothing}})
		return s
	}
	description := s.Description
	s.Description = ""
	return &Schema{Description: description, AnyOf: []*Schema{s, {Type: Types{nothing}}}}
}
