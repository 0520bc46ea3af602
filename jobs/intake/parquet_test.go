package intake_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/pqarrow"
	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/jobs/intake"
)

// parquetOf writes a parquet file with row groups of a few rows. A column is
// given as JSON, as Arrow reads it.
func parquetOf(t testing.TB, groupRows int64, columns ...parquetColumn) []byte {
	t.Helper()
	var fields []arrow.Field
	var arrays []arrow.Array
	for _, c := range columns {
		values, _, err := array.FromJSON(memory.DefaultAllocator, c.kind, strings.NewReader(c.json))
		if err != nil {
			t.Fatal(c.name, err)
		}
		fields = append(fields, arrow.Field{Name: c.name, Type: c.kind, Nullable: true})
		arrays = append(arrays, values)
	}
	schema := arrow.NewSchema(fields, nil)
	table := array.NewTableFromRecords(schema, []arrow.RecordBatch{array.NewRecordBatch(schema, arrays, -1)})
	var b bytes.Buffer
	if err := pqarrow.WriteTable(table, &b, groupRows, parquet.NewWriterProperties(), pqarrow.DefaultWriterProps()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type parquetColumn struct {
	name string
	kind arrow.DataType
	json string
}

// decimals is the type of a decimal column.
func decimals(places int32) arrow.DataType {
	return &arrow.Decimal128Type{Precision: 19, Scale: places}
}

// persons is the column that every roster has.
func persons(json string) parquetColumn {
	return parquetColumn{"person", arrow.BinaryTypes.String, json}
}

func readParquet(t testing.TB, data []byte) (*intake.Table, error) {
	t.Helper()
	return intake.ReadRosterBytes(t.Context(), "roster.parquet", data, schema(t), intake.Options{AsOf: asOf})
}

// TestParquetOfTheSample writes the sample county as a run does, and reads it.
func TestParquetOfTheSample(t *testing.T) {
	sample := configs.SampleRoster()
	want := mustReadText(t, string(sample.Text))
	var b bytes.Buffer
	if err := want.Roster.WriteParquet(&b); err != nil {
		t.Fatal(err)
	}
	got, err := readParquet(t, b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rejects) > 0 || got.Rows != want.Rows || got.Roster.Hash() != want.Roster.Hash() {
		t.Errorf("%d rows of %d, rejects %v", got.Rows, want.Rows, got.Rejects)
	}
	if got, want := got.Place(11), "roster.parquet:12"; got != want {
		t.Errorf("the twelfth person stands at %s, want %s", got, want)
	}
}

// TestParquetTypes reads a field from every type that can hold it.
func TestParquetTypes(t *testing.T) {
	tests := map[string]struct {
		column parquetColumn
		want   string // of the three persons, or what is said
	}{
		"label as a name":    {parquetColumn{"单位", arrow.BinaryTypes.String, `["甲局", null, "乙 局"]`}, "甲局 - 乙 局"},
		"long text":          {parquetColumn{"unit", arrow.BinaryTypes.LargeString, `["甲局", "", "无"]`}, "甲局 - -"},
		"labels of codes":    {parquetColumn{"rank", arrow.BinaryTypes.String, `["县处级正职", "131", null]`}, "131 131 -"},
		"codes":              {parquetColumn{"rank", arrow.PrimitiveTypes.Int16, `[131, null, 132]`}, "131 - 132"},
		"wide codes":         {parquetColumn{"rank", arrow.PrimitiveTypes.Int64, `[131, null, 132]`}, "131 - 132"},
		"money":              {parquetColumn{"pay.basic", decimals(4), `["4244.6000", null, "0.0001"]`}, "4244.6 - 0.0001"},
		"money of six":       {parquetColumn{"pay.basic", decimals(6), `["4244.600000", "1200.000000", "0.000100"]`}, "4244.6 1200 0.0001"},
		"whole money":        {parquetColumn{"pay.basic", arrow.PrimitiveTypes.Int64, `[4244, null, 0]`}, "4244 - 0"},
		"money as text":      {parquetColumn{"pay.basic", arrow.BinaryTypes.String, `["4,244.60", null, "5元"]`}, "4244.6 - 5"},
		"dates":              {parquetColumn{"born", arrow.FixedWidthTypes.Date32, `["1932-05-01", null, "1899-12-31"]`}, "1932-05-01 - 1899-12-31"},
		"dates as text":      {parquetColumn{"born", arrow.BinaryTypes.String, `["1932.5.1", null, "19320501"]`}, "1932-05-01 - 1932-05-01"},
		"bools":              {parquetColumn{"disabled", arrow.FixedWidthTypes.Boolean, `[true, null, false]`}, "true - false"},
		"bools as text":      {parquetColumn{"disabled", arrow.BinaryTypes.String, `["是", null, "否"]`}, "true - false"},
		"floats of money":    {parquetColumn{"pay.basic", arrow.PrimitiveTypes.Float64, `[1.5, null, 2]`}, "! float64 DECIMAL(19,4)"},
		"floats of codes":    {parquetColumn{"rank", arrow.PrimitiveTypes.Float64, `[131, null, 132]`}, "! float64 INT64"},
		"times for dates":    {parquetColumn{"born", arrow.FixedWidthTypes.Timestamp_us, `[null, null, null]`}, "! timestamp DATE"},
		"numbers for words":  {parquetColumn{"unit", arrow.PrimitiveTypes.Int64, `[1, null, 2]`}, "! int64 STRING"},
		"numbers for bools":  {parquetColumn{"disabled", arrow.PrimitiveTypes.Int8, `[1, null, 0]`}, "! int8 BOOLEAN"},
		"decimals for codes": {parquetColumn{"rank", decimals(0), `["131", null, "132"]`}, "! decimal INT64"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			table, err := readParquet(t, parquetOf(t, 2, persons(`["A1", "A2", "A3"]`), test.column))
			if refused, ok := strings.CutPrefix(test.want, "! "); ok {
				kind, hint, _ := strings.Cut(refused, " ")
				if !errors.Is(err, intake.ErrHeader) || !strings.Contains(err.Error(), kind) || !strings.Contains(err.Error(), test.column.name) {
					t.Errorf("got %v, want an error about %s and %s", err, test.column.name, kind)
				}
				if !strings.Contains(fmt.Sprint(err), hint) {
					t.Errorf("got %v, want the hint %s", err, hint)
				}
				return
			}
			if err != nil || len(table.Rejects) > 0 {
				t.Fatal(err, table)
			}
			field, ok := schema(t).Header(test.column.name)
			var got []string
			for row := range table.Roster.Len() {
				v := table.Roster.Row(row).Field(field)
				text := "-"
				if v.Known() {
					text = v.String()
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" || !ok {
				t.Error(diff)
			}
		})
	}
}

// TestParquetRejects tells what is wrong with rows by their number, passes over
// columns that are no fields, and writes the rows for a clerk.
func TestParquetRejects(t *testing.T) {
	table, err := readParquet(t, parquetOf(t, 2,
		parquetColumn{"备用", arrow.ListOf(arrow.PrimitiveTypes.Int64), `[[1, 2], null, [], null, null, null]`},
		persons(`["A1", "A2", "A2", "合计", null, null]`),
		parquetColumn{"pay.basic", decimals(5), `["1.50000", "0.00001", "3.00000", "-1.00000", null, null]`},
		parquetColumn{"born", arrow.FixedWidthTypes.Date32, `["1932-05-01", "1932-05-01", "1932-05-01", null, "1932-05-01", null]`},
		parquetColumn{"disabled", arrow.FixedWidthTypes.Boolean, `[true, false, true, null, true, null]`},
	))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, note := range table.Notes {
		got = append(got, note.EN)
	}
	for _, r := range table.Rejects {
		got = append(got, r.String())
	}
	got = append(got, strings.Split(string(rejectsOf(t, table)), "\r\n")...)
	golden(t, "parquet-rejects.txt", strings.Join(got, "\n"))
}

// TestParquetThatIsNone cuts a file short, and asks for what is not in it.
func TestParquetThatIsNone(t *testing.T) {
	whole := parquetOf(t, 1, persons(`["A1", "A2"]`))
	for name, data := range map[string][]byte{
		"head": whole[:20], "tail": append([]byte("PAR1"), whole[len(whole)-40:]...), "no end": whole[:len(whole)-4],
	} {
		if _, err := readParquet(t, data); !errors.Is(err, intake.ErrFormat) {
			t.Errorf("%s: got %v, want intake.ErrFormat", name, err)
		}
	}
	none := parquetOf(t, 1, parquetColumn{"甲", arrow.PrimitiveTypes.Int64, `[1]`})
	if _, err := readParquet(t, none); !errors.Is(err, intake.ErrHeader) {
		t.Errorf("without a column of a roster: got %v, want intake.ErrHeader", err)
	}
	keyless := parquetOf(t, 1, parquetColumn{"unit", arrow.BinaryTypes.String, `["甲局"]`})
	if _, err := readParquet(t, keyless); !errors.Is(err, intake.ErrHeader) || !strings.Contains(err.Error(), "roster.parquet: ") {
		t.Errorf("without the key: got %v, want intake.ErrHeader", err)
	}
	if _, err := readParquet(t, parquetOf(t, 1, persons(`[]`))); !errors.Is(err, intake.ErrNoRows) {
		t.Errorf("without a row: got %v, want intake.ErrNoRows", err)
	}
}

// FuzzParquet reads files that are damaged in any way, whatever they then look
// like: it may refuse them, but not fall over.
func FuzzParquet(f *testing.F) {
	f.Add(parquetOf(f, 2, persons(`["A1", "A2", "A3"]`),
		parquetColumn{"pay.basic", decimals(2), `["1.50", null, "3.00"]`},
		parquetColumn{"born", arrow.FixedWidthTypes.Date32, `["1932-05-01", null, null]`}))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := readParquet(t, data)
		if err == nil && table.Rows == 0 {
			t.Error("a roster of nobody")
		}
	})
}
