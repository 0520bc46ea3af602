package synth_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"os"
	"testing"

	"weiran/configs"
	"weiran/jobs/synth"
	"weiran/rules/roster"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "rewrite what the tests compare with")

// tester is what *testing.T, *testing.B and *rapid.T have in common.
type tester interface {
	Helper()
	Context() context.Context
	Fatal(args ...any)
}

func shippedSchema(t tester) *roster.Schema { return schemaOf(t, configs.SchemaFile()) }

func schemaOf(t tester, f *source.File) *roster.Schema {
	t.Helper()
	schema, problems := roster.LoadSchema(f)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return schema
}

// order is for a csv file under the shipped schema.
func order(t tester, persons int64, seed uint64) synth.Order {
	t.Helper()
	return synth.Order{Persons: persons, Seed: seed, Schema: shippedSchema(t), Format: synth.CSV}
}

// write carries an order out in memory.
func write(t tester, o synth.Order) (roster, planted []byte) {
	t.Helper()
	var to, list bytes.Buffer
	if _, err := o.Write(t.Context(), &to, &list); err != nil {
		t.Fatal(err)
	}
	return to.Bytes(), list.Bytes()
}

// records reads csv, the header left out.
func records(t tester, data []byte) [][]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// golden compares with a file of testdata, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = "testdata/" + name
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s holds\n%s\nwhat was made is\n%s", name, want, got)
	}
}
