// Package chance holds the formulas of the scan: likelihood ratios, the
// probabilities of counts, false discovery rates and the information component.
//
// Everything is a pure function of numbers. Counts are given as float64 because
// the formulas mix them with expectations; a count stays exact up to 2⁵³.
//
// No formula subtracts large numbers that are nearly equal. A likelihood ratio is
// a sum of deviances, none of them negative, and a probability is put together
// by the saddle-point method of Loader, so both keep twelve digits or more at
// twenty million persons, where the logarithm of a factorial keeps seven.
//
// # Sources
//
//   - TreeScan User Guide 2.1, pages 10–14 and 50–52; SaTScan User Guide 10.1,
//     pages 16–17 and 64–66: the likelihood ratios.
//   - C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).
//   - Y. Benjamini, Y. Hochberg (1995); Y. Benjamini, D. Yekutieli (2001).
//   - G. N. Norén and others, Shrinkage observed-to-expected ratios (2013).
//   - A. M. Abrams, K. Kleinman, M. Kulldorff, Gumbel based p-value
//     approximations for spatial scan statistics (2010).
//   - K. Pearson (1895), the third type of curve: tails of sums over many strata.
package chance
