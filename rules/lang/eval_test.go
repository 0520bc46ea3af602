package lang_test

import (
	"slices"
	"sync"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// TestEval evaluates over [person]. Each group is one subject.
func TestEval(t *testing.T) {
	groups := map[string][][2]string{
		"literals": {
			{`true`, "bool true"},
			{`12`, "int 12"},
			{`-12`, "int -12"},
			{`0x10`, "int 16"},
			{`1.5`, "decimal 1.5"},
			{`.5`, "decimal 0.5"},
			{`-1.5`, "decimal -1.5"},
			{`1.0000`, "decimal 1"},
			{`"离休"`, "string 离休"},
			{`'it'`, "string it"},
			{`r"\d"`, `string \d`},
			{`date("2014-09-30")`, "date 2014-09-30"},
			{`["a", "b"]`, "list(string) a、b"},
		},
		"percent": {
			{`4.5%`, "decimal 0.045"},
			{`4.5 % 2`, "decimal 0.5"},
			{`100%`, "decimal 1"},
			{`1.13% * pay.basic`, "decimal 56.5056"},
			{`pay.basic * 1.13%`, "decimal 56.5056"},
			{`pay.basic*1.13％`, "decimal 56.5056"},
			{`(1% + 1)`, "decimal 1.01"},
			{`[1%] == [0.01]`, "bool true"},
			{`5%3`, "int 2"},
			{`5 % 3`, "int 2"},
			{`5 %(3)`, "int 2"},
			{`5 % person.rank`, "int 5"},
			{`-3.8%`, "decimal -0.038"},
			{`3.8% in [0.038]`, "bool true"},
			{`50%-1`, "decimal -0.5"},
			{`50%>1`, "bool false"},
			{`true?5%:6%`, "decimal 0.05"},
			{`max(5%,6%)`, "decimal 0.06"},
			{`"5%" + "6%"`, "string 5%6%"},
			{`1% == 0.01 // 5%`, "bool true"},
		},
		"int arithmetic": {
			{`7 + 2`, "int 9"},
			{`7 - 9`, "int -2"},
			{`7 * 2`, "int 14"},
			{`8 / 2`, "int 4"},
			{`-7 % 2`, "int -1"},
			{`person.rank / 10`, "int 13"},
			{`-person.rank`, "int -131"},
			{`person.rank / 0`, "failed: division by zero"},
			{`person.rank % 0`, "failed: division by zero"},
			{`9223372036854775807 + person.rank`, "failed: the whole number is too large"},
			{`(2 + 4) / 3`, "int 2"},
			{`(9 - 3) / (1 * 2)`, "int 3"},
			{`12 / (8 / 2)`, "int 3"},
			{`(1 + 4) / 3`, ""},
			{`(5 - 4) / (1 * 2)`, ""},
			{`person.rank / (2 - 2)`, "failed: division by zero"},
			{`(9223372036854775807 + 1) / 2`, "failed: the whole number is too large"},
		},
		"decimal arithmetic": {
			{`1.5 + 2.25`, "decimal 3.75"},
			{`1.5 - 2.25`, "decimal -0.75"},
			{`1.5 * 2.25`, "decimal 3.375"},
			{`1.0 / 3`, "decimal 0.3333"},
			{`2.0 / 3`, "decimal 0.6667"},
			{`7.5 % 2.0`, "decimal 1.5"},
			{`-7.5 % 2.0`, "decimal -1.5"},
			{`-pay.basic`, "decimal -5000.5"},
			{`pay.basic / 0`, "failed: division by zero"},
			{`pay.basic % 0.0`, "failed: division by zero"},
			{`922337203685477.0 + pay.basic`, "failed: the amount is beyond ±922337203685477.5807"},
			{`922337203685477.0 * 2.0`, "failed: the amount is beyond ±922337203685477.5807"},
			{`0.1 + 0.2 == 0.3`, "bool true"},
		},
		"int beside decimal": {
			{`1 + 2.5`, "decimal 3.5"},
			{`2.5 + 1`, "decimal 3.5"},
			{`1 - 2.5`, "decimal -1.5"},
			{`2.5 - 1`, "decimal 1.5"},
			{`2 * 2.5`, "decimal 5"},
			{`2.5 * 2`, "decimal 5"},
			{`1 / 2.5`, "decimal 0.4"},
			{`2.5 / 2`, "decimal 1.25"},
			{`7 % 2.5`, "decimal 2"},
			{`7.5 % 2`, "decimal 1.5"},
			{`person.rank * 1.5`, "decimal 196.5"},
			{`1.5 * person.rank`, "decimal 196.5"},
			{`1 < 1.5`, "bool true"},
			{`1.5 < 1`, "bool false"},
			{`2 <= 2.0`, "bool true"},
			{`2.0 >= 2`, "bool true"},
			{`1 > 0.5`, "bool true"},
			{`1 == 1.0`, "bool true"},
			{`1.0 == 1`, "bool true"},
			{`1 != 1.0`, "bool false"},
			{`person.rank == 131.0`, "bool true"},
			{`131.0 != person.rank`, "bool false"},
			{`person.rank in [1.5, 131]`, "bool true"},
			{`131.0 in [1, 131]`, "bool true"},
			{`1 in [1.0]`, "bool true"},
			{`1.5 in [1, 2]`, "bool false"},
			{`true ? 1 : 2.5`, "decimal 1"},
			{`false ? 1.5 : person.rank`, "decimal 131"},
			{`(person.rank + 1) * 0.5`, "decimal 66"},
			{`1 + person.rank * 2 + 0.5`, "decimal 263.5"},
			{`[1, 2.5] == [1.0, 2.5]`, "bool true"},
			{`[1, 2] == [1.0, 2.5]`, "bool false"},
			{`8 / 2 * 1.5`, "decimal 6"},
			{`1.5 in [1, 2].filter(n, n > 1)`, ""},
			{`-(person.rank / 2) + 0.5`, ""},
			{`min(person.rank / 2, 1) + 0.5`, ""},
			{`floor(1.0 * person.rank / 2) + 0.5`, "decimal 65.5"},
			{`922337203685478 + person.rank * 1.0`, ""},
			{`9223372036854775 * person.rank + 0.5`, "failed: the amount is beyond ±922337203685477.5807"},
		},
		"comparison": {
			{`1 < 2`, "bool true"},
			{`2 <= 1`, "bool false"},
			{`"a" < "b"`, "bool true"},
			{`person.born < date("1934-09-30")`, "bool true"},
			{`person.born >= date("1932-05-01")`, "bool true"},
			{`person.born == date("1932-05-01")`, "bool true"},
			{`person.born != as_of`, "bool true"},
			{`person.born > as_of`, "bool false"},
			{`true == person.disabled`, "bool false"},
			{`policy.channel == ["finance", "enterprise"]`, "bool true"},
			{`policy.channel == []`, "bool false"},
			{`person.born in [as_of, date("1932-05-01")]`, "bool true"},
			{`person.rank in []`, "bool false"},
			{`person.rank in [131, 132]`, "bool true"},
			{`!(person.rank in [131])`, "bool false"},
			{`pay.basic in [5000.5]`, "bool true"},
		},
		"dates": {
			{`as_of - person.born`, "int 30214"},
			{`as_of + 30`, "date 2015-02-19"},
			{`30 + as_of`, "date 2015-02-19"},
			{`as_of - 20`, "date 2014-12-31"},
			{`as_of + -20`, "date 2014-12-31"},
			{`as_of + person.rank`, "date 2015-05-31"},
			{`date("9999-12-31") + person.rank`, "failed: the date is beyond 0001-01-01 to 9999-12-31"},
			{`age_on(person.born, as_of)`, "int 82"},
			{`years(date("1936-02-29"), date("2015-02-28"))`, "int 78"},
			{`months(date("2014-10-01"), date("2015-06-01"))`, "int 8"},
			{`years(as_of, person.born)`, "int -83"},
			{`min(as_of, person.born)`, "date 1932-05-01"},
			{`max(as_of, person.born, date("2020-01-01"))`, "date 2020-01-01"},
		},
		"whole and rounded": {
			{`ceil(1.2)`, "decimal 2"},
			{`floor(-1.2)`, "decimal -2"},
			{`ceil(person.rank)`, "decimal 131"},
			{`ceil(pay.basic) * 1.3`, "decimal 6501.3"},
			{`round(1.005, 0.01, "half_up")`, "decimal 1.01"},
			{`round(1.005, 0.01, "half_even")`, "decimal 1"},
			{`round(pay.basic, 10, "up")`, "decimal 5010"},
			{`round(pay.basic, 1, "down")`, "decimal 5000"},
			{`round(person.rank, 50, "half_up")`, "decimal 150"},
			{`round(1, pay.basic - pay.basic, "up")`, "failed: cannot round to a multiple of 0"},
			{`ceil(922337203685477.5)`, "failed: the amount is beyond ±922337203685477.5807"},
		},
		"min and max": {
			{`min(1, 2)`, "int 1"},
			{`max(1, 2, 3)`, "int 3"},
			{`min(1, 2.5)`, "decimal 1"},
			{`max(pay.basic, person.rank, 1%)`, "decimal 5000.5"},
			{`min(pay.living, 1)`, "unknown: pay.living"},
			{`max(table.lixiu(150), pay.living)`, "failed: no row for 150"},
		},
		"known and coalesce": {
			{`known(pay.living)`, "bool false"},
			{`known(pay.basic)`, "bool true"},
			{`known(pay.living + pay.basic)`, "bool false"},
			{`known(person.rank / 0)`, "failed: division by zero"},
			{`coalesce(pay.living, 5)`, "decimal 5"},
			{`coalesce(pay.basic, 5)`, "decimal 5000.5"},
			{`coalesce(pay.living, pay.living, 7)`, "decimal 7"},
			{`coalesce(5, pay.living)`, "decimal 5"},
			{`coalesce(pay.living, pay.living + 1)`, "unknown: pay.living"},
			{`coalesce(person.military, person.retired_on > as_of)`, "unknown: person.military person.retired_on"},
			{`coalesce(table.lixiu(150), 5)`, "failed: no row for 150"},
			{`coalesce(pay.living, table.lixiu(150))`, "failed: no row for 150"},
			{`coalesce(person.retired_on, as_of)`, "date 2015-01-20"},
			{`coalesce(person.payer, "财政")`, "string insurance"},
			{`coalesce(person.military, true)`, "bool true"},
		},
		"codes and labels": {
			{`person.class == "一类区"`, "bool true"},
			{`"一类区" == person.class`, "bool true"},
			{`person.class == "1"`, "bool true"},
			{`person.class < "二类区"`, "bool true"},
			{`person.class in ["非艰边地区", "二类区"]`, "bool false"},
			{`"一类区" in [person.class]`, "bool true"},
			{`coalesce(person.class, "二类区") * 1.5`, "decimal 1.5"},
			{`(person.military ? person.class : "二类区") == 1`, "unknown: person.military"},
			{`person.class == person.rank - 130`, "bool true"},
			{`coalesce(person.class, -1) == -1`, "bool false"},
			{`person.category == "离休"`, "bool true"},
			{`person.category == "lixiu"`, "bool true"},
			{`"退休" == person.category`, "bool false"},
			{`person.category != "退休"`, "bool true"},
			{`person.category in ["离休", "tuizhi"]`, "bool true"},
			{`person.payer in policy.channel`, "bool false"},
			{`"企业" in policy.channel`, "bool true"},
			{`policy.channel == ["财政", "企业"]`, "bool true"},
			{`person.category == (person.rank > 130 ? "离休" : "退休")`, "bool true"},
			{`(person.rank > 130 ? "离休" : person.category) == "lixiu"`, "bool true"},
			{`table.share("退休")`, "decimal 0.85"},
			{`table.share(person.category)`, "decimal 1"},
			{`policy.channel.exists(c, c == "财政")`, "bool true"},
			{`policy.channel.all(c, c in ["财政", "社保"])`, "bool false"},
			{`(true ? ["离休"] : ["退休"]) == [person.category]`, "bool true"},
			{`person.unit == "离休"`, "bool false"},
		},
		"lookups": {
			{`table.lixiu(person.rank)`, "decimal 570"},
			{`table.lixiu(132) + 100`, "decimal 580"},
			{`table.lixiu(150)`, "failed: no row for 150"},
			{`table.lixiu(199)`, "unknown: table.lixiu"},
			{`band.years(35)`, "int 30"},
			{`band.years(pay.basic)`, "int 30"},
			{`band.years(29.5) + 1`, "int 1"},
			{`band.years(pay.living)`, "unknown: pay.living"},
			{`table.lixiu(person.rank) + table.lixiu(150)`, "failed: no row for 150"},
			{`pay.living + table.lixiu(150)`, "unknown: pay.living"},
			{`table.lixiu(150) + pay.living`, "failed: no row for 150"},
			{`pay.living == table.lixiu(150)`, "failed: no row for 150"},
			{`table.lixiu(150) != pay.living`, "failed: no row for 150"},
			{`person.rank / 12 == 10`, "bool true"},
		},
		"texts and lists": {
			{`person.unit.startsWith("样例")`, "bool true"},
			{`person.unit.endsWith("局")`, "bool true"},
			{`person.unit.contains("例")`, "bool true"},
			{`person.unit.matches("^样.局$")`, "bool true"},
			{`person.unit.size()`, "int 3"},
			{`size(person.unit)`, "int 3"},
			{`policy.channel.size()`, "int 2"},
			{`size([])`, "int 0"},
			{`"a" + "b"`, "string ab"},
			{`policy.channel.filter(c, c != "财政")`, "list(string) enterprise"},
			{`policy.channel.filter(c, c == person.payer).size() == 0`, "bool true"},
			{`policy.channel.exists_one(c, c == "财政")`, "bool true"},
			{`["样例局"].exists_one(u, u.startsWith("样") && u == person.unit)`, "bool true"},
			{`policy.channel.all(c, policy.channel.exists(d, d == c))`, "bool true"},
			{`[1, 2, 3].exists(n, n * 1.5 == 3)`, "bool true"},
			{`[131, 132].filter(n, n == person.rank).size()`, "int 1"},
			{`policy.channel.exists(c, person.military)`, "unknown: person.military"},
			{`policy.channel.exists(c, person.rank / 0 == 1 || c == "finance")`, "bool true"},
		},
		"variables of macros": {
			{`policy.channel.exists(as_of, as_of == "财政")`, "bool true"},
			{`policy.channel.exists(person, person == "财政" && person.rank == 131)`, "bool true"},
			{`policy.channel.exists(c, policy.channel.filter(c, c == "企业").size() == 1 && c == "财政")`, "bool true"},
			{`policy.channel.exists(c, c == "财政") && c == "x"`, ""},
			{`[as_of, person.born].exists(d, d < date("1934-09-30"))`, "bool true"},
			{`[1, 2.5].all(x, x in [1.0, 2.5])`, "bool true"},
			{`[pay.living, 1].exists(x, x > 0)`, "unknown: pay.living"},
			{`[true, person.disabled].filter(b, b).size()`, "int 1"},
			{`[1, 2].filter(x, x > 1) == [2]`, "bool true"},
			{`policy.channel.all(c, table.share("离休") > 0)`, "bool true"},
			{`policy.channel.all(c, table.lixiu(150) > 0)`, "failed: no row for 150"},
			{`policy.channel.exists(c, c == "财政" ? true : person.military)`, "bool true"},
		},
		"unknowns": {
			{`pay.living`, "unknown: pay.living"},
			{`pay.living + pay.basic`, "unknown: pay.living"},
			{`pay.living > 5 && person.military`, "unknown: pay.living person.military"},
			{`pay.living == 1 || person.retired_on == as_of`, "unknown: pay.living person.retired_on"},
			{`person.retired_on - pay.living`, ""},
			{`pay.living in [1.5]`, "unknown: pay.living"},
			{`1.5 in [pay.living]`, "unknown: pay.living"},
			{`pay.living > 0 ? 1 : 1`, "unknown: pay.living"},
			{`person.disabled ? pay.living : 1`, "decimal 1"},
			{`person.disabled ? 1 : pay.living`, "unknown: pay.living"},
			{`pay.living + table.lixiu(150)`, "unknown: pay.living"},
			{`table.lixiu(150) + pay.living`, "failed: no row for 150"},
			{`pay.living == pay.living`, "unknown: pay.living"},
			{`!person.military`, "unknown: person.military"},
			{`person.retired_on in [as_of]`, "unknown: person.retired_on"},
		},
		"layout of the text": {
			{" \n person.rank\n  == 131 // 职级\n", "bool true"}, {`((person.rank))`, "int 131"}, {`!!true`, "bool true"}, {`person . rank`, "int 131"},
		},
	}
	env := newEnv(t)
	for name, cases := range groups {
		t.Run(name, func(t *testing.T) {
			for _, c := range cases {
				x, problems := env.Compile(source.Literal("expr", c[0]), lang.Invalid)
				if c[1] == "" {
					if len(problems) == 0 {
						t.Errorf("%s compiles, and should not", c[0])
					}
					continue
				}
				if len(problems) > 0 {
					t.Errorf("%s: %v", c[0], problems)
					continue
				}
				v := x.Eval(person(t))
				if got := shown(v); got != c[1] {
					t.Errorf("%s is %s, want %s", c[0], got, c[1])
				}
				if v.Known() && v.Kind() != x.Kind() {
					t.Errorf("%s is declared %s and is %s", c[0], x.Kind(), v.Kind())
				}
			}
		})
	}
}

// TestKleene goes through the complete truth tables, with a failure as fourth
// value: a decided answer beats a failure, an unknown beats it too, as in CEL.
func TestKleene(t *testing.T) {
	states := []string{"true", "false", "unknown", "failed"}
	and := map[string]string{
		"true true": "true", "true false": "false", "true unknown": "unknown", "true failed": "failed",
		"false true": "false", "false false": "false", "false unknown": "false", "false failed": "false",
		"unknown true": "unknown", "unknown false": "false", "unknown unknown": "unknown", "unknown failed": "unknown",
		"failed true": "failed", "failed false": "false", "failed unknown": "unknown", "failed failed": "failed",
	}
	or := map[string]string{
		"true true": "true", "true false": "true", "true unknown": "true", "true failed": "true",
		"false true": "true", "false false": "false", "false unknown": "unknown", "false failed": "failed",
		"unknown true": "true", "unknown false": "unknown", "unknown unknown": "unknown", "unknown failed": "unknown",
		"failed true": "true", "failed false": "failed", "failed unknown": "unknown", "failed failed": "failed",
	}
	not := map[string]string{"true": "false", "false": "true", "unknown": "unknown", "failed": "failed"}
	env := newEnv(t)
	conjunction := compile(t, env, "person.disabled && person.military")
	disjunction := compile(t, env, "person.disabled || person.military")
	negation := compile(t, env, "!person.disabled")
	conditional := compile(t, env, "person.disabled ? 1 : 2")
	choice := map[string]string{"true": "int 1", "false": "int 2", "unknown": "unknown: person.disabled", "failed": "failed: broken"}
	for _, a := range states {
		r := person(t).with("person.disabled", inState(a, "person.disabled"))
		if got := stateOf(negation.Eval(r)); got != not[a] {
			t.Errorf("!%s is %s", a, got)
		}
		if got := shown(conditional.Eval(r)); got != choice[a] {
			t.Errorf("%s ? 1 : 2 is %s", a, got)
		}
		for _, b := range states {
			r := r.with("person.military", inState(b, "person.military"))
			if got := stateOf(conjunction.Eval(r)); got != and[a+" "+b] {
				t.Errorf("%s && %s is %s", a, b, got)
			}
			if got := stateOf(disjunction.Eval(r)); got != or[a+" "+b] {
				t.Errorf("%s || %s is %s", a, b, got)
			}
			var want []string
			for field, state := range map[string]string{"person.disabled": a, "person.military": b} {
				if state == "unknown" {
					want = append(want, field)
				}
			}
			slices.Sort(want)
			if v := conjunction.Eval(r); stateOf(v) == "unknown" && !slices.Equal(v.Missing(), want) {
				t.Errorf("%s && %s misses %v", a, b, v.Missing())
			}
		}
	}
}

func inState(state, field string) lang.Value {
	switch state {
	case "unknown":
		return lang.Unknown(field)
	case "failed":
		return lang.Failed(source.Fault{Message: source.Say("broken", "坏")})
	}
	return lang.BoolOf(state == "true")
}

func stateOf(v lang.Value) string {
	if _, failed := v.Fault(); failed {
		return "failed"
	}
	if !v.Known() {
		return "unknown"
	}
	return v.String()
}

func TestAnUnknownMeasureNamesTheFieldsBehindIt(t *testing.T) {
	env := newEnv(t)
	x := compile(t, env, "peers.same_rank.delta.p50 > 5 && pay.living > 5")
	r := person(t).with("peers.same_rank.delta.p50", lang.Unknown("person.retired_on", "pay.living", "person.retired_on"))
	if got := shown(x.Eval(r)); got != "unknown: pay.living person.retired_on" {
		t.Error(got)
	}
	if got := shown(compile(t, env, "pay.living").Eval(person(t).with("pay.living", lang.Value{}))); got != "unknown: pay.living" {
		t.Error("the zero Value is unknown under the field's own name, not", got)
	}
}

func TestAValueOfTheWrongKindFails(t *testing.T) {
	env := newEnv(t)
	x := compile(t, env, "person.unit")
	if got := shown(x.Eval(person(t).with("person.unit", lang.IntOf(5)))); got != "failed: the value is a whole number, not a text" {
		t.Error(got)
	}
	y := compile(t, env, "pay.basic")
	if got := shown(y.Eval(person(t).with("pay.basic", lang.IntOf(5)))); got != "decimal 5" {
		t.Error("an int serves where a decimal is declared:", got)
	}
	if got := shown(y.Eval(person(t).with("pay.basic", lang.IntOf(1<<62)))); got != "failed: the amount is beyond ±922337203685477.5807" {
		t.Error(got)
	}
}

func TestReadsAndLookups(t *testing.T) {
	x := compile(t, newEnv(t), `person.born < as_of ? table.lixiu(person.rank) + table.share("离休") : band.years(pay.basic) + pay.basic`)
	if got := x.Reads(); !slices.Equal(got, []int{0, 4, 8, 11}) {
		t.Error("reads", got)
	}
	if got := x.Lookups(); !slices.Equal(got, []string{"band.years", "table.lixiu", "table.share"}) {
		t.Error("lookups", got)
	}
	if x.Kind() != lang.DecimalKind || x.Text()[:11] != "person.born" {
		t.Error(x.Kind(), x.Text())
	}
}

func TestWantedKinds(t *testing.T) {
	env := newEnv(t)
	cases := map[string]struct {
		text string
		want lang.Kind
		got  lang.Kind
	}{
		"a whole literal is a decimal":    {"570", lang.DecimalKind, lang.DecimalKind},
		"a whole field is a decimal":      {"person.rank", lang.DecimalKind, lang.DecimalKind},
		"an exact quotient is a decimal":  {"10 / 2", lang.DecimalKind, lang.DecimalKind},
		"a decimal":                       {"pay.basic", lang.DecimalKind, lang.DecimalKind},
		"an int":                          {"person.rank", lang.Int, lang.Int},
		"a bool":                          {"person.disabled", lang.Bool, lang.Bool},
		"a list":                          {"policy.channel", lang.Strings, lang.Strings},
		"any kind":                        {"person.rank", lang.Invalid, lang.Int},
		"a decimal is no int":             {"pay.basic", lang.Int, lang.Invalid},
		"a number is no bool":             {"person.rank", lang.Bool, lang.Invalid},
		"a text is no decimal":            {"person.unit", lang.DecimalKind, lang.Invalid},
		"a list of numbers is no outcome": {"[1, 2]", lang.Invalid, lang.Invalid},
		"a lossy quotient is no decimal":  {"person.rank / 10", lang.DecimalKind, lang.Invalid},
	}
	for name, c := range cases {
		x, problems := env.Compile(source.Literal("expr", c.text), c.want)
		if (x == nil) != (len(problems) > 0) || (x == nil) != (c.got == lang.Invalid) {
			t.Errorf("%s: %v, %v", name, x, problems)
		} else if x != nil && x.Kind() != c.got {
			t.Errorf("%s: the kind is %s", name, x.Kind())
		}
	}
}

func TestEnvAndExprAreSafeForManyAtOnce(t *testing.T) {
	env := newEnv(t)
	x := compile(t, env, `person.born <= date("1934-09-30") && person.payer in policy.channel ? table.lixiu(person.rank) : table.lixiu(150) + pay.living`)
	r := person(t)
	want := shown(x.Eval(r))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if got := shown(x.Eval(r)); got != want {
					t.Error(got)
				}
				x.Explain(r)
				again, _ := env.Compile(source.Literal("expr", x.Text()), lang.DecimalKind)
				if got := shown(again.Eval(r)); got != want {
					t.Error(got)
				}
			}
		})
	}
	group.Wait()
}

func TestNewEnvRefusesBadScopes(t *testing.T) {
	cases := map[string]lang.Scope{
		"a field twice":           {Fields: []lang.Field{{Name: "a.b", Kind: lang.Int}, {Name: "a.b", Kind: lang.Int}}},
		"a field and a lookup":    {Fields: []lang.Field{{Name: "table.x", Kind: lang.Int}}, Lookups: []lang.Lookup{{Name: "table.x", Result: lang.Int}}},
		"a name no one can write": {Fields: []lang.Field{{Name: "职级", Kind: lang.Int}}},
		"an empty part":           {Fields: []lang.Field{{Name: "a..b", Kind: lang.Int}}},
		"a reserved word":         {Fields: []lang.Field{{Name: "in", Kind: lang.Int}}},
		"a word that CEL reads":   {Fields: []lang.Field{{Name: "true", Kind: lang.Bool}}},
		"no name":                 {Lookups: []lang.Lookup{{}}},
		"a digit first":           {Fields: []lang.Field{{Name: "a.1b", Kind: lang.Int}}},
		"a field without a kind":  {Fields: []lang.Field{{Name: "a"}}},
		"a lookup without result": {Lookups: []lang.Lookup{{Name: "table.x"}}},
	}
	for name, s := range cases {
		if _, err := lang.NewEnv(s); err == nil {
			t.Error(name, "passes")
		}
	}
	if got := newEnv(t).Scope(); len(got.Fields) != len(scope().Fields) || len(got.Lookups) != 3 {
		t.Errorf("the scope is %d fields, %d lookups", len(got.Fields), len(got.Lookups))
	}
	if _, err := lang.NewEnv(lang.Scope{}); err != nil {
		t.Error("an empty scope is one:", err)
	}
	twoLevels := lang.Scope{Fields: []lang.Field{{Name: "person", Kind: lang.String}, {Name: "person.rank", Kind: lang.Int}}}
	if _, err := lang.NewEnv(twoLevels); err != nil {
		t.Error("a field may stand above another:", err)
	}
}

func BenchmarkEval(b *testing.B) {
	x := compile(b, newEnv(b), `person.category == "离休" && person.born <= date("1934-09-30") ? table.lixiu(person.rank) + 1.13% * pay.basic : 0`)
	r := person(b)
	b.ReportAllocs()
	for b.Loop() {
		x.Eval(r)
	}
}

func BenchmarkCompile(b *testing.B) {
	env := newEnv(b)
	text := source.Literal("expr", `person.category == "离休" && person.born <= date("1934-09-30") ? table.lixiu(person.rank) + 1.13% * pay.basic : 0`)
	b.ReportAllocs()
	for b.Loop() {
		env.Compile(text, lang.DecimalKind)
	}
}

func BenchmarkNewEnv(b *testing.B) {
	for b.Loop() {
		newEnv(b)
	}
}
