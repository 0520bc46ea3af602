package roster_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/roster"
)

// sizes are how many persons a city and a province have.
var sizes = []int{100_000, 1_000_000}

// shippedSchema reads the schema that weiran ships.
func shippedSchema(b *testing.B) *roster.Schema {
	b.Helper()
	s, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	return s
}

// everyday gives the rows of a few hundred persons of all sorts, with every cell
// of the shipped schema that an office fills in.
func everyday(b *testing.B, s *roster.Schema) [][]lang.Value {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	day := func(from, to int) string {
		return fmt.Sprintf("%d-%02d-%02d", from+r.IntN(to-from), 1+r.IntN(12), 1+r.IntN(28))
	}
	pay := func(most int) string { return fmt.Sprintf("%d.%d", r.IntN(most), r.IntN(100)) }
	var rows [][]lang.Value
	for i := range 500 {
		rows = append(rows, cells(b, s, record{
			"name": fmt.Sprint("样例", i), "national_id": firstNumber, "phone": fmt.Sprint("样例号码", i),
			"category": pick("退休", "退职"), "rank": pick("131", "132", "141", "150"),
			"treatment_rank": pick("131", "132", ""), "sex": pick("男", "女"), "born": "1949-12-31",
			"joined_on": day(1970, 1980), "retired_on": day(2000, 2010), "contribution_years": pay(40),
			"unit": fmt.Sprint("单位", r.IntN(200)), "unit_kind": pick("机关", "事业"), "payer": pick("财政", "社保"),
			"township": fmt.Sprint("乡镇", r.IntN(20)), "region": "230126", "hardship_class": pick("0", "1", "2"),
			"disabled": pick("否", "是", ""), "military": "否", "pay.basic": pay(6000), "pay.living": pay(900),
			"pay.hardship": pay(300), "pay.allowance": pay(900), "pay.nursing": pick("600", ""),
		}))
	}
	return rows
}

// persons fills a roster with persons whose keys come in the order of the
// numbers that number gives.
func persons(b *testing.B, n int, number func(i int) int) *roster.Roster {
	b.Helper()
	s := shippedSchema(b)
	build, rows := roster.NewBuilder(s, 0), everyday(b, s)
	for i := range n {
		row := rows[i%len(rows)]
		row[s.KeyField()] = lang.StringOf(fmt.Sprintf("P%07d", number(i)))
		build.Append(row)
	}
	return build.Build()
}

func inOrder(i int) int { return i }

// shuffled gives the numbers below n in no order that one can see.
func shuffled(n int) func(int) int { return func(i int) int { return i * 7919 % n } }

// each runs a benchmark at every size and tells the time a person takes.
func each(b *testing.B, order func(n int) func(int) int, run func(*roster.Roster)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := persons(b, n, order(n))
			b.ReportAllocs()
			for b.Loop() {
				run(r)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/person")
		})
	}
}

func sortedAlready(int) func(int) int { return inOrder }

func BenchmarkSorted(b *testing.B) { each(b, shuffled, func(r *roster.Roster) { r.Sorted() }) }

func BenchmarkSortedAlready(b *testing.B) {
	each(b, sortedAlready, func(r *roster.Roster) { r.Sorted() })
}

func BenchmarkHash(b *testing.B) { each(b, sortedAlready, func(r *roster.Roster) { r.Hash() }) }

func BenchmarkHashShuffled(b *testing.B) { each(b, shuffled, func(r *roster.Roster) { r.Hash() }) }

func BenchmarkValidate(b *testing.B) {
	each(b, sortedAlready, func(r *roster.Roster) { r.Validate(on(2015, 1, 20).Date()) })
}

func BenchmarkValidateShuffled(b *testing.B) {
	each(b, shuffled, func(r *roster.Roster) { r.Validate(on(2015, 1, 20).Date()) })
}

func BenchmarkWriteParquet(b *testing.B) {
	each(b, sortedAlready, func(r *roster.Roster) {
		if err := r.WriteParquet(io.Discard); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkReadParquet(b *testing.B) {
	r := persons(b, 100_000, inOrder)
	data := parquetOf(b, r)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := roster.ReadParquet(r.Schema, data); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAppend fills a roster; a row is one of its persons.
func BenchmarkAppend(b *testing.B) {
	s := shippedSchema(b)
	rows, build := everyday(b, s), roster.NewBuilder(s, 0)
	key, i := lang.StringOf("P0000001"), 0
	b.ReportAllocs()
	for b.Loop() {
		row := rows[i%len(rows)]
		row[s.KeyField()] = key
		build.Append(row)
		if i++; i%1_000_000 == 0 {
			build.Build()
		}
	}
}

// BenchmarkParseCell reads the cells of a row; they are as an office writes them.
func BenchmarkParseCell(b *testing.B) {
	s := shippedSchema(b)
	row := record{
		"person": "P0000001", "name": "样例甲", "national_id": firstNumber, "category": "离休", "rank": "131",
		"born": "1949-12-31", "joined_on": "1970/3/1", "retired_on": "2000-06-01", "contribution_years": "35.5",
		"unit": "样例单位", "payer": "财政", "region": "230126", "disabled": "否", "pay.basic": "4244.60", "died_on": "",
	}
	fields, texts := []int{}, []string{}
	for name, text := range row {
		fields, texts = append(fields, s.Index(name)), append(texts, text)
	}
	b.ReportAllocs()
	for b.Loop() {
		for i, f := range fields {
			if _, err := s.ParseCell(f, texts[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}
