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
// (yuan), .months, .status; impact.in_scope and impact.gains (bool). Of a person who
// cannot be told, impact.missing lists the Chinese names of what is to be filled in,
// and .reasons what else stands in the way, such as a figure that the policy lacks;
// of others both are empty. A person out of scope gains zero. Of a person who cannot
// be told every amount is unknown. The rate of a person paid nothing before is an
// error, unless nothing changes: then it is zero.
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
// # Who stands near a line
//
// Every comparison of a field of the roster with a constant, and every edge of a
// band, is a line that the policy draws (see [policy.Boundary]). A person who
// stands near one, on the side that brings less, has a cliff:
//
//	cliff.near      whether there is one
//	cliff.distance  how far the nearest value on the other side is
//	cliff.unit      天 of dates, 年 of years, 元 of yuan a month; else empty
//	cliff.cost      what that value would bring more, yuan a month, all else equal
//	cliff.field     出生日期
//	cliff.at        the line: 1934-09-30, 30
//	cliff.clause    the clause that draws it; unknown where the policy cites none
//
// Near is 30 days, 1 year, 50 yuan a month, or 1 of any other number, unless the
// policy file says otherwise. Of several
// cliffs a person has the one that costs most, and of those the nearest. The cost
// is worked out by the policy itself, with the one value in place of the other. A
// line through an empty cell is no cliff, nor is one beyond which the policy cannot
// be told.
//
// Without a cliff all but cliff.near are unknown, so a rule begins with it:
// cliff.near && cliff.distance <= 7. One that does not is silent there, for nobody
// could fill anything in. Of a person of whom the policy cannot be told cliff.near
// is unknown, too.
//
// One who stands near a line on the side that brings more has a ledge: ledge.near,
// .distance, .unit, .field, .at and .clause as above, and ledge.worth, what the
// nearest value on the other side would bring less. Born on 1934-09-30 where the line
// brings 40: 1 天, 40, 1934-09-30. Nobody minds standing there, but others look at
// who just does.
//
// # Who is alike and gains more: caliper matching
//
// twin.<name> is the nearest of those who gain more, are alike in everything under
// same, differ in something under unlike, and lie within the caliper of every field
// under near:
//
//	twin.<name>.found    whether there is one
//	twin.<name>.gap      what the twin gains more, yuan a month; 0 without a twin
//	twin.<name>.delta    what the twin gains, yuan a month
//	twin.<name>.cost     what the person would gain more, yuan a month, with what is
//	                     under unlike as the twin has it and all else their own
//	twin.<name>.clause   the clause of which the twin has most more
//	twin.<name>.because  what of the two decides that clause: 出生日期晚 1 天
//
// The last four are unknown without a twin, so a rule begins with .found. Distance
// is the sum of the differences, each over its caliper (over a year, 1 or 1 yuan
// where the caliper is any; one of 0 adds nothing). A year is 366 days, so that the
// same day of the next year is always within. Of equally near persons the one who
// gains most is the twin, then the first by key.
//
// Two of one rank, born a day apart, gain 60 and 100: .gap of the first is 40, and
// the second has no twin. Cost: O(n log n) as a rule; .clause and .because are worked
// out of two persons by the policy itself, so a condition asks for them last.
//
// A gap may have other causes than what sets two apart under unlike: where a
// percentage is paid, whoever is paid more gains more. .cost is of that alone. There
// is one where the file says unlike; it is unknown where the policy cannot be told of
// such a person, nought where it makes no difference, and below nought where it is
// the person's own side that brings more. A 131 who gains 60 and a 132 a day older who
// gains 130, 30 of it by rank: .gap is 70, .cost 30. Cost: the policy once more.
//
// # Who is overtaken: rank inversion
//
// inversion.<name>.count is how many who stand below, among those alike in within,
// were not paid more before and are paid more after; .gap is the most that one of
// them is paid more after, yuan a month, 0 where nobody is. Who was ahead before is
// not counted: the policy did not bring it about. Two of one standing are neither
// above nor below each other.
//
// A junior paid 100 who gains 50, beside a senior paid 100 who gains 20: count 1,
// gap 30. Cost: O(n log² n) at most.
//
// # Who takes no part
//
// Who lacks a key, a near field, a standing or, of inversions, the pay before takes no
// part in twins or inversions: nobody stands beside them, their own measures are
// unknown, and an Unsure names what they lack. Who died before the policy takes
// effect takes no part either, and that is known: no twin, nobody above. Who is
// left out for another reason gains zero, and takes part.
//
// # Who soon completes a count of years
//
// crossing.<name> is the first count of years, of those listed, that is complete on
// as_of or within the window behind it: .soon, .years, .on, .days (0 today). All but
// .soon are unknown where there is none. Years are those of [lang.Date.Years], and so
// is its rule of 29 February. The dead complete nothing. Born 1945-02-01, asked on
// 2015-01-20 for 70 years: on 2015-02-01, in 12 days. Cost: O(n).
//
// # What every rule file may ask besides
//
//	gap.headline            what the headline promises (an amount, or its rate of what
//	                        is paid before) less what the person gains, yuan a month
//	gap.last                what the last adjustment brought less what this one does,
//	                        yuan a month
//	delay.months            months of arrears
//	delay.outside_channel   the payer is none that the document names; of a document
//	                        that names none, false
//	delay.overdue           steps that should be done by as_of and are not
//	exclusion.clause        the clause that leaves the person out; unknown where the
//	                        policy cites none, and of the dead
//	exclusion.because       the fields that leave them out: 企业军转为是
//	petitions.*             count, open, repeated, same, open_same, months, months_same,
//	                        largest: see [weiran/rules/petition]
//
// Each is O(n), and unknown of whom the policy cannot be told; exclusion.* also of who
// is not left out, so that a rule begins with !impact.in_scope. A headline of 60 and
// a gain of 20: gap.headline is 40. Two months from the effective day to the first
// payment: delay.months is 2. Of a scope !(person.military || person.disabled) one who
// is military is left out by 企业军转为是, and not by the other half.
//
// A rule that reads petitions, a headline or a last adjustment of which the run has
// none is told of once, by an [Unsure] without a person.
//
// # What is asked once
//
// A rule of scope policy is asked once a policy, one of scope milestone once for
// each milestone of it. They read policy.*, as_of and what follows, and nothing of
// persons, pay, impact or peers; a rule asked of persons reads none of what follows.
//
// persons.count, .affected, .unchanged, .out_of_scope and .cannot_tell count the
// roster; milestones.ids lists the steps that the policy file has. silence.channels,
// .categories and .ranks list the labels of the roster's payers, categories and
// ranks of which the policy does not speak:
//
//   - a payer of somebody whose pay changes whom a given channel does not name; where
//     no channel is given there is nothing to be silent beside (size(policy.channel)
//     is 0, which is for a rule of its own);
//   - a category or rank that somebody on the roster has, of nobody with which the
//     policy speaks: the scope leaves them out, no clause applies but to add zero, or
//     no row is found for them. Of a person the policy speaks if their pay changes, if
//     a clause sets their standard, if they cannot be told for what their own record
//     or an earlier policy lacks, or if the figure is a hole. Those who died before
//     the policy takes effect do not count.
//
// milestone.id, .title, .owner, .due and .done are as written, unknown where they are
// not. milestone.open says that the step is not done by as_of. milestone.overdue_days
// counts from due to done, or to as_of while the step is open, and is 0 where it was
// done in time or is not yet due; of an open step without due it is unknown.
//
// Such a finding names no person and no group. It is known by rule, policy and
// milestone. The milestone's owner answers for it, or the rule's where it has none.
//
// # How many findings
//
// A rule that flags nearly everybody tells nobody apart. So a rule fails that finds
// more persons than its limit; where its file gives none, that is one in ten of
// the roster, and 5000 at least. A limit of 60% is that share of the roster, and 50
// persons at least.
//
// # How it is computed
//
// All that is asked of everybody is computed by columns, a batch of the roster at
// a time, as many batches at a time as there are workers (see
// [weiran/rules/column]): conditions and the keys of peers read the roster's own
// arrays, and of the measures the columns of the policy's outcomes, a rate and
// what else is not there being made of them. The conditions of all files are one
// program: what two files ask is computed once.
//
// Peers are put into groups by numbering their keys, part by part, in each batch,
// and then the batches' keys. A measured number is written to where those of its
// group stand, so that each group is sorted by itself; percentiles and ranks are
// places in that order, and a mean is of a sum in 128 bits. Only what some
// expression of the file reads is measured, and what two files both measure is
// measured once.
//
// Whom rules find is gathered, rule by rule, into small batches, over which one
// program computes every step of the condition and of what is said; an outline of
// cel-go's explanation then says which of them the trace lists. Of a rule that is
// unknown of a person nothing is asked where the policy cannot be told and that
// is all, and where only one field is unknown that the rule reads. cel-go is asked,
// row by row, for what columns have no words for: where a step failed, and what
// several unknown fields come to. A test holds all of it to what cel-go gives row
// by row. No result depends on the batches or on the count of workers.
package risk
