package intake_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/encoding/simplifiedchinese"

	"weiran/jobs/intake"
	"weiran/rules/roster"
)

// longRoster writes a roster of several blocks with everything in it that a
// county's file may have: bad cells, blank and torn rows, quoted lines, repeated
// keys, rows that fail a check, sums.
func longRoster() string {
	var b strings.Builder
	b.WriteString("县名册\n人员编号,姓名,离退休类别,职级,出生日期,参加工作时间,单位,基本离退休费\n")
	for n := range 14_000 {
		key, born, unit := fmt.Sprintf("A%06d", n), "1932-05-01", "甲局"
		switch n % 1000 {
		case 3:
			born = "1932-13-01"
		case 17:
			key = "A000001"
		case 43:
			born = "1999-01-01" // after joining
		case 99:
			unit = "\"甲局\n二科\""
		case 100:
			unit = "\"乙\""
		case 200:
			unit = "\"丙"
		case 300:
			b.WriteString(",,,\n\n")
		case 400:
			unit = "丁局,戊"
		case 500:
			key = "合　计"
		}
		fmt.Fprintf(&b, "%s,样例,离休,县处级正职,%s,1948-03-01,%s,%d.50\n", key, born, unit, n)
	}
	return b.String()
}

// TestWorkersChangeNothing reads with any count of workers and wants the same to
// the last byte.
func TestWorkersChangeNothing(t *testing.T) {
	text := longRoster()
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	one := mustReadWith(t, text, 1)
	if one.Rows != 14_000 || one.RejectedRows() < 70 || len(one.Issues) == 0 {
		t.Fatalf("%d rows, %d of them rejected, %d issues", one.Rows, one.RejectedRows(), len(one.Issues))
	}
	for _, workers := range []int{0, 2, 8} {
		mustBeSame(t, one, mustReadWith(t, text, workers))
		mustBeSame(t, one, mustReadWith(t, gbk, workers), cmpopts.IgnoreFields(intake.Table{}, "Hash", "Notes"))
	}
}

func mustReadWith(t *testing.T, text string, workers int) *intake.Table {
	t.Helper()
	table, err := intake.ReadRosterBytes(t.Context(), "roster.csv", []byte(text), schema(t),
		intake.Options{AsOf: asOf, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func mustBeSame(t *testing.T, want, got *intake.Table, ignored ...cmp.Option) {
	t.Helper()
	options := append(ignored, cmpopts.IgnoreUnexported(intake.Table{}, intake.Reject{}), cmp.Comparer(alike))
	if diff := cmp.Diff(want, got, options...); diff != "" {
		t.Errorf("the tables differ (-want +got):\n%s", diff)
	}
	for row := range want.Roster.Len() {
		if want.Place(row) != got.Place(row) {
			t.Fatalf("row %d stands at %s, want %s", row, got.Place(row), want.Place(row))
		}
	}
	if !bytes.Equal(rejectsOf(t, want), rejectsOf(t, got)) {
		t.Error("the rejects are written otherwise")
	}
}

// alike reports whether two rosters have the same batches, to the last entry of a
// dictionary.
func alike(a, b *roster.Roster) bool {
	same := len(a.Batches) == len(b.Batches)
	for n := 0; same && n < len(a.Batches); n++ {
		same = array.RecordEqual(a.Batches[n], b.Batches[n])
	}
	return same
}

func rejectsOf(t *testing.T, table *intake.Table) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := intake.WriteRejects(&b, table); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNothingIsAllocatedForARow reads twice as many good rows and wants hardly
// more allocations: those of further blocks and batches.
func TestNothingIsAllocatedForARow(t *testing.T) {
	s := schema(t)
	allocations := func(rows int) float64 {
		var text bytes.Buffer
		text.WriteString(strings.SplitAfterN(plain, "\n", 2)[0])
		for n := range rows {
			fmt.Fprintf(&text, "A%06d,样例,离休,县处级正职,1932-05-01,%d.50\n", n, n)
		}
		return testing.AllocsPerRun(1, func() {
			table, err := intake.ReadRosterBytes(t.Context(), "roster.csv", text.Bytes(), s, intake.Options{AsOf: asOf})
			if err != nil || table.Roster.Len() != rows {
				t.Error(table, err)
			}
		})
	}
	const rows = 50_000
	if more := allocations(2*rows) - allocations(rows); more > rows/4 {
		t.Errorf("%.0f allocations for %d rows", more, rows)
	}
}
