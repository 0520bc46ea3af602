// Package jobs does the work that touches the world: one run from its files to
// its folder.
//
// A [Desk] is where runs are done: it knows the store to record in, the log and
// the clock. [Desk.Run] takes a [Request] through four steps:
//
//	load     the schema, the policies, the rules and the roster
//	screen   rules.Screen, which is pure
//	record   in the store, where there is one
//	report   the run folder
//
// # The run folder
//
// A run folder holds all that a run used and found:
//
//	run.json         the record: who the run is, counts, and the sha256 of every file
//	schema.yaml      the schema of the roster
//	roster.parquet   the persons, without what names them to the world
//	policies/        the policy files, one an id
//	rules/           the rule files, one a group
//	rejects.csv      the rows that could not be read, if any
//	impacts.csv …    the reports of package reports
//
// The same inputs leave the same bytes, so no file holds a time of day; [Verify]
// works a folder out again and compares. The folder is written under a temporary
// name beside its place and renamed when it is complete: a crash leaves either
// the folder of before or the new one, and at most a temporary folder which the
// next run to the same place clears away.
//
// # Errors
//
// An error that lies in what the user gave is a [Mistake], or [source.Problems]
// where files are at fault. Every other error is a failure of the machine: of a
// disk, a database, a network.
package jobs
