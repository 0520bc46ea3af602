// Package reports writes what a screening found, for each of its readers.
//
// [New] turns a [Subject] into a [Model]: every total, group and distribution,
// computed once and exactly, so that no two reports can disagree. [All] lists
// the reports that can be written of it:
//
//	impacts.csv    one row a person and clause, for machines
//	findings.json  every finding with its trace, for machines
//	hotspots.csv   where findings gather, for machines
//	unknowns.csv   what could not be told and which field would tell, for machines
//	ledger.xlsx    台账: names and numbers, for the clerk who owns the data
//	report.html    影响评估报告: no names, small groups hidden, for the committee
//
// The same model gives the same bytes.
//
// # Privacy
//
// Only the ledger names persons. No report holds a national id or a telephone
// number. In the committee's report an amount always comes from at least
// [Subject.MinGroup] persons: smaller groups are merged until they are large
// enough and the totals still add up, and a table from which a reader could
// subtract their way to a smaller group is left out.
package reports
