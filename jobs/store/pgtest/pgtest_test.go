package pgtest

import (
	"bytes"
	"database/sql"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// leaver names the environment variable that makes this test binary a child
// which starts a cluster, says where it is, and is then killed.
const leaver = "PGTEST_LEAVER"

func TestMain(m *testing.M) {
	if os.Getenv(leaver) == "" {
		os.Exit(m.Run())
	}
	c, err := shared()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%d %s\n", c.port, c.home)
	if os.Getenv(leaver) == "panic" {
		panic("a test went wrong")
	}
	select {}
}

func open(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestDatabasesAreFreshAndApart(t *testing.T) {
	first, second := Database(t), Database(t)
	if first == second {
		t.Fatalf("one database given twice: %s", first)
	}
	if _, err := open(t, first).Exec("CREATE TABLE mark (n int)"); err != nil {
		t.Fatal(err)
	}
	var tables int
	err := open(t, second).QueryRow("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").Scan(&tables)
	if err != nil || tables != 0 {
		t.Errorf("a fresh database has %d tables, error %v", tables, err)
	}
}

func TestDatabaseGoesWithItsTest(t *testing.T) {
	var address string
	t.Run("inner", func(t *testing.T) {
		address = Database(t)
		if err := open(t, address).Ping(); err != nil {
			t.Fatal(err)
		}
	})
	if err := open(t, address).Ping(); err == nil || !strings.Contains(err.Error(), "3D000") {
		t.Errorf("got %v, want 3D000 (no such database)", err)
	}
}

func TestPasswordIsAsked(t *testing.T) {
	address, err := url.Parse(Database(t))
	if err != nil {
		t.Fatal(err)
	}
	address.User = url.UserPassword(superuser, "wrong")
	if err := open(t, address.String()).Ping(); err == nil || !strings.Contains(err.Error(), "28P01") {
		t.Errorf("got %v, want 28P01 (wrong password)", err)
	}
}

func TestServerListensOnLoopbackOnly(t *testing.T) {
	var addresses, sockets string
	db := open(t, Database(t))
	err := db.QueryRow("SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')").
		Scan(&addresses, &sockets)
	if err != nil || addresses != "127.0.0.1" || sockets != "" {
		t.Errorf("got %q, %q, %v", addresses, sockets, err)
	}
}

// TestNothingIsLeftBehind ends a test binary in the two ways in which it cannot
// tidy up. The child's standard error is held by the keeper until it is done, so
// Wait returns only then.
func TestNothingIsLeftBehind(t *testing.T) {
	for _, way := range []string{"panic", "kill"} {
		t.Run(way, func(t *testing.T) {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), leaver+"="+way)
			cmd.Stderr = new(bytes.Buffer)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			var port, home string
			if _, err := fmt.Fscan(out, &port, &home); err != nil {
				t.Fatal(err)
			}
			if way == "kill" {
				_ = cmd.Process.Kill()
			}
			_ = cmd.Wait()
			if _, err := os.Stat(home); !os.IsNotExist(err) {
				t.Errorf("the folder is still there: %v", err)
			}
			if conn, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
				conn.Close()
				t.Error("the server still listens")
			}
		})
	}
}

func TestProgramsAbsent(t *testing.T) {
	if complete(t.TempDir()) {
		t.Error("an empty folder is said to hold the server programs")
	}
	if !strings.Contains(errNoPrograms.Error(), "apt-get install postgresql") {
		t.Errorf("no package named in %q", errNoPrograms)
	}
}

func TestDebianFoldersNewestFirst(t *testing.T) {
	root := t.TempDir()
	for _, version := range []string{"9.6", "15", "9", "17", "doc"} {
		if err := os.Mkdir(filepath.Join(root, version), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, dir := range debianFolders(root) {
		got = append(got, filepath.Base(filepath.Dir(dir)))
	}
	if fmt.Sprint(got) != "[17 15 9]" {
		t.Errorf("got %v", got)
	}
}

func TestFreePortsDiffer(t *testing.T) {
	ports, err := freePorts(3)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[int]bool{}
	for _, port := range ports {
		n, err := strconv.Atoi(port)
		if err != nil || n == 0 || seen[n] {
			t.Errorf("bad port %q in %v", port, ports)
		}
		seen[n] = true
	}
}
