package intake

import (
	"errors"

	"weiran/rules/source"
)

// What can be wrong with a whole file. A file that is not there, or may not be
// read, is [io/fs.ErrNotExist] or [io/fs.ErrPermission].
var (
	ErrFormat = errors.New("intake: not a csv, xlsx or parquet file")
	ErrEmpty  = errors.New("intake: the file is empty")
	ErrSheet  = errors.New("intake: no such sheet")
	ErrHeader = errors.New("intake: the header does not fit the schema")
	ErrNoRows = errors.New("intake: no row below the header")
)

// An Error says why a file cannot be read as a roster: all the reasons, each with
// its place and a hint. [errors.Is] finds the kind of error in it, [errors.As]
// the [source.Problems], or the first [source.Fault].
type Error struct {
	Problems source.Problems
	kind     error
}

// Error gives one line a problem, in English.
func (e *Error) Error() string { return e.Problems.Error() }

// Unwrap gives the kind of the error, its problems, and the first as a fault.
func (e *Error) Unwrap() []error {
	first := e.Problems[0]
	return []error{e.kind, e.Problems, source.Fault{Message: first.Message, Hint: first.Hint}}
}

// failed makes the error of one problem.
func failed(kind error, place string, message, hint source.Text) *Error {
	e := &Error{kind: kind}
	e.add(place, message, hint)
	return e
}

// add appends a problem; the place is written as it is to be read.
func (e *Error) add(place string, message, hint source.Text) {
	e.Problems.Add(source.Pos{File: source.NewFile(place, nil)}, message, hint)
}
