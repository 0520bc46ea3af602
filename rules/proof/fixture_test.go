package proof

import (
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// scope is what the expressions of the tests read.
var scope = lang.Scope{
	Fields: []lang.Field{
		{Name: "person.rank", Kind: lang.Int, Enum: []lang.Code{{Code: "131", Label: "正处"}, {Code: "132", Label: "副处"}, {Code: "141", Label: "正科"}}},
		{Name: "person.category", Kind: lang.String, Enum: []lang.Code{{Code: "lixiu", Label: "离休"}, {Code: "tuixiu", Label: "退休"}}},
		{Name: "person.township", Kind: lang.String},
		{Name: "person.born", Kind: lang.DateKind},
		{Name: "person.years", Kind: lang.DecimalKind},
		{Name: "person.count", Kind: lang.Int},
		{Name: "person.military", Kind: lang.Bool},
		{Name: "policy.effective", Kind: lang.DateKind},
		{Name: "policy.number", Kind: lang.String},
	},
	Lookups: []lang.Lookup{{
		Name: "table.t", Params: []lang.Field{{Name: "rank", Kind: lang.Int}}, Result: lang.DecimalKind,
		Call: func([]lang.Value) lang.Value { return lang.DecimalOf(lang.One) },
	}},
}

var effective, _ = lang.NewDate(2014, 10, 1)

// prover knows the day of the policy, that its number is not stated, and that
// years are 0 to 60.
func prover() *Prover {
	return New(scope, &Words{}, map[string]Set{
		"policy.effective": Only(int64(effective)),
		"policy.number":    Nothing(),
		"person.years":     Of(Span{0, 60 * int64(lang.One)}).OrOpen(),
	})
}

// compile compiles an expression of the tests.
func compile(t interface {
	Helper()
	Fatalf(string, ...any)
}, text string, want lang.Kind,
) *lang.Expr {
	t.Helper()
	env, err := lang.NewEnv(scope)
	if err != nil {
		t.Fatalf("%v", err)
	}
	x, problems := env.Compile(source.Literal("test", text), want)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", text, problems)
	}
	return x
}

// stretch gives the bytes of a remark's part, in a text of ASCII letters.
func stretch(m Remark) (start, end int) {
	pos, width := m.Expr.Place(m.Node)
	return pos.Col - 1, pos.Col - 1 + width
}

// TestRemarks reads conditions and gives what is remarked of which part.
func TestRemarks(t *testing.T) {
	names := map[RemarkKind]string{
		Never: "never", NeverHere: "never here", NeverAdds: "adds nothing",
		Always: "always", AlwaysHere: "always here", Unreached: "unreached",
	}
	for text, want := range map[string]string{
		// Nothing is to be said.
		`person.rank == 131`:                                                                  "",
		`person.rank == 131 || person.rank == 132`:                                            "",
		`!known(person.category) || person.category == "lixiu"`:                               "",
		`known(person.category) && person.category == "lixiu"`:                                "",
		`person.years < 5 && known(person.years)`:                                             "",
		`person.count < 1 || person.count > 2`:                                                "",
		`person.category == "lixiu" || person.rank == 131`:                                    "",
		`(person.rank == 131 ? person.years : 1) > 3`:                                         "",
		`age_on(person.born, policy.effective) >= 80`:                                         "",
		`person.township < "b" && person.township < "a"`:                                      "",
		`coalesce(person.count, person.rank) == 1`:                                            "",
		`(person.rank == 131 || person.rank == 132) && person.rank != 131`:                    "",
		`(person.rank == 131 && person.military) || (person.rank == 132 && person.count > 1)`: "",
		`table.t(person.rank) > 3 && table.t(person.rank) < 9`:                                "",
		`min(person.count, 3) == 3`:                                                           "",

		// Contradictions.
		`person.rank == 131 && person.rank == 132`:                                                                        "never here: person.rank == 132",
		`person.count < 1 && person.count > 2`:                                                                            "never here: person.count > 2",
		`person.count < 2 && person.count > 1`:                                                                            "never here: person.count > 1",
		`person.years < 2 && person.years > 1`:                                                                            "",
		`person.years < 1.5 && (person.military || person.years > 2)`:                                                     "never here: person.years > 2",
		`person.category in ["lixiu"] && person.category == "tuixiu"`:                                                     `never here: person.category == "tuixiu"`,
		`person.township == "甲" && person.township == "乙"`:                                                                `never here: person.township == "乙"`,
		`person.military && !person.military`:                                                                             "never here: !person.military",
		`person.born < date("1934-10-01") && person.born > date("1934-09-29") && person.born != date("1934-09-30")`:       `never here: person.born != date("1934-09-30")`,
		`person.born > date("1950-01-01") && age_on(person.born, date("2014-10-01")) >= 80`:                               `never here: age_on(person.born, date("2014-10-01")) >= 80`,
		`age_on(person.born, date("2014-10-01")) >= 80 && person.born > date("1950-01-01")`:                               `never here: person.born > date("1950-01-01")`,
		`age_on(person.born, policy.effective) < 70 && age_on(person.born, policy.effective) >= 80`:                       "never here: age_on(person.born, policy.effective) >= 80",
		`(person.rank == 131 && person.military) || (person.rank == 132 && person.military) ? person.rank == 141 : false`: "never here: person.rank == 141",
		`!known(person.rank) && person.rank == 131`:                                                                       "never here: person.rank == 131",
		`(person.rank == 131 || person.rank == 132) && person.rank == 141`:                                                "never here: person.rank == 141",
		`table.t(person.rank) > 9 && table.t(person.rank) < 3`:                                                            "never here: table.t(person.rank) < 3",

		// Two fields beside each other.
		`person.count == person.rank && person.rank == 131 && person.count == 132`: "never here: person.count == 132",
		`person.count < person.rank && person.rank < person.count`:                 "never here: person.rank < person.count",
		`person.count < person.rank && person.count != person.rank`:                "always here: person.count != person.rank",
		`person.count <= person.rank && person.count >= person.rank`:               "",

		// What a field never is.
		`person.years < 0`:                      "never: person.years < 0",
		`person.years <= 60`:                    "always: person.years <= 60",
		`person.rank > 200 || person.military`:  "never: person.rank > 200",
		`person.rank >= 131 && person.military`: "always: person.rank >= 131",
		`policy.effective > date("2020-01-01")`: `never: policy.effective > date("2020-01-01")`,
		`known(policy.number)`:                  "never: known(policy.number)",
		`policy.number == "a"`:                  `never: policy.number == "a"`,
		`false && person.military`:              "never: false",
		`person.military || true`:               "always: true",
		`person.category in ["离休", "退休"]`:       `always: person.category in ["离休", "退休"]`,
		`person.rank in []`:                     `never: person.rank in []`,
		`person.rank + 0 > 141`:                 "never: person.rank + 0 > 141",

		// What adds nothing.
		`person.rank == 131 || person.rank in [131]`:                     "adds nothing: person.rank in [131]",
		`person.count > 1 && person.count > 0`:                           "always here: person.count > 0",
		`person.rank == 131 || person.rank == 132 || person.rank == 141`: "always here: person.rank == 141",
		`person.rank == 131 || person.rank != 131`:                       "always here: person.rank != 131",

		// Branches.
		`(person.rank > 200 ? 1 : 2) == person.count`:                              "unreached: 1",
		`(person.rank > 1 ? 1 : 2) == person.count`:                                "unreached: 2",
		`person.rank == 131 && (person.rank == 132 ? person.military : false)`:     "unreached: person.military",
		`coalesce(policy.effective, person.born) == person.born`:                   "unreached: person.born",
		`known(person.rank) ? coalesce(person.rank, 131) == 132 : person.military`: "unreached: 131",
	} {
		t.Run(text, func(t *testing.T) {
			p := prover()
			var got []string
			for _, m := range p.Read(p.Everything(), compile(t, text, lang.Bool)).Remarks {
				pos, width := m.Expr.Place(m.Node)
				runes := []rune(text)
				got = append(got, names[m.Kind]+": "+string(runes[pos.Col-1:pos.Col-1+width]))
			}
			if got := strings.Join(got, ", "); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
