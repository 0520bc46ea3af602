// Rivals runs the rules of the shipped pack side by side: by weiran's columns, by
// weiran's row-by-row reference, and by cel-go, expr, grule and DuckDB, all over
// the same persons with the same number of workers. It is a module of its own, so
// that the product carries none of the peers.
//
//	go run .           prints a table of times and ratios
//	go run . -write    also puts it into the READMEs, between the marks <!-- rivals -->
//
// Every engine is set up as its own users would for speed: see rule, and the type
// of each engine. Compiling rules and loading persons is not timed; each engine
// then finds, for every rule, whom it flags, and keeps that where its users would
// read it: bits, or a table of DuckDB. Before anything is printed, all must have
// flagged the same persons.
//
// Rounds are interleaved, so that a busy minute of the machine falls on all.
// Processor time, of all threads and the garbage collector, says what the work
// costs where other programs take the processor away; the ratios are of it.
package main
