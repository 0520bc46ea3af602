package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"weiran/configs"
	"weiran/jobs/intake"
)

// BenchmarkReadRoster reads the sample county many times over, each time under
// new numbers, from every kind of file.
func BenchmarkReadRoster(b *testing.B) {
	const persons = 20_000
	text := enlarged(persons)
	table, err := intake.ReadRosterBytes(b.Context(), "roster.csv", []byte(text), schema(b), intake.Options{AsOf: asOf})
	if err != nil || table.Roster.Len() != persons {
		b.Fatal(table, err)
	}
	var columns bytes.Buffer
	if err := table.Roster.WriteParquet(&columns); err != nil {
		b.Fatal(err)
	}
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		b.Fatal(err)
	}
	files := map[string][]byte{
		"csv": []byte(text), "csv-quoted": []byte(quoted(text)), "csv-gb18030": []byte(gbk),
		"xlsx": sheetOf(b, text), "parquet": columns.Bytes(),
	}
	for _, kind := range []string{"csv", "csv-quoted", "csv-gb18030", "xlsx", "parquet"} {
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/workers=%d", kind, workers), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					table, err := intake.ReadRosterBytes(b.Context(), "roster", files[kind], schema(b),
						intake.Options{AsOf: asOf, Workers: workers})
					if err != nil || table.Roster.Len() != persons {
						b.Fatal(table, err)
					}
				}
				b.ReportMetric(persons*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}

// enlarged gives the sample county with so many persons.
func enlarged(persons int) string {
	lines := strings.Split(strings.TrimSpace(string(configs.SampleRoster().Text)), "\n")
	header, rows := lines[0], lines[1:]
	var b strings.Builder
	b.WriteString(header + "\n")
	for n := range persons {
		_, rest, _ := strings.Cut(rows[n%len(rows)], ",")
		fmt.Fprintf(&b, "YL%08d,%s\n", n, rest)
	}
	return b.String()
}

// quoted puts every cell into quotation marks, as many databases do.
func quoted(text string) string {
	return `"` + strings.NewReplacer(",", `","`, "\n", "\"\n\"").Replace(strings.TrimSpace(text)) + `"`
}

// sheetOf puts the cells into a workbook as texts.
func sheetOf(b *testing.B, text string) []byte {
	var sheet [][]any
	for line := range strings.Lines(text) {
		var row []any
		for cell := range strings.SplitSeq(strings.TrimSpace(line), ",") {
			row = append(row, cell)
		}
		sheet = append(sheet, row)
	}
	return workbook(b, func(f *excelize.File) { rows(b, f, "Sheet1", sheet...) })
}
