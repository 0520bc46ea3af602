// Package draw draws at random, always the same: a Stream of numbers a replicate,
// and from it uniform subsets and weighted samples.
//
// Nothing here walks over all persons to draw a few of them. A subset costs as
// much as it has members.
package draw
