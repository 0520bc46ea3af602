package intake

import (
	"testing"

	"weiran/configs"
	"weiran/rules/roster"
)

// FuzzCells holds what a column knows at a glance, or has met before, to the
// careful reading, in every kind of file and for every field.
func FuzzCells(f *testing.F) {
	for _, text := range []string{
		"", "4244.60", "0131", "-3", "1.23456", "99999999999.9999", "999999999999", ".5", "5.", "1,234.50", "¥12元",
		"1932-05-01", "1932-02-30", "0000-01-01", "0001-01-01", "1932/5/1", "11810", "1932-05-0１",
		"P0001234", "null", "无", "合计合计", "合　计", "样例〇〇一", "张三李四", "甲\xe4\xb8", "\u4dff\u4e00\u9fff", "\u3000乙\u200b局",
		"离休", "lixiu", "是", "1E+17", "1.1E5", `="0012"`, "１２３４５６", "ＡＢＣＤＥ", "n/a", "NULL", "nan\ufffdo",
	} {
		f.Add(text)
	}
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		f.Fatal(err)
	}
	docs := map[string]document{
		"csv": &csvDocument{}, "xlsx": &sheetDocument{}, "xlsx of 1904": &sheetDocument{shift: shift1904}, "parquet": &parquetDocument{},
	}
	f.Fuzz(func(t *testing.T, text string) {
		for kind, doc := range docs {
			for i, field := range schema.Fields {
				c := newCellReader(doc, schema, i)
				want, fault := c.careful(text)
				for _, when := range []string{"first", "second"} {
					got, ok := c.value(text)
					if ok != fault.Message.Empty() || ok && (got.Known() != want.Known() || got.Known() && !got.Equal(want)) {
						t.Errorf("%s, %s, %q for the %s time: got %v, %v, want %v, %v", kind, field.Name, text, when, got, ok, want, fault)
					}
				}
			}
		}
	})
}

// TestMetIsBounded reads more words than a column remembers: a column of a
// million different ones should cost no memory.
func TestMetIsBounded(t *testing.T) {
	schema, _ := roster.LoadSchema(configs.SchemaFile())
	c := newCellReader(&csvDocument{}, schema, schema.Index("unit"))
	for n := range 2 * mostMet {
		if v, ok := c.value(string(rune(0x3400 + n))); !ok || v.Str() != string(rune(0x3400+n)) {
			t.Fatalf("word %d: %v, %v", n, v, ok)
		}
	}
	if len(c.met) != mostMet {
		t.Errorf("%d words are remembered, want %d", len(c.met), mostMet)
	}
}
