package configs_test

import (
	"testing"

	"weiran/configs"
	"weiran/rules/roster"
)

// shippedSchema reads the shipped roster schema.
func shippedSchema(t testing.TB) *roster.Schema {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return schema
}
