package reports

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	m := model(t, village(t))
	for _, name := range []string{"impacts.csv", "findings.json", "hotspots.csv", "unknowns.csv", "report.html"} {
		t.Run(name, func(t *testing.T) {
			got := write(t, m, name)
			path := filepath.Join("testdata", "village", name)
			if *update {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("differs from %s (-want +got); go test -update writes it anew\n%s", path, diff)
			}
		})
	}
}

func TestReportsAreTheSameTwice(t *testing.T) {
	for _, r := range All() {
		t.Run(r.Name, func(t *testing.T) {
			one, two := write(t, model(t, county(t)), r.Name), write(t, model(t, county(t)), r.Name)
			if !bytes.Equal(one, two) {
				t.Error("two models of the same run give different bytes")
			}
			if bytes.HasPrefix(one, []byte("\ufeff")) || bytes.Contains(one, []byte("\r\n")) && r.Name != "ledger.xlsx" {
				t.Error("the file has a byte-order mark or carriage returns")
			}
		})
	}
}
