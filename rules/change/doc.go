// Package change says what became of a screening when it was made again: which
// findings are new, gone, still there or back, which persons joined, left or
// changed, and why each figure moved.
//
// [Compare] holds findings against each other by what they are known by: rule,
// policy, and person, group or milestone. [CompareRosters] does so for persons.
//
// [Split] parts the difference between two runs among what they were made of, with
// nothing left over. It replaces one [Factor] of the earlier run after another by
// that of the later one, in the order engine, date, roster, petitions, policies,
// rules, settings, and screens each mixture; the effect of a factor is what its
// replacement moves. Such effects add up to the difference, whatever it is, because
// each begins where the one before it ended. They depend on the order: what two
// factors do only together is told of the one replaced later.
package change
