package jobs_test

import (
	"fmt"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/petition"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// measures is what a rule file may declare, and a condition for each measure. The
// last term keeps the findings few: what is found is described, which is another
// cost.
const measures = `
group: measures
title: 全部指标
peers:
  same_rank: {by: [person.category, person.rank], of: [impact.delta, impact.gains]}
twins:
  beside: {same: [person.category, person.rank, person.township], near: {person.born: 1y}}
  other_track: {same: [person.rank, person.township], unlike: [person.category], near: {person.born: 2y}}
  other_rank: {same: [person.category, person.township], unlike: [person.rank], near: {person.born: 2y, person.joined_on: 5y}}
inversions:
  rank: {within: [person.category, person.unit], senior: {smaller: person.rank}}
  service: {within: [person.category, person.rank, person.township], senior: {earlier: person.joined_on}}
crossings:
  age: {from: person.born, years: [70, 80], within: 52w}
rules:
`

// conditions reads one measure each.
var conditions = []string{
	"peers.same_rank.delta.p50 > impact.delta", "twin.beside.gap > 0", "twin.other_track.gap > 0", "twin.other_rank.gap > 0",
	"twin.other_track.cost > 0", "twin.other_rank.cost > 0",
	"inversion.rank.count > 0", "inversion.service.gap > 0", "crossing.age.soon", "cliff.near",
	"gap.headline > 0", "delay.outside_channel", "delay.overdue > 0", "!impact.in_scope && exclusion.because != \"\"",
	"petitions.count > 0", "petitions.same > 0",
}

// BenchmarkMeasures screens a synthetic province under one policy by all measures.
// without is the same screening by a rule that reads none of them: the difference
// is what the measures take.
func BenchmarkMeasures(b *testing.B) {
	in := province(b, 1_000_000)
	in.Policies = in.Policies[:1]
	in.AsOf = configs.SampleAsOf()
	in.Petitions = visits(b, in.Roster)
	for name, conditions := range map[string][]string{"all": conditions, "without": {"impact.delta > 0"}} {
		b.Run(name, func(b *testing.B) {
			in := in
			in.Rules = packOf(b, in.Roster.Schema, conditions)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := rules.Screen(b.Context(), in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// packOf makes a pack of a rule a condition, none of which finds many.
func packOf(b *testing.B, schema *roster.Schema, conditions []string) *risk.Pack {
	b.Helper()
	text := strings.Builder{}
	text.WriteString(measures)
	for i, condition := range conditions {
		fmt.Fprintf(&text, "  - {rule: r%d, title: 一条, when: '%s && person.rank == 111', severity: low, grievance: data, "+
			"owner: 甲, within: 1w, cite: 甲, says: 甲, advice: 甲}\n", i, condition)
	}
	pack, problems := risk.Load([]*source.File{source.NewFile("measures.yaml", []byte(text.String()))}, schema)
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	return pack
}

// visits makes one petition of every twentieth person.
func visits(b *testing.B, r *roster.Roster) *petition.Book {
	b.Helper()
	var records []petition.Record
	for i := 0; i < r.Len(); i += 20 {
		records = append(records, petition.Record{Number: fmt.Sprint(i), Person: r.Person(i), Date: configs.SampleAsOf() - 400, Category: "离退休费"})
	}
	book, err := petition.NewBook(records)
	if err != nil {
		b.Fatal(err)
	}
	return book
}
