// Package calibrate holds a score of dispute risk against what became of it: it
// fits weights to the petitions that followed earlier policies, and measures how
// well a score told who would petition.
//
// It is pure, and the one place beside weiran/rules/hotspot where floats are at
// home: they are odds and shares, never money.
//
// A [Table] is the history: of each snapshot (a policy on the day when it became
// known) everybody who was on the roster, with what they showed and whether they
// petitioned within twelve months. [Fit] is a logistic regression drawn toward the
// weights that experts gave, [Choose] says how strongly by a time-blocked cross
// validation, and [Measure] gives the figures of a score card: ranking (AUC,
// average precision, precision and lift at k), probability (Brier, calibration
// intercept and slope, expected over observed), and drift (PSI). Sources: Hosmer
// and Lemeshow, Applied Logistic Regression; Siddiqi, Credit Risk Scorecards.
//
// Petitions say who dared and was recorded, not who was wronged: scores are for
// settling grievances, not for restricting anybody.
package calibrate
