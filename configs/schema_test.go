package configs_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// shippedSchema reads the shipped roster schema.
func shippedSchema(t testing.TB) *roster.Schema {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return schema
}

// TestShippedFields holds the schema to the table of the design.
func TestShippedFields(t *testing.T) {
	want := []string{
		"person string 人员编号", "name string 姓名", "national_id string 身份证号", "phone string 联系电话",
		"category string 离退休类别", "rank int 职级", "treatment_rank int 现享受待遇", "sex string 性别",
		"born date 出生日期", "joined_on date 参加革命(工作)时间", "retired_on date 离退休时间", "died_on date 去世时间",
		"contribution_years decimal 缴费(工作)年限", "unit string 单位", "unit_kind string 单位性质", "payer string 发放渠道",
		"township string 乡镇街道", "region int 行政区划", "hardship_class int 艰边类别(单位所在地)",
		"disabled bool 生活完全不能自理", "military bool 企业军转",
		"pay.basic decimal 基本离退休费", "pay.living decimal 生活补贴", "pay.hardship decimal 艰边津贴",
		"pay.allowance decimal 规范津贴", "pay.nursing decimal 护理费",
		"pay.self_hire decimal 自雇费", "pay.disability decimal 生活完全不能自理护理费",
	}
	var got, private, keys []string
	for _, f := range shippedSchema(t).Fields {
		got = append(got, f.Name+" "+f.Kind.String()+" "+f.Label)
		if f.Private {
			private = append(private, f.Name)
		}
		if f.Key {
			keys = append(keys, f.Name)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(private, []string{"name", "national_id", "phone"}) || !slices.Equal(keys, []string{"person"}) {
		t.Errorf("private are %s, keys %s", private, keys)
	}
}

func TestShippedPayIsNotNegative(t *testing.T) {
	for _, f := range shippedSchema(t).Fields {
		if f.Dotted() == f.Name && (f.Unit != "yuan/month" || !f.Min.Equal(lang.DecimalOf(0))) {
			t.Errorf("%s is in %s, at least %s", f.Name, f.Unit, f.Min)
		}
	}
}

// TestShippedHeaders reads the headers that county rosters have.
func TestShippedHeaders(t *testing.T) {
	s := shippedSchema(t)
	for header, want := range map[string]string{
		"编号": "person", "人员编码": "person", "出生年月日": "born", "身份证号码": "national_id", "参加工作时间": "joined_on",
		"参加革命（工作）时间": "joined_on", "离休时间": "retired_on", "退休时间": "retired_on", "发放单位": "payer", "单位名称": "unit",
		"艰边类别": "hardship_class", "基本离休费（元/月）": "pay.basic", "缴费(工作)年限（年）": "contribution_years", "类别": "category",
		"乡镇（街道）": "township", "手机号码": "phone", "pay.nursing": "pay.nursing",
	} {
		if i, ok := s.Header(header); !ok || s.Fields[i].Name != want {
			t.Errorf("%s is not read as %s", header, want)
		}
	}
}

// TestShippedWords reads the words that county rosters have.
func TestShippedWords(t *testing.T) {
	s := shippedSchema(t)
	for _, test := range []struct {
		field, text string
		want        lang.Value
	}{
		{"category", "离休干部", lang.StringOf("lixiu")},
		{"category", "退职", lang.StringOf("tuizhi")},
		{"rank", "131", lang.IntOf(131)},
		{"rank", "副县级", lang.IntOf(132)},
		{"treatment_rank", "正厅级", lang.IntOf(121)},
		{"payer", "财政", lang.StringOf("finance")},
		{"payer", "社保局", lang.StringOf("insurance")},
		{"payer", "企业", lang.StringOf("enterprise")},
		{"unit_kind", "企业", lang.StringOf("enterprise")},
		{"hardship_class", "一类", lang.IntOf(1)},
		{"hardship_class", "0", lang.IntOf(0)},
		{"sex", "女", lang.StringOf("female")},
	} {
		if got, err := s.ParseCell(s.Index(test.field), test.text); err != nil || !got.Equal(test.want) {
			t.Errorf("%s %s is %s (%v), want %s", test.field, test.text, got, err, test.want)
		}
	}
}

// TestShippedChecks meets each check of the schema, and misses it by a day.
func TestShippedChecks(t *testing.T) {
	type row map[string]string
	s := shippedSchema(t)
	checks := map[string]struct {
		meets, misses row
		severity      source.Severity
	}{
		"born-after-joining": {
			meets: row{"born": "1930-01-01", "joined_on": "1930-01-01"}, misses: row{"born": "1930-01-01", "joined_on": "1930-01-02"},
		},
		"joined-after-retiring": {
			meets: row{"joined_on": "1990-01-02", "retired_on": "1990-01-01"}, misses: row{"joined_on": "1990-01-01", "retired_on": "1990-01-01"},
		},
		"retired-after-death": {
			meets: row{"retired_on": "1990-01-02", "died_on": "1990-01-01"}, misses: row{"retired_on": "1990-01-01", "died_on": "1990-01-01"},
		},
		"joined-after-death": {
			meets: row{"joined_on": "1990-01-02", "died_on": "1990-01-01"}, misses: row{"joined_on": "1990-01-01", "died_on": "1990-01-01"},
		},
		"born-after-retiring": {
			meets: row{"born": "1990-01-01", "retired_on": "1990-01-01"}, misses: row{"born": "1930-01-01", "retired_on": "1930-01-02"},
		},
		"born-after-death": {
			meets: row{"born": "1990-01-02", "died_on": "1990-01-01"}, misses: row{"born": "1990-01-01", "died_on": "1990-01-01"},
		},
		"born-in-future": {meets: row{"born": "2015-01-21"}, misses: row{"born": "2015-01-20"}},
		"died-in-future": {meets: row{"died_on": "2015-01-21"}, misses: row{"died_on": "2015-01-20"}, severity: source.Warning},
		"lixiu-joined-late": {
			meets: row{"category": "离休", "joined_on": "1949-10-01"}, misses: row{"category": "离休", "joined_on": "1949-09-30"},
			severity: source.Warning,
		},
		"care-fees-stacked": {
			meets: row{"pay.self_hire": "0.01", "pay.disability": "1000"}, misses: row{"pay.nursing": "600", "pay.self_hire": "0"},
			severity: source.Warning,
		},
		"lixiu-born-late": {
			meets: row{"category": "离休", "born": "1938-01-01"}, misses: row{"category": "离休", "born": "1937-12-31"},
			severity: source.Warning,
		},
	}
	found := func(r row) map[string]source.Severity {
		cells := make([]lang.Value, len(s.Fields))
		cells[s.KeyField()] = lang.StringOf("P1")
		for field, text := range r {
			cells[s.Index(field)], _ = s.ParseCell(s.Index(field), text)
		}
		b := roster.NewBuilder(s, 0)
		b.Append(cells)
		severities := map[string]source.Severity{}
		for _, i := range b.Build().Validate(configs.SampleAsOf()) {
			severities[i.Check] = i.Severity
		}
		return severities
	}
	for _, c := range s.Checks {
		test, ok := checks[c.ID]
		if !ok {
			t.Errorf("no test meets the check %s", c.ID)
		}
		if got, met := found(test.meets)[c.ID]; !met || got != test.severity {
			t.Errorf("%v does not meet %s, or not with the severity %d", test.meets, c.ID, test.severity)
		}
		if got := found(test.misses); len(got) > 0 {
			t.Errorf("%v meets %v", test.misses, got)
		}
	}
	if len(checks) != len(s.Checks) {
		t.Errorf("%d checks are tested, the schema has %d", len(checks), len(s.Checks))
	}
}
