package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"weiran/jobs"
	"weiran/jobs/store/pgtest"
)

var update = flag.Bool("update", false, "rewrite what the tests compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"weiran": main})
}

// TestScripts runs the command line as a user types it. A script that begins
// with what it shows reads as its documentation.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":     exitsWith,
			"files":    listFiles,
			"forge":    forgeRun,
			"postgres": func(ts *testscript.TestScript, _ bool, _ []string) { ts.Setenv("DATABASE_URL", pgtest.Database(t)) },
			"same":     sameFolders,
			"shuffle":  shuffleRows,
		},
	})
}

// exitsWith runs a program that must end with a code: code 2 weiran check x.yaml.
func exitsWith(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%s ended with code %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// listFiles requires that a folder holds exactly the files named, the hidden
// ones included: files run impacts.csv run.json.
func listFiles(ts *testscript.TestScript, _ bool, args []string) {
	var got []string
	dir := ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		got = append(got, filepath.ToSlash(name))
		return err
	}))
	if have, want := strings.Join(got, " "), strings.Join(args[1:], " "); have != want {
		ts.Fatalf("%s holds\n%s\nwant\n%s", args[0], have, want)
	}
}

// sameFolders requires that folders hold the same files with the same bytes.
func sameFolders(ts *testscript.TestScript, _ bool, args []string) {
	for _, other := range args[1:] {
		ts.Check(ts.Exec("diff", "-r", args[0], other))
	}
}

// forgeRun takes the sums of a run folder's files into its record, as if a run had
// left them so: forge run.
func forgeRun(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	record, err := jobs.ReadRecord(dir)
	ts.Check(err)
	for i, f := range record.Files {
		data, err := os.ReadFile(filepath.Join(dir, f.Name))
		ts.Check(err)
		sum := sha256.Sum256(data)
		record.Files[i].Bytes, record.Files[i].SHA256 = int64(len(data)), hex.EncodeToString(sum[:])
	}
	text, err := json.MarshalIndent(record, "", "  ")
	ts.Check(err)
	ts.Check(os.WriteFile(filepath.Join(dir, "run.json"), text, 0o644))
}

// shuffleRows writes the rows of a csv file in another order, the header first:
// shuffle roster.csv shuffled.csv.
func shuffleRows(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.SplitAfter(ts.ReadFile(args[0]), "\n")
	rows := lines[1 : len(lines)-1]
	shuffled := lines[0]
	// A step that shares no factor with the count visits every row once.
	step := len(rows)/2 + 1
	for gcd(step, len(rows)) != 1 {
		step++
	}
	for i := range rows {
		shuffled += rows[i*step%len(rows)]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(shuffled), 0o644))
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
