// Package pgtest gives tests a PostgreSQL server of their own.
//
// The first call of [Database] in a test binary makes a private cluster: a data
// folder under os.TempDir, a free port of the loopback interface, passwords
// checked with SCRAM-SHA-256, no socket file, no fsync. Every call then makes a
// fresh, empty database in it, which goes when its test ends:
//
//	func TestSave(t *testing.T) {
//		st, err := store.Open(t.Context(), pgtest.Database(t))
//		…
//	}
//
// Nothing has to be installed but the server programs of PostgreSQL 14 or newer,
// nothing that is already running is touched, and no TestMain is needed.
//
// # The keeper
//
// A test binary may end by returning, by a panic, by its timeout or by kill -9,
// and only in the first case could it tidy up. So the cluster belongs to another
// process, keeper.sh, which makes it, starts it, and then reads from a pipe that
// the test binary holds open. However the binary ends, the system closes the
// pipe; the keeper reads its end, stops the server and removes the folder. The
// keeper holds the binary's standard error meanwhile, so that go test waits for
// it.
//
// PostgreSQL refuses to run as root. Where the tests do (in a container), the
// keeper runs as the user postgres, or else nobody, who owns the folder.
package pgtest
