package configs

import (
	"bytes"
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"text/template"
)

//go:embed weiran.yaml.tmpl
var yamlText string

var yamlTemplate = template.Must(template.New("weiran.yaml").
	Funcs(template.FuncMap{"quote": quote, "list": listed}).Parse(yamlText))

// YAML writes the configuration with a comment on every key. It reads back as
// the same configuration, but for the password of the database, which it hides.
func (c Config) YAML() []byte {
	var b bytes.Buffer
	if err := yamlTemplate.Execute(&b, c); err != nil {
		panic("configs: " + err.Error()) // the template is the program's own
	}
	return b.Bytes()
}

// quote writes a value as a YAML string in double quotes, whose escapes are
// those of Go.
func quote(v any) string { return strconv.Quote(fmt.Sprint(v)) }

// listed writes a list of texts of any kind.
func listed(texts any) string {
	switch texts := texts.(type) {
	case []Tree:
		return list(texts)
	case []Cross:
		return list(texts)
	case []string:
		return list(texts)
	}
	panic(fmt.Sprintf("configs: the template lists a %T", texts))
}

func list[T ~string](texts []T) string {
	quoted := make([]string, len(texts))
	for i, s := range texts {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
