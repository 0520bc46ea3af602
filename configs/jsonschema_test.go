package configs_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	validator "github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"weiran/configs"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// schemas are the JSON schemas of all kinds of files, by the file that ships
// each.
var schemas = map[string]func() []byte{
	"policy.schema.json": policy.JSONSchema,
	"rules.schema.json":  risk.JSONSchema,
	"roster.schema.json": roster.JSONSchema,
	"weiran.schema.json": configs.JSONSchema,
}

func TestJSONSchemasAreWhatIsDecoded(t *testing.T) {
	for name, made := range schemas {
		t.Run(name, func(t *testing.T) { golden(t, name, made()) })
	}
}

// conforms checks a YAML text against the JSON schema of its kind.
func conforms(t testing.TB, schema string, text []byte) error {
	t.Helper()
	parsed, err := validator.UnmarshalJSON(bytes.NewReader(schemas[schema]()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := validator.NewCompiler()
	if err := compiler.AddResource(schema, parsed); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(schema)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := asEditorsRead(text)
	if err != nil {
		return err
	}
	return compiled.Validate(doc)
}

// asEditorsRead reads YAML as JSON: keys are texts, and so are dates.
func asEditorsRead(text []byte) (any, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return nil, err
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	return asJSON(root.Content[0])
}

func asJSON(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.AliasNode:
		return asJSON(n.Alias)
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, c := range n.Content {
			var err error
			if list[i], err = asJSON(c); err != nil {
				return nil, err
			}
		}
		return list, nil
	case yaml.MappingNode:
		object := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if _, twice := object[key]; twice {
				return nil, fmt.Errorf("%q is given twice", key)
			}
			var err error
			if object[key], err = asJSON(n.Content[i+1]); err != nil {
				return nil, err
			}
		}
		return object, nil
	}
	return scalar(n)
}

func scalar(n *yaml.Node) (v any, err error) {
	switch n.ShortTag() {
	case "!!int", "!!float", "!!bool", "!!null":
		err = n.Decode(&v)
		return v, err
	}
	return n.Value, nil
}

// loads read a file of each kind as the program does.
var loads = map[string]func(*testing.T, *source.File) source.Problems{
	"policy.schema.json": func(t *testing.T, f *source.File) source.Problems {
		_, problems := policy.Load(f, schemaOf(t, f))
		return problems
	},
	"rules.schema.json": func(t *testing.T, f *source.File) source.Problems {
		_, problems := risk.Load([]*source.File{f}, schemaOf(t, f))
		return problems
	},
	"roster.schema.json": func(_ *testing.T, f *source.File) source.Problems {
		_, problems := roster.LoadSchema(f)
		return problems
	},
	"weiran.schema.json": func(_ *testing.T, f *source.File) source.Problems {
		_, problems := configs.Load(f)
		return problems
	},
}

// written are the files of each kind: all that are shipped, and all that tests
// read.
func written(t *testing.T) map[string][]*source.File {
	t.Helper()
	return map[string][]*source.File{
		"policy.schema.json": slices.Concat(library.Policies(), []*source.File{library.NewPolicy("a")}, globbed(t, "../rules/policy/testdata/*.bad.yaml")),
		"rules.schema.json":  slices.Concat(library.Rules(), []*source.File{library.NewRule("a")}, globbed(t, "../rules/risk/testdata/*[^a].yaml")),
		"roster.schema.json": slices.Concat([]*source.File{configs.SchemaFile()}, globbed(t, "../rules/*/testdata/schema.yaml"), globbed(t, "../rules/roster/testdata/*.bad.yaml")),
		"weiran.schema.json": slices.Concat([]*source.File{source.NewFile("default", configs.Default().YAML())}, globbed(t, "weiran.yaml"), globbed(t, "testdata/*.bad.yaml")),
	}
}

// TestNothingThatPassesIsRefused holds the schemas to the program: what it reads
// without an error, an editor does not mark.
func TestNothingThatPassesIsRefused(t *testing.T) {
	for schema, files := range written(t) {
		passed := 0
		for _, f := range files {
			if loads[schema](t, f).Err() != nil {
				continue
			}
			passed++
			if err := conforms(t, schema, f.Text); err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
		if passed < 2 {
			t.Errorf("%s: %d of %d files are without an error", schema, passed, len(files))
		}
	}
}

// TestJSONSchemasRefuse holds the schemas to the files whose shape is wrong. What
// is wrong with the others is what they mean.
func TestJSONSchemasRefuse(t *testing.T) {
	for schema, names := range map[string]string{
		"policy.schema.json": "add-and-set bad-amount bad-code bad-date band case dated missing-head " +
			"not-yaml repeated-id rounding table-duplicate-row table-shape unknown-key wrong-shape empty",
		"rules.schema.json": "bad-grievance bad-limit bad-points bad-severity bad-within hollow missing-keys " +
			"peers-not-a-mapping repeated-key several unknown-key zero-within",
		"roster.schema.json": "check_expression field_name missing no_fields syntax unknown_key unknown_kind",
		"weiran.schema.json": "cron database duration job_incomplete key_twice language list log min_group region syntax " +
			"unknown_key workers",
	} {
		found := map[string]bool{}
		for _, f := range written(t)[schema] {
			name := strings.TrimSuffix(filepath.Base(f.Name), ".bad.yaml")
			if !slices.Contains(strings.Fields(names), name) {
				continue
			}
			found[name] = true
			if conforms(t, schema, f.Text) == nil {
				t.Errorf("%s passes %s", f.Name, schema)
			}
		}
		if len(found) != len(strings.Fields(names)) {
			t.Errorf("%s: only %d files are there: %v", schema, len(found), found)
		}
	}
}

func TestBareRegionConformsToJSONSchema(t *testing.T) {
	if err := conforms(t, "weiran.schema.json", []byte("county: {region: 230126}")); err != nil {
		t.Error(err)
	}
}

// schemaOf gives the roster schema that a file is read with: that of its folder,
// or the shipped one.
func schemaOf(t *testing.T, f *source.File) *roster.Schema {
	t.Helper()
	file := configs.SchemaFile()
	if text, err := os.ReadFile(filepath.Join(filepath.Dir(f.Name), "schema.yaml")); err == nil {
		file = source.NewFile("schema.yaml", text)
	}
	s, problems := roster.LoadSchema(file)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return s
}

func globbed(t *testing.T, pattern string) (files []*source.File) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal(pattern, names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, source.NewFile(filepath.ToSlash(name), text))
	}
	return files
}
