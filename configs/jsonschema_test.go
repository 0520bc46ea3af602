package configs_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"

	"github.com/invopop/jsonschema"
	validator "github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"weiran/configs"
)

// valueSchemas say what the values with rules of their own look like.
var valueSchemas = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[configs.Workers]():   {Type: "integer", Minimum: "0"},
	reflect.TypeFor[configs.GroupSize](): {Type: "integer", Minimum: "1"},
	reflect.TypeFor[configs.Region](): {OneOf: []*jsonschema.Schema{
		{Type: "string", Pattern: `^([1-9]\d{5})?$`},
		{Type: "integer", Minimum: "100000", Maximum: "999999"}, // written without quotes
	}},
	reflect.TypeFor[configs.Duration]():    {Type: "string", Pattern: `^(0|(\d+(\.\d+)?(h|m|s|ms))+)$`},
	reflect.TypeFor[configs.Timezone]():    {Type: "string", MinLength: new(uint64(1))},
	reflect.TypeFor[configs.Cron]():        {Type: "string", Pattern: `^(@[a-z]+( .+)?|\S+( +\S+){4})$`},
	reflect.TypeFor[configs.DatabaseURL](): {Type: "string", Pattern: `^(postgres(ql)?://.+|sqlite:.+)?$`},
	reflect.TypeFor[configs.Language]():    {Type: "string", Enum: []any{"auto", "zh", "en"}},
	reflect.TypeFor[configs.LogLevel]():    {Type: "string", Enum: []any{"debug", "info", "warn", "error"}},
	reflect.TypeFor[configs.LogFormat]():   {Type: "string", Enum: []any{"text", "json"}},
}

// reflected makes the JSON schema from the types and their comments.
func reflected(t *testing.T) []byte {
	t.Helper()
	r := &jsonschema.Reflector{
		Anonymous:                  true,
		DoNotReference:             true,
		FieldNameTag:               "yaml",
		RequiredFromJSONSchemaTags: true,
		Mapper:                     func(t reflect.Type) *jsonschema.Schema { return copied(valueSchemas[t]) },
	}
	if err := r.AddGoComments("weiran/configs", "."); err != nil {
		t.Fatal(err)
	}
	schema := r.Reflect(configs.Config{})
	schema.Title = "weiran.yaml"
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return append(text, '\n')
}

// copied gives a schema of its own to each field, which adds its comment to it.
func copied(s *jsonschema.Schema) *jsonschema.Schema {
	if s == nil {
		return nil
	}
	own := *s
	return &own
}

func TestJSONSchemaIsTheTypes(t *testing.T) {
	golden(t, "weiran.schema.json", reflected(t))
}

// conforms checks a YAML text against the committed JSON schema.
func conforms(t *testing.T, text []byte) error {
	t.Helper()
	schema, err := validator.UnmarshalJSON(bytes.NewReader(configs.JSONSchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := validator.NewCompiler()
	if err := compiler.AddResource("weiran.schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("weiran.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var doc any
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(doc)
}

func TestDefaultConformsToJSONSchema(t *testing.T) {
	if err := conforms(t, configs.Default().YAML()); err != nil {
		t.Error(err)
	}
}

func TestBareRegionConformsToJSONSchema(t *testing.T) {
	if err := conforms(t, []byte("county: {region: 230126}")); err != nil {
		t.Error(err)
	}
}

func TestJSONSchemaRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"unknown key":      "ammount: 3",
		"negative workers": "workers: -1",
		"group of none":    "report: {min_group: 0}",
		"bare duration":    `schedule: {jobs: [{name: a, cron: "@daily", timeout: "30"}]}`,
		"job without cron": `schedule: {jobs: [{name: a}]}`,
		"unknown level":    "log: {level: loud}",
		"other database":   `database: {url: "mysql://h/d"}`,
	} {
		t.Run(name, func(t *testing.T) {
			if conforms(t, []byte(text)) == nil {
				t.Errorf("%q passes the JSON schema", text)
			}
		})
	}
}
