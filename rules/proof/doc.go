// Package proof tells what can be said of an expression before anybody is on the
// roster: that a condition can never hold, that a branch is never taken, with
// which keys a table can be asked.
//
// A [Prover] starts from what each field may hold ([Full], or what the caller
// knows better) and follows the conditions: within `person.rank == 131 && …` the
// rank is 131. What it follows is a set of values for each field, and for each
// larger term that is compared with something, such as an age on a day.
//
// It never claims what is not so. What it does not understand may come to
// anything, and where an expression is too large it says nothing at all; so much
// that can never be stays unsaid.
package proof
