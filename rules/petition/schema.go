package petition

import (
	_ "embed"
	"sync"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

//go:embed schema.yaml
var schemaText []byte

// Schema gives the fields of a file of petitions with their labels, aliases and
// allowed values, for who reads one: a row is a petition, and the key its number.
var Schema = sync.OnceValue(func() *roster.Schema {
	s, problems := roster.LoadSchema(source.NewFile("petitions.yaml", schemaText))
	if err := problems.Err(); err != nil {
		panic(err) // it is part of the program
	}
	return s
})

// FromRows gives the book of rows that were read under [Schema]. An error is that
// of [NewBook].
func FromRows(rows *roster.Roster) (*Book, error) {
	at := map[string]int{}
	for i, f := range Schema().Fields {
		at[f.Name] = i
	}
	records := make([]Record, rows.Len())
	for i := range records {
		row := rows.Row(i)
		cell := func(name string) lang.Value { return row.Field(at[name]) }
		records[i] = Record{
			Number: cell("number").Str(), Person: cell("person").Str(), Date: cell("date").Date(),
			Form: cell("form").Str(), Persons: cell("persons").Int(), Concerned: cell("concerned").Int(),
			Category: cell("category").Str(), Purpose: cell("purpose").Str(), Repeat: cell("repeat").Str(),
			Deadline: cell("deadline").Date(), Place: cell("place").Str(), Status: cell("status").Str(),
		}
	}
	return NewBook(records)
}
