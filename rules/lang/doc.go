// Package lang is weiran's expression language: CEL with exact decimals, civil
// dates, table lookups and unknowns.
//
// A [Scope] names the fields and lookups that expressions may use. Its [Env]
// compiles one expression at a time into an [Expr], which is type-checked
// against the scope, evaluates a [Row] to a [Value], and explains its
// sub-expressions. cel-go does the evaluation: it is the reference by which
// every other engine is judged.
//
// # Values
//
// A value is known, unknown, or an error. An unknown names the fields that
// would decide it; logic over unknowns is Kleene's. Numbers are int (64 bits)
// or [Decimal]: there is no floating point. A whole number literal beside a
// decimal is a decimal; 1.13% is the decimal 0.0113.
//
// # Functions
//
// Beside CEL's own operators and macros:
//
//	date("2014-09-30")        a civil date
//	age_on(born, on)          completed years of age; one born on 29 February
//	                          turns a year older on 1 March of a common year
//	years(from, to)           completed years between two dates, same rule
//	months(from, to)          completed months between two dates
//	ceil(x) floor(x)          the whole number above, below, as a decimal
//	round(x, to, "half_up")   x rounded to a multiple of to
//	min(x, …) max(x, …)       of ints, decimals or dates
//	known(x)                  whether x is known
//	coalesce(x, y)            x where it is known, else y
//	table.name(key, …)        a row of a table; no row is an error
//	band.name(x)              the value of the band that holds x
//
// Dates compare; a date less a date is a count of days, a date plus or less an
// int is a date that many days on or back.
package lang
