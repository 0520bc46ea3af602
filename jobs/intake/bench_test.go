package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"weiran/jobs/intake"
)

// BenchmarkReadRoster reads ten thousand persons of six columns.
func BenchmarkReadRoster(b *testing.B) {
	const persons = 10_000
	s := schema(b)
	var text strings.Builder
	text.WriteString(strings.SplitAfterN(plain, "\n", 2)[0])
	sheet := [][]any{{"人员编号", "姓名", "离退休类别", "职级", "出生日期", "基本离退休费"}}
	for n := range persons {
		fmt.Fprintf(&text, "A%d,样例,离休,县处级正职,1932-05-01,4300.50\n", n)
		sheet = append(sheet, []any{fmt.Sprintf("A%d", n), "样例", "离休", "县处级正职", 11810, 4300.5})
	}
	files := map[string][]byte{
		"csv":  []byte(text.String()),
		"xlsx": workbook(b, func(f *excelize.File) { rows(b, f, "Sheet1", sheet...) }),
	}
	for _, kind := range []string{"csv", "xlsx"} {
		b.Run(kind, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				table, err := intake.ReadRosterBytes(b.Context(), "roster", files[kind], s, intake.Options{AsOf: asOf})
				if err != nil || table.Roster.Len() != persons {
					b.Fatal(table, err)
				}
			}
		})
	}
}
