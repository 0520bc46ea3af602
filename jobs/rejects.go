package jobs

import (
	"errors"
	"os"

	"weiran/jobs/intake"
)

// RejectsName is the file of a run folder with the rows that could not be read.
const RejectsName = "rejects.csv"

// WriteRejects writes the rows that could not be read to a file of their own,
// whole or not at all.
func WriteRejects(path string, t *intake.Table) error {
	temporary := path + ".new"
	f, err := os.Create(temporary)
	if err != nil {
		return err
	}
	err = errors.Join(intake.WriteRejects(f, t), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temporary, path)
	}
	if err != nil {
		_ = os.Remove(temporary)
	}
	return err
}
