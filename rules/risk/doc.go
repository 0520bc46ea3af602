// Package risk reads rule files and finds who will feel wronged.
//
// A [Pack] is the rule files of a run. [Pack.Assess] looks at one policy and
// everyone's outcome under it, measures each person against their peers, and
// evaluates every rule for every person: true is a [Finding], unknown is an
// [Unsure] that names the fields which would decide.
//
// # Measures
//
// impact.before, .after, .delta (yuan a month), .rate (delta ÷ before), .arrears
// (yuan), .months, .status; impact.in_scope and impact.gains (bool). A person
// out of scope gains zero; of a person who cannot be told every amount is
// unknown.
//
// peers.<name>.count is how many persons share the group's key, the person
// included. Of each measured number: .count (known values), .mean, .min, .max,
// .p10, .p50, .p90 (linear interpolation between closest ranks, Hyndman and Fan's
// type 7, exact), .rank (1 is the highest; ties share the better rank). Of each
// measured bool: .count and .share (the part that is true).
package risk
