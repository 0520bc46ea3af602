package pgtest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// errNoPrograms says that PostgreSQL's server programs are not on this machine.
var errNoPrograms = errors.New("the server programs of PostgreSQL (initdb, pg_ctl, postgres) are not on this machine; " +
	"on Debian: apt-get install postgresql")

// needed are the programs that make and run a cluster.
var needed = []string{"initdb", "pg_ctl", "postgres"}

// programs finds the folder of the server programs. They are looked for where
// PATH has them, where pg_config says, and where Debian keeps each version, the
// newest first.
func programs() (folder string, err error) {
	for _, dir := range candidates() {
		if complete(dir) {
			return dir, nil
		}
	}
	return "", errNoPrograms
}

func candidates() []string {
	var dirs []string
	if path, err := exec.LookPath("initdb"); err == nil {
		dirs = append(dirs, filepath.Dir(path))
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	return append(dirs, debianFolders("/usr/lib/postgresql")...)
}

// debianFolders lists root/<version>/bin, the newest version first.
func debianFolders(root string) []string {
	entries, _ := os.ReadDir(root)
	newest := map[int]string{}
	top := 0
	for _, e := range entries {
		if version, err := strconv.Atoi(e.Name()); err == nil {
			newest[version] = filepath.Join(root, e.Name(), "bin")
			top = max(top, version)
		}
	}
	var dirs []string
	for version := top; version > 0; version-- {
		if dir, ok := newest[version]; ok {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

func complete(dir string) bool {
	for _, name := range needed {
		if _, err := exec.LookPath(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}
