// Package risk reads rule files and finds who will feel wronged.
//
// A [Pack] is the rule files of a run. [Pack.Assess] looks at one policy and
// everyone's outcome under it, measures each person against their peers, and
// evaluates every rule for every person: true is a [Finding], false is nothing,
// and what stays unknown is an [Unsure] that names the fields which would decide.
//
// # What a rule may read
//
// Beside the roster (person.*, pay.*), the policy's head (policy.*) and as_of, a
// rule reads the measures below. pay.<item> is what is paid before the policy.
// A field that identifies a person (a name, a number) may be read by no rule, so
// that none can reach a trace, a report or a letter.
//
// # What the policy means for the person
//
// impact.before, .after, .delta (yuan a month), .rate (delta ÷ before), .arrears
// (yuan), .months, .status; impact.in_scope and impact.gains (bool);
// impact.missing (the Chinese names of what would have to be known of a person
// who cannot be told, else empty). A person out of scope gains zero. Of a person who cannot be told every amount is
// unknown. The rate of a person paid nothing before is an error, unless nothing
// changes: then it is zero.
//
// # How the person compares
//
// peers.<name>.count is how many persons share the group's key, the person
// included. Of each measured number: .count (known values), .mean, .min, .max,
// .p10, .p50, .p90 (linear interpolation between closest ranks, Hyndman and Fan's
// type 7, exact), .rank (1 is the highest; ties share the better rank). Of each
// measured bool: .count and .share (the part that is true). Means, percentiles
// and shares are rounded half to even at 1/10 000.
//
// A person whose key is not known belongs to no group: all their peers.* are
// unknown, and an [Unsure] names the fields of the key. A measured value that is
// not known is not counted for anybody.
//
// # How it is computed
//
// Conditions and the keys of peers run by columns, a chunk of persons at a time
// (see [weiran/rules/column]): they read the roster's own arrays, and of the
// measures only those that some condition of the file reads. Row by row is asked
// only what has to be put into words: a finding, and why a condition or a key
// came to no value. A test holds all of it to what cel-go gives row by row.
package risk
