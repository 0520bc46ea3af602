package lang_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/source"
)

func TestExplain(t *testing.T) {
	cases := map[string][]string{
		`person.rank`: {"person.rank = 131"},
		`570`:         {"570 = 570"},
		`pay.basic * 1.13% + 28`: {
			"pay.basic = 5000.5", "pay.basic * 1.13% = 56.5056", "pay.basic * 1.13% + 28 = 84.5056",
		},
		`(pay.basic + 1) * (2 + 3)`: { // constants are left out, brackets kept where the author wrote them
			"pay.basic = 5000.5", "pay.basic + 1 = 5001.5", "(pay.basic + 1) * (2 + 3) = 25007.5",
		},
		`person.rank + person.rank`: {"person.rank = 131", "person.rank + person.rank = 262"},
		`person.rank > 140 ? pay.living : pay.basic`: { // the branch not taken is left out
			"person.rank = 131", "person.rank > 140 = false", "pay.basic = 5000.5", "person.rank > 140 ? pay.living : pay.basic = 5000.5",
		},
		`person.military ? 1 : pay.basic`: {"person.military = ?", "person.military ? 1 : pay.basic = ?"},
		`person.disabled && pay.living > 5`: {
			"person.disabled = false", "person.disabled && pay.living > 5 = false",
		},
		`person.rank == 131 && pay.basic > 1 && person.unit == "x" && person.military`: { // terms, not pairs; what follows the decision is left out
			"person.rank = 131", "person.rank == 131 = true", "pay.basic = 5000.5", "pay.basic > 1 = true", "person.unit = 样例局", `person.unit == "x" = false`,
			`person.rank == 131 && pay.basic > 1 && person.unit == "x" && person.military = false`,
		},
		`person.military || person.rank > 1`: {"person.military = ?", "person.rank = 131", "person.rank > 1 = true", "person.military || person.rank > 1 = true"},
		`person.category == "离休"`:            {"person.category = lixiu", `person.category == "离休" = true`},
		`table.lixiu(person.rank) + min(1, pay.basic, 3.5)`: {
			"person.rank = 131", "table.lixiu(person.rank) = 570", "pay.basic = 5000.5", "min(1, pay.basic, 3.5) = 1",
			"table.lixiu(person.rank) + min(1, pay.basic, 3.5) = 571",
		},
		`table.lixiu(person.rank + 19) * 2`: {"person.rank = 131", "person.rank + 19 = 150", "table.lixiu(person.rank + 19) = !", "table.lixiu(person.rank + 19) * 2 = !"},
		`policy.channel.exists(c, c == person.payer)`: {
			"policy.channel = finance、enterprise", "policy.channel.exists(c, c == person.payer) = false",
		},
		`person.unit.startsWith("样") && age_on(person.born, as_of) >= 80`: {
			"person.unit = 样例局", `person.unit.startsWith("样") = true`, "person.born = 1932-05-01", "as_of = 2015-01-20", "age_on(person.born, as_of) = 82",
			"age_on(person.born, as_of) >= 80 = true", `person.unit.startsWith("样") && age_on(person.born, as_of) >= 80 = true`,
		},
		`person.rank in [131, 132] // 县处级`: {"person.rank = 131", "person.rank in [131, 132] = true"},
		` ( ! ( person.disabled ) ) `:      {"person.disabled = false", "( ! ( person.disabled ) ) = true"},
		`coalesce(pay.living, pay.basic)`:  {"pay.living = ?", "pay.basic = 5000.5", "coalesce(pay.living, pay.basic) = 5000.5"},
		`-(pay.basic - 1) < 0`:             {"pay.basic = 5000.5", "pay.basic - 1 = 4999.5", "-(pay.basic - 1) = -4999.5", "-(pay.basic - 1) < 0 = true"},
		`30 + as_of`:                       {"as_of = 2015-01-20", "30 + as_of = 2015-02-19"},
	}
	env := newEnv(t)
	for text, want := range cases {
		x := compile(t, env, text)
		var got []string
		for _, step := range x.Explain(person(t)) {
			got = append(got, step.Text+" = "+step.Value.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// TestExplainEndsWithEval holds the trace to the value that Eval gives, though
// cel-go plans the two apart.
func TestExplainEndsWithEval(t *testing.T) {
	env := newEnv(t)
	for _, text := range []string{
		`person.rank in [131, 132]`, `pay.living in [1.5]`, `person.military && table.lixiu(150) > 1`, `table.lixiu(150) > 1 || person.disabled`,
		`person.unit.matches("^样")`, `policy.channel.filter(c, c != "财政")`, `person.military ? 1 : 2`, `coalesce(pay.living, pay.living)`,
	} {
		x := compile(t, env, text)
		steps := x.Explain(person(t))
		last := steps[len(steps)-1]
		if last.Text != text || shown(last.Value) != shown(x.Eval(person(t))) {
			t.Errorf("%s ends with %s = %s, Eval gives %s", text, last.Text, shown(last.Value), shown(x.Eval(person(t))))
		}
	}
}

func TestTemplate(t *testing.T) {
	cases := map[string]string{
		"没有表达式":                                        "没有表达式",
		"每月 {pay.basic} 元":                             "每月 5000.50 元",
		"{person.rank}{person.rank}":                   "131131",
		"{{x} 与 {{{person.rank}}":                      "{x} 与 {131}",
		"单独的 } 是文字":                                    "单独的 } 是文字",
		"{570} {56.5} {56.55} {1.13%}":                 "570 56.50 56.55 0.0113",
		"{0.125} {-0.5} {10.0}":                        "0.125 -0.50 10",
		"{person.category}":                            "离休",
		"{person.unit}":                                "样例局",
		"{policy.channel}":                             "财政、企业",
		"{coalesce(person.payer, '财政')}":               "社保",
		"{person.rank > 130 ? '离休' : person.category}": "离休",
		"{person.born}":                                "1932-05-01",
		"{person.disabled}{person.rank > 1}":           "否是",
		"{pay.living} {table.lixiu(150)}":              "未知 无法计算",
		"{person.unit == '}' ? 1 : 2} {\"{\"}":         "2 {",
		"{ /" + "/ 注\n person.rank}":                   "131",
		"":                                             "",
	}
	env := newEnv(t)
	for text, want := range cases {
		tpl, problems := env.Template(templateText(text))
		if len(problems) > 0 {
			t.Errorf("%q: %v", text, problems)
			continue
		}
		if got := tpl.Render(person(t)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	tpl, _ := env.Template(templateText("a {person.rank} {{b} {pay.basic}"))
	var texts []string
	for _, x := range tpl.Exprs() {
		texts = append(texts, x.Text())
	}
	if got := strings.Join(texts, "|"); got != "person.rank|pay.basic" {
		t.Error("expressions", got)
	}
}

func TestTemplateOfABadExpressionIsNil(t *testing.T) {
	for _, text := range []string{"{", "{}", "{ }", "{x", "{person.rnk}", "a {'} b"} {
		if tpl, problems := newEnv(t).Template(templateText(text)); tpl != nil || len(problems) == 0 {
			t.Errorf("%q: %v, %v", text, tpl, problems)
		}
	}
}

func templateText(text string) source.Str { return source.Literal("says", text) }
