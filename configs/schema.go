package configs

import (
	_ "embed"

	"weiran/rules/source"
)

//go:embed schema.yaml
var schemaText []byte

// SchemaFile gives the shipped roster schema: the fields of a county's
// veteran-cadre roster with their Chinese labels, header aliases, allowed values
// and checks. A county that needs more copies it and names its own in
// [Config].Schema.
func SchemaFile() *source.File { return source.NewFile("schema.yaml", schemaText) }
