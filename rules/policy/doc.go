// Package policy reads policy files and works out what a policy means for one
// person: clause by clause, exactly, or why it cannot be told.
//
// [Load] reads a file against the roster's schema and returns every problem.
// [Policy.Apply] gives a person's [Outcome]: the status, and for each item that
// applies what was paid before, what is paid after, the difference and the
// arrears. Nothing changes before the effective date; arrears are the monthly
// difference times the months from the effective month to the month before the
// first payment.
//
// # Amounts
//
// The expression of an add is the amount added; of a set, the new standard. That
// amount is rounded by the item's rule, or else the policy's. pay.<item> is what
// was paid before the policy, after.<item> the running value after the items
// above. Where what is paid is unknown, an add is still known, and before and
// after stay empty; a set cannot tell.
package policy
