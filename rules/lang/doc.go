// Package lang is weiran's expression language: CEL with exact decimals, civil
// dates, table lookups and unknowns.
//
// A [Scope] names the fields and lookups that expressions may use. Its [Env]
// compiles one expression at a time into an [Expr], which is type-checked
// against the scope, evaluates a [Row] to a [Value], and explains its
// sub-expressions. A [Template] is a text with expressions in braces. cel-go
// does the evaluation: it is the reference by which every other engine is
// judged, and [Expr.AST] is the tree that such an engine reads.
//
// # Values
//
// A value is known, unknown, or failed. An unknown names the fields that would
// decide it. Logic is Kleene's: false && x is false and true || x is true
// whatever x is, and an unknown condition makes the whole unknown. A lookup
// without a row, an overflow and a division by zero fail, on that row only.
// Of two terms of && or || that do not decide, an unknown one beats a failed
// one. Of ==, !=, the members of a list, lookups and calls of three arguments a
// failure beats an unknown; of the operands of any other operator the first that
// fails or is unknown decides. Where the outcome is unknown and several operands
// are, it names the fields of all of them. Nothing is in an empty list, not even
// an unknown.
//
// # Numbers
//
// Numbers are int (64 bits) or [Decimal]: there is no floating point. 1.5 is a
// decimal, and so is 1.13%, which is 0.0113; a percent sign with an operand
// after it is the remainder of a division, as in 7 % 2. An int beside a decimal
// becomes one, whether it is a literal or a field, on either side of an
// operator, in a list, in the branches of a condition and in the arguments of a
// function.
//
// Whole numbers divide to a whole one, and what is left over is dropped:
// months(a, b) / 12 >= 30 counts full years. Where that would be lost unseen it
// is refused: of two literals, as in 1 / 3, and of fields whose quotient meets a
// decimal or is an amount.
//
// # Operators
//
// The operators are CEL's: + - * / % on numbers; == and != on values of one
// kind; < <= > >= on numbers, dates and texts; in on a list; && || ! and ?: on
// true and false. Texts join with +. A date less a date is a count of days, a
// date plus or less an int is a date that many days on or back. An index, a map
// and null are not part of the language.
//
// # Codes
//
// A text beside a field with allowed values may be a code or its Chinese label:
// person.category == "离休" is person.category == "lixiu", and
// person.rank == "县处级正职" is person.rank == 131. What is neither is a problem
// when the expression is compiled. So is what would look at the code where its
// author thinks of the label (person.category.startsWith("离"), an order of
// codes, a free text beside a code), and a number that the field never holds.
//
// # Functions
//
//	date("2014-09-30")        a civil date, checked when compiled
//	age_on(born, on)          completed years of age; one born on 29 February
//	                          turns a year older on 1 March of a common year
//	years(from, to)           completed years between two dates, same rule
//	months(from, to)          completed months between two dates
//	ceil(x) floor(x)          the whole number above, below, as a decimal
//	round(x, to, "half_up")   x rounded to a multiple of to
//	min(x, …) max(x, …)       of ints, decimals or dates
//	known(x)                  whether x is known
//	coalesce(x, y, …)         the first that is known; a failure stays one
//	table.name(key, …)        a row of a table; no row is a failure
//	band.name(x)              the value of the band that holds x
//	size(x)                   how many characters a text, members a list has
//
// On a text: x.startsWith(y), x.endsWith(y), x.contains(y), x.matches("…"), which
// takes a regular expression of Go. On a list: l.exists(x, condition),
// l.all(x, condition), l.exists_one(x, condition), l.filter(x, condition).
package lang
