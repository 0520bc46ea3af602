package store_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"weiran/jobs/store"
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A roster is saved and read back; before that there is none.
func Example() {
	dir, err := os.MkdirTemp("", "weiran-example-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	s, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "weiran.db"))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()

	schema, _ := roster.LoadSchema(source.NewFile("schema.yaml", []byte(`
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: rank, kind: int, label: 职级}
`)))
	_, _, err = s.LoadRoster(ctx, schema)
	fmt.Println(err)

	b := roster.NewBuilder(schema, 0)
	b.Append([]lang.Value{lang.StringOf("P1"), lang.IntOf(131)})
	b.Append([]lang.Value{lang.StringOf("P2"), {}}) // the rank is unknown
	imported := time.Date(2015, 1, 20, 8, 0, 0, 0, time.UTC)
	if _, err := s.SaveRoster(ctx, b.Build(), "名册.xlsx", imported); err != nil {
		log.Fatal(err)
	}

	r, info, err := s.LoadRoster(ctx, schema)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(info.Persons, info.Source, info.At)
	fmt.Println(r.Row(0).Field(1), r.Row(1).Field(1))
	// Output:
	// load roster: no roster has been imported
	// 2 名册.xlsx 2015-01-20 08:00:00 +0000 UTC
	// 131 ?
}

// An address that cannot be reached is told in both languages, with a hint.
func ExampleOpen() {
	_, err := store.Open(context.Background(), "mysql://db.county.example/weiran")
	fmt.Println(err)
	// Output: open store: a store cannot be at mysql://
}
