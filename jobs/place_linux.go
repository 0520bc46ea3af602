package jobs

import (
	"os"

	"golang.org/x/sys/unix"
)

// swap puts the complete folder in the place of the one that stands there, in
// one step, and removes the old one. Linux exchanges two names at once, so that
// no moment exists at which neither is in place.
func swap(complete, place string) error {
	err := unix.Renameat2(unix.AT_FDCWD, complete, unix.AT_FDCWD, place, unix.RENAME_EXCHANGE)
	if err != nil {
		return swapInTwoSteps(complete, place)
	}
	return os.RemoveAll(complete)
}
