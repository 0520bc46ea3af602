package outline_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"weiran/rules/source"
	"weiran/rules/source/outline"
)

// A shade reads itself from a text.
type shade string

// UnmarshalText reads any text.
func (s *shade) UnmarshalText(text []byte) error {
	*s = shade(text)
	return nil
}

type paint struct {
	Pos   source.Pos
	Name  source.Str       `yaml:"name,required"`
	Count int              `yaml:"count"`
	Shade *shade           `yaml:"shade"`
	Price source.Map[part] `yaml:"price"`
	Dry   bool             `yaml:"dry"`
	Notes []string         `yaml:"notes"`
	Free  int
}

type part struct {
	Of source.Str `yaml:"of,required"`
}

var (
	words = map[string]source.Text{
		"name":     {EN: "Name.", ZH: "名称。"},
		"count":    {EN: "How many.", ZH: "数量。"},
		"shade":    {EN: "Shade.", ZH: "深浅。"},
		"price":    {EN: "Prices.", ZH: "价格。"},
		"price.of": {EN: "Of what.", ZH: "何物。"},
		"dry":      {EN: "Whether it is dry.", ZH: "是否干。"},
		"notes":    {EN: "Notes.", ZH: "备注。"},
	}
	looks = map[reflect.Type]*outline.Schema{reflect.TypeFor[shade](): outline.OneOf("light", "dark")}
)

func ExampleBook_Of() {
	b := outline.Book{Title: "part", Words: map[string]source.Text{"of": {EN: "Of what.", ZH: "何物。"}}}
	s, err := b.Of(reflect.TypeFor[part]())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(s.JSON()))
	// Output:
	// {
	//   "$schema": "https://json-schema.org/draft/2020-12/schema",
	//   "title": "part",
	//   "type": "object",
	//   "properties": {
	//     "of": {
	//       "description": "Of what.\n何物。",
	//       "type": [
	//         "string",
	//         "number",
	//         "boolean"
	//       ]
	//     }
	//   },
	//   "required": [
	//     "of"
	//   ],
	//   "additionalProperties": false
	// }
}

// TestOfReadsTheTags holds a schema to the keys of a struct, in their order.
func TestOfReadsTheTags(t *testing.T) {
	s, err := outline.Book{Looks: looks, Words: words}.Of(reflect.TypeFor[paint]())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range s.Properties {
		names = append(names, p.Name+" "+strings.Join(p.Is.Type, "|"))
	}
	want := "name string|number|boolean,count integer|null,shade ,price object|null,dry boolean|null,notes array|null"
	if got := strings.Join(names, ","); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(s.Properties[2].Is.AnyOf) != 2 || looks[reflect.TypeFor[shade]()].Description != "" {
		t.Error("a key changed the look that it shares")
	}
}

// TestOfMissesNothing holds a book to its struct: what is forgotten is named.
func TestOfMissesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		book outline.Book
		want string
	}{
		"value without a look": {outline.Book{Words: words}, `outline_test.shade at "shade" has no look`},
		"key without words":    {outline.Book{Looks: looks, Words: without("price.of")}, `no words for the key "price.of"`},
		"words without a key":  {outline.Book{Looks: looks, Words: with("colour")}, `words for "colour", which is no key`},
		"look without a key": {
			outline.Book{Looks: looks, Words: words, At: map[string]*outline.Schema{"colour": outline.Text()}},
			`a look of "colour", which is no key`,
		},
		"choice without a key": {
			outline.Book{Looks: looks, Words: words, Or: map[string]*outline.Schema{"colour": outline.Text()}},
			`a look of "colour", which is no key`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := c.book.Of(reflect.TypeFor[paint]()); err == nil || err.Error() != c.want {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func without(key string) map[string]source.Text {
	rest := with(key)
	delete(rest, key)
	return rest
}

func with(key string) map[string]source.Text {
	more := map[string]source.Text{key: {EN: "A", ZH: "甲"}}
	for k, v := range words {
		more[k] = v
	}
	return more
}
