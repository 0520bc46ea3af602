package roster_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// a date of the tests.
func on(year, month, day int) lang.Value {
	d, ok := lang.NewDate(year, month, day)
	if !ok {
		panic("no such date")
	}
	return lang.DateOf(d)
}

func TestParseCell(t *testing.T) {
	s := testSchema(t)
	yuan := func(tenThousandths int64) lang.Value { return lang.DecimalOf(lang.Decimal(tenThousandths)) }
	for field, cells := range map[string]map[string]lang.Value{
		"person": {
			"P1": lang.StringOf("P1"), " 007\u3000": lang.StringOf("007"), "ＹＬ００１": lang.StringOf("YL001"),
			"\ufeffP1": lang.StringOf("P1"), "1e5": lang.StringOf("1e5"),
		},
		"name":        {"样例一": lang.StringOf("样例一"), "样例·甲（大）": lang.StringOf("样例·甲（大）")},
		"national_id": {"１１０１０５１９４９１２３１００２ｘ": lang.StringOf("11010519491231002x")},
		"unit":        {"第３医院（本级）": lang.StringOf("第3医院（本级）"), "a b": lang.StringOf("a b")},
		"category": {
			"lixiu": lang.StringOf("lixiu"), "离休": lang.StringOf("lixiu"), "离休干部": lang.StringOf("lixiu"),
			"离 休": lang.StringOf("lixiu"), "ＬＩＸＩＵ": lang.StringOf("lixiu"), "Tuixiu": lang.StringOf("tuixiu"),
		},
		"rank": {
			"131": lang.IntOf(131), "县处级正职": lang.IntOf(131), "正处级": lang.IntOf(131),
			"１３２": lang.IntOf(132), "132.0": lang.IntOf(132),
		},
		"children": {"3": lang.IntOf(3), "-2": lang.IntOf(-2), "４": lang.IntOf(4), "2.00": lang.IntOf(2), "+1": lang.IntOf(1)},
		"born": {
			"1932-05-01": on(1932, 5, 1), "1932-5-1": on(1932, 5, 1), "1932/5/1": on(1932, 5, 1), "1932.5.1": on(1932, 5, 1),
			"1932.05.01.": on(1932, 5, 1), "19320501": on(1932, 5, 1), "1932年5月1日": on(1932, 5, 1), "1932 年 05 月 01 号": on(1932, 5, 1),
			"１９３２－０５－０１": on(1932, 5, 1), "1932-05-01 00:00:00": on(1932, 5, 1), "1932-05-01T00:00:00Z": on(1932, 5, 1),
			"1932/5/1 0:00": on(1932, 5, 1), "2000-02-29": on(2000, 2, 29), "9999-12-31": on(9999, 12, 31), "0001-01-01": on(1, 1, 1),
		},
		"pay.basic": {
			"4244.60": yuan(4244_6000), "4,244.6": yuan(4244_6000), "1,234,567.89": yuan(1234567_8900), "0": yuan(0), "-3": yuan(-3_0000),
			"4244.6元": yuan(4244_6000), "¥4244.6": yuan(4244_6000), "￥ 4,244.60 元": yuan(4244_6000), "４２４４．６": yuan(4244_6000),
			"4，244.6": yuan(4244_6000), "0.0001": yuan(1), "1.50000": yuan(1_5000),
		},
		"years": {"38": yuan(38_0000), "38.5": yuan(38_5000), "38年": yuan(38_0000)},
		"disabled": {
			"是": lang.BoolOf(true), "true": lang.BoolOf(true), "TRUE": lang.BoolOf(true), "1": lang.BoolOf(true), "Ｙ": lang.BoolOf(true),
			"√": lang.BoolOf(true), "否": lang.BoolOf(false), "No": lang.BoolOf(false), "0": lang.BoolOf(false), "×": lang.BoolOf(false),
		},
	} {
		for text, want := range cells {
			got, err := s.ParseCell(s.Index(field), text)
			if err != nil || !got.Equal(want) {
				t.Errorf("%s %q is %s (%v), want %s", field, text, got, err, want)
			}
		}
	}
}

func TestBlankCellsAreUnknown(t *testing.T) {
	s := testSchema(t)
	for i, f := range s.Fields {
		for _, text := range []string{"", " ", "\u3000\t\n", "-", "－", "--", "—", "——", "/", "无", " 无 ", "N/A", "n/a", "#N/A", "NULL", "\u200b"} {
			v, err := s.ParseCell(i, text)
			if err != nil || v.Known() || len(v.Missing()) != 1 || v.Missing()[0] != f.Dotted() {
				t.Errorf("%s %q is %s (%v), missing %s", f.Name, text, v, err, v.Missing())
			}
		}
	}
}

// TestCellFaults prints what is said of bad cells.
func TestCellFaults(t *testing.T) {
	s := testSchema(t)
	var out strings.Builder
	for _, cell := range []struct{ field, text string }{
		{"born", "1932-02-30"},
		{"born", "1933/2/29"},
		{"born", "19321301"},
		{"born", "1932-00-10"},
		{"born", "1932-04-31"},
		{"born", "0000-01-01"},
		{"born", "1932-05"},
		{"born", "1932.5"},
		{"born", "193205"},
		{"born", "1932年5月"},
		{"born", "1932"},
		{"born", "1932年"},
		{"born", "1932-5/1"},
		{"born", "32-05-01"},
		{"born", "1932-05-01 08:30"},
		{"born", "民国二十一年"},
		{"born", "样例一"},
		{"born", "11010519491231002X"},
		{"category", "离修"},
		{"category", "在职"},
		{"category", "样例某某"},
		{"rank", "133"},
		{"rank", "正局级"},
		{"rank", "131.5"},
		{"children", "两个"},
		{"children", "2.5"},
		{"children", "99999999999999999999"},
		{"children", "1,000"},
		{"pay.basic", "四千"},
		{"pay.basic", "4,24.6"},
		{"pay.basic", "1.23456"},
		{"pay.basic", "5%"},
		{"pay.basic", "922337203685478"},
		{"pay.basic", "--3"},
		{"pay.basic", "."},
		{"pay.basic", "1e3"},
		{"pay.basic", "4244.6元整"},
		{"years", "38年6个月"},
		{"years", "38元"},
		{"disabled", "有"},
		{"disabled", "2"},
		{"disabled", "部分"},
		{"checked_on", "11010519491231002X"},
		{"checked_on", "1949"},
	} {
		v, err := s.ParseCell(s.Index(cell.field), cell.text)
		var fault source.Fault
		if !errors.As(err, &fault) || v.Known() {
			t.Errorf("%s %q is %s (%v)", cell.field, cell.text, v, err)
			continue
		}
		for _, l := range []source.Language{source.English, source.Chinese} {
			fmt.Fprintf(&out, "%s %s: %s; %s\n", cell.field, cell.text, fault.Message.In(l), fault.Hint.In(l))
		}
	}
	golden(t, "testdata/cells.golden", out.String())
}

// TestFaultsNameNobody puts names, numbers and telephones in every column.
func TestFaultsNameNobody(t *testing.T) {
	s := testSchema(t)
	for i, f := range s.Fields {
		for _, text := range []string{"样例某某", "Yang Li", "11010519491231002X", "440524188001010014", "00000000000", "样例某某 00000000000"} {
			_, err := s.ParseCell(i, text)
			if err == nil {
				continue
			}
			var fault source.Fault
			if !errors.As(err, &fault) {
				t.Fatalf("%s: %v is not a fault", f.Name, err)
			}
			said := fmt.Sprint(fault.Message.EN, fault.Message.ZH, fault.Hint.EN, fault.Hint.ZH)
			for _, part := range append(strings.Fields(text), text) {
				if strings.Contains(said, part) {
					t.Errorf("%s repeats %q: %s", f.Name, part, said)
				}
			}
		}
	}
}

// TestWrittenValuesReadBack holds for every value that a field can have.
func TestWrittenValuesReadBack(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(s.Fields)-1).Draw(t, "field")
		f := s.Fields[i]
		v := drawCell(t, f)
		for _, text := range []string{v.String(), "\u3000" + v.String() + " ", s.ValueLabel(i, v)} {
			if got, err := s.ParseCell(i, text); err != nil || !got.Equal(v) {
				t.Fatalf("%s %s, written %q, is read as %s (%v)", f.Name, v, text, got, err)
			}
		}
	})
}

// drawCell draws a value that the schema allows.
func drawCell(t *rapid.T, f roster.Field) lang.Value {
	switch {
	case f.Enum != nil && f.Kind == lang.Int:
		return lang.IntOf(rapid.SampledFrom([]int64{131, 132}).Draw(t, "code"))
	case f.Enum != nil:
		return lang.StringOf(rapid.SampledFrom(f.Enum).Draw(t, "code").Code)
	case f.Kind == lang.DateKind:
		return lang.DateOf(lang.Date(rapid.Int32Range(-719_162, 2_932_896).Draw(t, "date"))) // years 1 to 9999
	}
	return drawPlain(t, f)
}

func drawPlain(t *rapid.T, f roster.Field) lang.Value {
	if f.Kind == lang.String {
		return lang.StringOf(rapid.StringMatching(`[a-zA-Z0-9甲乙（）·]{1,8}`).Draw(t, "text"))
	}
	return drawValue(t, f)
}

func FuzzParseCell(f *testing.F) {
	s := testSchema(f)
	for _, text := range []string{
		"", "无", "1932-05-01", "1932年5月1日", "19320501", "离休", "131", "4,244.60元", "¥-1", "是", "１９３２", "\u3000", "5%", "1932-02-30", "\xff",
	} {
		for i := range s.Fields {
			f.Add(i, text)
		}
	}
	f.Fuzz(func(t *testing.T, field int, text string) {
		if field < 0 || field >= len(s.Fields) {
			return
		}
		checkCell(t, s, field, text)
	})
}

// checkCell says what holds for every cell: a value of the field's kind that
// reads back from how it is written, an unknown, or a fault in both languages.
func checkCell(t *testing.T, s *roster.Schema, field int, text string) {
	v, err := s.ParseCell(field, text)
	var fault source.Fault
	switch {
	case errors.As(err, &fault):
		if fault.Message.EN == "" || fault.Message.ZH == "" || fault.Hint.EN == "" || fault.Hint.ZH == "" {
			t.Errorf("%q: half a fault: %+v", text, fault)
		}
	case err != nil:
		t.Errorf("%q: %v is not a fault", text, err)
	case v.Known() && v.Kind() != s.Fields[field].Kind:
		t.Errorf("%q in a field of %s is a %s", text, s.Fields[field].Kind, v.Kind())
	case v.Known() && utf8.ValidString(text):
		if again, err := s.ParseCell(field, v.String()); err != nil || !again.Equal(v) {
			t.Errorf("%q is %s, which is read as %s (%v)", text, v, again, err)
		}
	}
}
