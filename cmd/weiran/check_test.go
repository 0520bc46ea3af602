package main

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSARIFIsValid holds what is said of every bad file of the tests, of the
// shipped files and of nothing wrong to the schema that OASIS publishes.
func TestSARIFIsValid(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"bad policies": {"../../rules/policy/testdata"},
		"bad rules":    {"../../rules/risk/testdata", "--lang", "zh"},
		"bad schemas":  {"../../rules/roster/testdata"},
		"bad texts":    {"../../rules/source/testdata", "--lang", "zh"},
		"bad settings": {"../../configs/testdata"},
		"shipped":      nil,
		"one":          {"cn-2015-3"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(checked(t, "sarif", args)))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestSARIFPlacesAreInTheirFiles holds each result to the problem that the json
// tells, and its region to a piece of a line that is there.
func TestSARIFPlacesAreInTheirFiles(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, "政策 一.yaml", "policy: a\ntitle: 甲\neffective: 2024-01-01\nitems:\n  - {item: 基本, add: 1 + person.rnk, cite: 一}\n")
	write(t, "none.yaml", "")
	write(t, "wide.yaml", "policy: a b\ntitle: \"一\n\n  二\"\neffective: \"很久\n\n  以前\"\n")
	// An absolute name is told as seen from here.
	args := []string{filepath.Join(dir, "政策 一.yaml"), "none.yaml", "wide.yaml"}
	var plain checkedJSON
	var log sarifLog
	text := checked(t, "sarif", args)
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(checked(t, "json", args), &plain); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	if len(results) != len(plain.Problems) || len(results) < 5 {
		t.Fatalf("%d results, %d problems", len(results), len(plain.Problems))
	}
	for i, r := range results {
		place := r.Locations[0].Physical
		name := relative(t, place.File.URI)
		if name != filepath.Base(plain.Problems[i].File) {
			t.Errorf("%s, not %s", name, plain.Problems[i].File)
		}
		if r.Level != plain.Problems[i].Severity || log.Runs[0].Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("%+v", r)
		}
		within(t, name, place.Region, plain.Problems[i])
	}
	if bytes.Contains(text, []byte(dir)) {
		t.Error("a name of this machine is told")
	}
}

// within holds a region to a line of a file and to where a problem starts.
func within(t *testing.T, name string, region *sarifRegion, p problemJSON) {
	t.Helper()
	if region == nil {
		if p.Line != 0 {
			t.Errorf("%s:%d has no region", name, p.Line)
		}
		return
	}
	lines := strings.Split(string(read(t, ".", name)), "\n")
	width := utf8.RuneCountInString(lines[region.StartLine-1])
	if region.StartLine != p.Line || region.StartColumn != p.Column {
		t.Errorf("%s: %+v is not at %d:%d", name, region, p.Line, p.Column)
	}
	if region.EndColumn <= region.StartColumn || region.EndColumn > width+1 {
		t.Errorf("%s: %+v lies beyond a line of %d characters", name, region, width)
	}
}

// relative gives the name of a file from its reference, which is a relative one.
func relative(t *testing.T, uri string) string {
	t.Helper()
	u, err := url.Parse(uri)
	if err != nil || u.IsAbs() || strings.HasPrefix(u.Path, "/") {
		t.Errorf("%s: %v", uri, err)
	}
	return u.Path
}

// checked gives what a check prints in a form; its problems are no concern here.
func checked(t *testing.T, format string, args []string) []byte {
	t.Helper()
	var out, complaints bytes.Buffer
	a := &app{
		program: "weiran", args: append([]string{"check", "--format", format}, args...),
		stdout: &out, stderr: &complaints, env: func(string) string { return "" }, now: time.Now,
	}
	if code := a.run(t.Context()); code == exitFailure || complaints.Len() > 0 {
		t.Fatalf("ended with code %d: %s", code, complaints.String())
	}
	return out.Bytes()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
