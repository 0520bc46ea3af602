package jobs

import "os"

// alive reports whether a process of this machine still runs: on Windows only a
// running process can be found.
func alive(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}
