package jobs

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"weiran/rules/library"
	"weiran/rules/source"
)

// inFolder makes files under a new folder and makes it the working one.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

func names(files []*source.File) string {
	var all []string
	for _, f := range files {
		all = append(all, f.Name)
	}
	return strings.Join(all, " ")
}

func TestReadFiles(t *testing.T) {
	inFolder(t, map[string]string{
		"a.yaml": "policy: a", "folder/c.yml": "policy: c", "folder/b.yaml": "policy: b",
		"folder/README.md": "", "folder/below/d.yaml": "policy: d", "empty/x.txt": "", "cn-2015-3": "shadowed",
	})
	for name, c := range map[string]struct {
		names []string
		want  string
		errs  []string
	}{
		"nothing":             {},
		"a file":              {names: []string{"a.yaml"}, want: "a.yaml"},
		"a folder, by name":   {names: []string{"folder"}, want: "folder/b.yaml folder/c.yml"},
		"a file twice":        {names: []string{"folder/b.yaml", "folder", "./folder/b.yaml"}, want: "folder/b.yaml folder/c.yml"},
		"a shipped id":        {names: []string{"cn-2015-3"}, want: "library/policies/cn-2015-3.yaml"},
		"a shipped id, twice": {names: []string{"cn-2015-3", "cn-2015-3"}, want: "library/policies/cn-2015-3.yaml"},
		"a path like an id":   {names: []string{"./cn-2015-3"}, want: "./cn-2015-3"},
		"all mistakes": {
			names: []string{"b.yaml", "a.yaml", "cn-2015-33", "empty"},
			errs:  []string{"b.yaml: no such file", `cn-2015-33: no such file; did you mean "cn-2015-3"?`, "empty: the folder holds no .yaml file"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			files, err := ReadFiles(c.names, library.Policies())
			if got := names(files); got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
			if (err != nil) != (len(c.errs) > 0) {
				t.Fatalf("error %v", err)
			}
			for _, want := range c.errs {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q:\n%v", want, err)
				}
			}
		})
	}
}

func TestRecognize(t *testing.T) {
	for text, want := range map[string]FileKind{
		"policy: p":            PolicyFile,
		"title: 甲\npolicy: p":  PolicyFile,
		"group: g\nrules: []":  RuleFile,
		"rules: []\npeers: {}": RuleFile,
		"fields: []":           SchemaFile,
		"county: {name: 甲}":    ConfigFile,
		"rules: [a.yaml]":      ConfigFile,
		"title: 甲\neffective: 2024-01-01\nitems: []": PolicyFile,
		"dear: bureau": UnknownFile,
		"[a, b]":       UnknownFile,
		"":             UnknownFile,
		"a: [":         UnknownFile,
	} {
		got, problems := Recognize(source.NewFile("x.yaml", []byte(text)))
		if got != want {
			t.Errorf("%q is %s, want %s", text, got.Name(), want.Name())
		}
		if (want == UnknownFile) != (problems.Err() != nil) {
			t.Errorf("%q has the problems %v", text, problems)
		}
	}
}

// FuzzFileName holds that no id leads out of the folder of a run.
func FuzzFileName(f *testing.F) {
	for _, id := range []string{"cn-2015-3", "", ".", "..", "../x", `a\b`, "调资2015", "a b", "con:", "\x00", "hlj-2023.1"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		name := fileName(id)
		if !filepath.IsLocal(name) || strings.ContainsAny(name, "/\\:\x00 ") || strings.HasPrefix(name, ".") && name != ".yaml" {
			t.Errorf("the id %q makes the file name %q", id, name)
		}
	})
}
