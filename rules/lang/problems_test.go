package lang_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/lang"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A badFile holds expressions that are all wrong, by the kind that is wanted.
type badFile struct {
	Any       []source.Str `yaml:"any"`
	AnyMore   []source.Str `yaml:"any_more"`
	Bool      []source.Str `yaml:"bool"`
	Int       []source.Str `yaml:"int"`
	Decimal   []source.Str `yaml:"decimal"`
	Templates []source.Str `yaml:"templates"`
}

// TestProblems compiles every expression of testdata/*.bad.yaml and compares
// what people read, in both languages, with the golden file beside it.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) < 6 {
		t.Fatal("too few files:", len(files), err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var bad badFile
			if problems := source.Decode(source.NewFile(filepath.Base(name), text), &bad); len(problems) > 0 {
				t.Fatal(problems)
			}
			golden(t, strings.TrimSuffix(name, ".bad.yaml")+".golden", bad.problems(t))
		})
	}
}

func (bad badFile) problems(t *testing.T) []byte {
	env := newEnv(t)
	var b bytes.Buffer
	note := func(text source.Str, problems source.Problems) {
		if len(problems) == 0 {
			t.Errorf("%s: %q is not refused", text.Pos(0), text)
		}
		source.Printer{Language: source.English}.Print(&b, problems)
		source.Printer{Language: source.Chinese}.Print(&b, problems)
		b.WriteByte('\n')
	}
	groups := []struct {
		texts []source.Str
		want  lang.Kind
	}{
		{bad.Any, lang.Invalid}, {bad.AnyMore, lang.Invalid}, {bad.Bool, lang.Bool}, {bad.Int, lang.Int}, {bad.Decimal, lang.DecimalKind},
	}
	for _, group := range groups {
		for _, text := range group.texts {
			_, problems := env.Compile(text, group.want)
			note(text, problems)
		}
	}
	for _, text := range bad.Templates {
		_, problems := env.Template(text)
		note(text, problems)
	}
	return b.Bytes()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
