//go:build unix

package pgtest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// An account owns and runs a cluster. The zero account is whoever runs the
// tests.
type account struct {
	switches bool // the tests run as root, which PostgreSQL refuses
	uid, gid int
}

// serverAccount gives the account to run a cluster as.
func serverAccount() (account, error) {
	if os.Getuid() != 0 {
		return account{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err := errors.Join(err1, err2); err != nil {
			return account{}, fmt.Errorf("user %s: %w", name, err)
		}
		return account{switches: true, uid: uid, gid: gid}, nil
	}
	return account{}, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
}

// own hands a file or folder to the account.
func (a account) own(path string) error {
	if !a.switches {
		return nil
	}
	return os.Chown(path, a.uid, a.gid)
}

// assume makes a command run as the account, in a process group of its own: an
// interrupt from the keyboard is for the tests, not for the keeper.
func (a account) assume(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if a.switches {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
}
