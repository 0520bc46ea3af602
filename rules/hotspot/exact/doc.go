// Package exact gives the probability that some group of a tree reaches its
// critical count, without a single random number.
//
// Groups of a tree are nested, so the counts below a node are all that matters of
// it. Two functions of the count k are carried up the tree for every node: the
// probability that the node has k flagged persons, and the part of it in which
// some group below has reached its critical count ("dead"). Where two nodes
// meet, with part₁+part₂ = whole still to be had,
//
//	dead(k) = Σ dead₁(j)·whole₂(k−j) + alive₁(j)·dead₂(k−j)
//
// and at a group that may be a hotspot all of whole(k), k ≥ critical, dies. No
// term is negative and nothing is subtracted at the end, so that a probability of
// one in a billion keeps its digits. Conditional on the total C the answer is
// dead(C)/whole(C) of the root.
//
// Persons are flagged independently in this, with the probability C/N. Given the
// total that is the same as a uniform subset, and the functions stay numbers of
// ordinary size where counts of subsets would have thousands of digits.
package exact
