package lang_test

import (
	"strings"
	"testing"
)

func TestDecided(t *testing.T) {
	env := newEnv(t)
	for text, want := range map[string]string{
		`person.rank > 150`: "person.rank",
		`person.rank > 150 && person.category == "离休"`:                         "person.rank",
		`person.category == "离休" && person.rank > 150`:                         "person.rank",
		`person.category == "离休" && person.rank > 130`:                         "person.category person.rank",
		`person.rank > 150 || person.category == "退休"`:                         "person.rank person.category",
		`person.rank > 150 || person.category == "离休"`:                         "person.category",
		`!(person.rank > 150 || person.category == "离休")`:                      "person.category",
		`!(person.rank > 130 && person.category == "退休")`:                      "person.category",
		`!(!person.disabled || person.category == "离休")`:                       "person.disabled",
		`pay.living > 0 && person.category == "退休"`:                            "person.category",
		`person.rank > 130 ? person.category == "退休" : person.disabled`:        "person.rank person.category",
		`person.rank > 150 ? person.category == "退休" : person.disabled`:        "person.rank person.disabled",
		`age_on(person.born, as_of) < 20 && person.disabled`:                   "person.born as_of",
		`known(pay.living) && person.disabled`:                                 "pay.living",
		`[131, person.rank].exists(r, r > 150) && person.category == "离休"`:     "person.rank",
		`pay.living > 0 ? person.disabled : person.category == "离休"`:           "pay.living",
		`(table.lixiu(150) > 1 || person.category == "退休") && person.disabled`: "person.disabled",
	} {
		x := compile(t, env, text)
		var names []string
		for _, field := range x.Decided(person(t)) {
			names = append(names, x.Scope().Fields[field].Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s is decided by %q, want %q", text, got, want)
		}
	}
}
