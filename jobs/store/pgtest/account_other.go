//go:build !unix

package pgtest

import "os/exec"

// An account owns and runs a cluster: here, whoever runs the tests.
type account struct{}

func serverAccount() (account, error) { return account{}, nil }

func (account) own(string) error { return nil }

func (account) assume(*exec.Cmd) {}
