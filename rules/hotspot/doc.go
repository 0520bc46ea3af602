// Package hotspot finds where trouble gathers, and says how sure we are.
//
// A Study gives persons as columns of codes: hierarchies such as county, township
// and unit; flat groupings such as rank; crosses of two of them. Some persons are
// flagged. Scan compares every group that is neither too small nor too large with
// all others, and asks how often chance alone would bring a group as strong
// anywhere among them. It is the tree-based scan statistic of Kulldorff, Fang and
// Walsh (2003), conditional on the number of flagged persons, as in TreeScan.
//
// # Reading a row
//
// Of n persons, Observed are flagged where Expected would be by chance. LLR, the
// log likelihood ratio, orders the groups. P is family-wise: that chance brings a
// hotspot as strong anywhere at all. Tail is of the one group, as if nobody had
// looked elsewhere; BH and BY are the false discovery rates of the tails of all
// rows, shown or not. IC025 says how much more than expected is certain: above 0
// something, above 0.263 a fifth.
//
// P answers "is there a hotspot"; BH answers "how good is the list".
//
// # Where P is from
//
//   - exact: of one dimension and one cause it is worked out (package exact).
//   - mc: (1 + replicates as strong)/(1 + replicates). A replicate lays the flags
//     of the persons, whole profiles of causes at a time, on other persons.
//   - mc-seq: the same, ended when 50 replicates had reached the strongest group
//     at replicate l; its P is 50/l (Besag and Clifford 1991).
//
// Replicate b has a random stream of its own, hashed of seed and b, and replicates
// are counted in the order of b. So the result depends neither on the number of
// workers nor on the order of rows, codes and dictionaries.
//
// # The null hypothesis
//
// Global, Within strata, RiskBands or RiskShares: see Null. A study of a hundred
// thousand persons or more should be Within(county), as DefaultNull has it.
//
// # Overlaps
//
// Groups overlap, and one trouble shows in many rows. Relation says of every row
// worth a look whether it stands by itself or what a stronger hotspot leaves of
// it. Rounds is the iterative scan: the strongest, then the strongest of those
// who remain, and so on.
//
// # Names in the TreeScan guide
//
// Beside the User Guide 2.1 (pages 10–14 and 50–52) a Row reads: Persons is n,
// Observed c, "cases" or "observations" of a cut; Expected nC/N; LLR the log
// likelihood ratio; RelativeRisk, within against without, that of the guide;
// Excess its "excess cases"; P its p-value. Study.Replicates are its Monte Carlo
// replications, MinCases its least number of cases in a cut, and a Group is a node.
// Global is the conditional Bernoulli model, RiskShares the conditional Poisson
// model, Within a Poisson statistic whose replicates keep the cases of every
// stratum. Rounds are the iterative scan of Zhang, Assunção and Kulldorff.
//
// # What small groups cost, and how groups differ
//
// Tarone is BH over those groups alone that could be significant whoever is
// flagged. Result.Shrink fits a gamma and a beta distribution to the groups of each
// level; it is for display, and says so where nothing but chance is to be seen. Over
// many strata a tail is worked out by convolution, or where that is long by three
// moments: Approximate says which.
//
// # Measured against others
//
// The tests hold the package to tables of TreeScan, of R, and of an independent
// Monte Carlo. It differs on purpose where tools are known to err: groups that
// are flagged to the last person stay in (TreeMineR drops them); parents and
// children move together in a replicate (TreeMineR draws each alone); counts never
// exceed the persons of a group (treeSS draws with putting back); seeds are
// hashed, not counted up (TreeScan).
//
// Nothing here knows a name: persons are rows of a table that the caller keeps.
package hotspot
