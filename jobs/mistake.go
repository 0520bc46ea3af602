package jobs

import (
	"errors"

	"weiran/rules/source"
)

// A Mistake is an error that lies in what the user gave: a file, a flag, a
// roster. What is not a mistake is a failure of the machine.
type Mistake struct{ Err error }

// Error gives the message of the error inside.
func (m Mistake) Error() string { return m.Err.Error() }

// Unwrap gives the error inside.
func (m Mistake) Unwrap() error { return m.Err }

// mistake makes a Mistake from a message and a hint.
func mistake(message, hint source.Text) error {
	return Mistake{source.Fault{Message: message, Hint: hint}}
}

// IsMistake reports whether an error lies in what the user gave.
func IsMistake(err error) bool {
	var m Mistake
	var all source.Problems
	var one source.Problem
	return errors.As(err, &m) || errors.As(err, &all) || errors.As(err, &one)
}
