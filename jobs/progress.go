package jobs

// A Stage is a part of a run that takes long where the persons are many.
type Stage uint8

// The stages of a run, in their order, and what comes before the screening where
// runs are compared.
const (
	Reading   Stage = iota // the roster: bytes of its file
	Screening              // persons, once for each policy, its rules and its hotspots
	Writing                // the run folder: files
	Recording              // into the database: runs
	Reopening              // what runs have left: bytes of their files
)

// Progress is told how far a stage is. Stages come one after another, calls one
// at a time, and done never falls within a stage. A stage may be left before
// done is total.
type Progress func(stage Stage, done, total int64)

// at gives the progress of a stage, to be told in bytes.
func (p Progress) at(stage Stage) func(done, total int64) {
	if p == nil {
		return nil
	}
	return func(done, total int64) { p(stage, done, total) }
}

// steps gives the progress of a stage, to be told in steps.
func (p Progress) steps(stage Stage) func(done, total int) {
	if p == nil {
		return nil
	}
	return func(done, total int) { p(stage, int64(done), int64(total)) }
}
