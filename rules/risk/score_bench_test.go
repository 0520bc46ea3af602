package risk_test

import (
	"fmt"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// countyScoring is a run of so many persons of whom three in ten have findings, two
// each, and one in a hundred has petitioned before.
func countyScoring(b *testing.B, persons int) risk.Scoring {
	b.Helper()
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(
		"fields:\n  - {name: person, kind: string, key: true, label: 人员编号}\n  - {name: pay.basic, kind: decimal, label: 基本}\n")))
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	p, problems := policy.Load(source.NewFile("p.yaml", []byte(
		"policy: none\ntitle: 减\neffective: 2015-01-01\nitems: [{item: basic, title: 减, when: 'pay.basic > 1980', add: '-100', cite: 某条}]\n")), schema)
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	build := roster.NewBuilder(schema, 0)
	var findings []risk.Finding
	var records []petition.Record
	for i := range persons {
		key := fmt.Sprintf("P%07d", i)
		build.Append([]lang.Value{lang.StringOf(key), lang.DecimalOf(lang.Decimal(1000+i%1000) * lang.One)})
		if i%10 < 3 {
			findings = append(findings,
				risk.Finding{Rule: "a", Policy: "none", Person: key, Points: 40, Grievance: risk.Comparison},
				risk.Finding{Rule: "b", Policy: "none", Person: key, Points: int64(10 + 10*(i%3)), Grievance: risk.Grievances()[i%4]})
		}
		if i%100 == 0 {
			records = append(records, petition.Record{Number: key, Person: key, Date: day(2012, 1+i/100%12, 5)})
		}
	}
	book, err := petition.NewBook(records)
	if err != nil {
		b.Fatal(err)
	}
	outcomes, err := p.ApplyAll(b.Context(), policy.NewPayroll(build.Build().Sorted()), day(2015, 1, 20), 1)
	if err != nil {
		b.Fatal(err)
	}
	return risk.Scoring{AsOf: day(2015, 1, 20), Judged: []risk.Judgement{{Policy: "none", Outcomes: outcomes}}, Findings: findings, Petitions: book}
}

func BenchmarkScores(b *testing.B) {
	for _, persons := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(persons), func(b *testing.B) {
			s := countyScoring(b, persons)
			b.ReportAllocs()
			for b.Loop() {
				s.Scores()
			}
		})
	}
}
