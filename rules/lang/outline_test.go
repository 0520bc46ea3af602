package lang_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/lang"
)

// An outline that is walked with the values of its parts lists what Explain
// lists.
func TestOutlineListsWhatExplainDoes(t *testing.T) {
	env := newEnv(t)
	for _, text := range []string{
		`person.rank`, `570`, `(pay.basic + 1) * (2 + 3)`, `30 + as_of`, ` ( ! ( person.disabled ) ) `,
		`person.rank > 140 ? pay.living : pay.basic`, `person.rank > 130 ? pay.living : pay.basic`,
		`person.military ? 1 : pay.basic`, `true ? (person.rank > 1 ? pay.basic : 1.5) : 2.5`, `person.disabled ? 1 : (person.rank > 1 ? 2 : 3)`,
		`person.disabled ? 1 : pay.basic + (person.rank > 1 ? 2 : 3)`, `true ? person.rank : 2`,
		`person.rank == 131 && (pay.basic > 1 && person.unit == "x") && person.military`,
		`person.military || (person.rank > 1 || person.disabled)`, `person.military && person.disabled`,
		`false || person.disabled`, `size(policy.channel) > 0 && !(person.payer in policy.channel)`,
		`person.rank in [131, person.rank + 1]`, `round(pay.living, 1, "half_up") > 2 || person.rank + 1 > 2`,
		`min(1, pay.basic, 3.5)`, `max(pay.living + 1, pay.basic * 2)`, `[pay.living + 1, pay.basic * 2].exists(x, x > 3)`,
		`policy.channel.exists(c, c == person.payer)`, `coalesce(pay.living, pay.basic) == pay.basic`,
		`known(person.born) && age_on(person.born, as_of) >= 80`, `table.lixiu(person.rank) * 2`,
		`coalesce(person.military, person.disabled ? person.rank > 1 : person.rank > 2)`,
	} {
		x := compile(t, env, text)
		o, ok := x.Outline()
		if !ok {
			t.Errorf("%s has no outline", text)
			continue
		}
		r := &reader{of: o, row: person(t)}
		o.Walk(r)
		want, got := x.Explain(person(t)), r.steps
		if diff := cmp.Diff(shownSteps(want), shownSteps(got)); diff != "" {
			t.Errorf("%s (-Explain +Outline):\n%s", text, diff)
		}
	}
}

// A reader evaluates the parts of an outline one by one.
type reader struct {
	of    *lang.Outline
	row   lang.Row
	steps []lang.Step
}

func (r *reader) Truth(part int) (value, known bool) {
	v := r.of.Parts[part].Eval(r.row)
	return v.Bool(), v.Known()
}

func (r *reader) List(part int) {
	step := lang.Step{Text: r.of.Texts[part], Value: r.of.Parts[part].Eval(r.row)}
	last := part == len(r.of.Parts)-1
	if last || !slices.ContainsFunc(r.steps, func(s lang.Step) bool { return s.Text == step.Text }) {
		r.steps = append(r.steps, step)
	}
}

func shownSteps(steps []lang.Step) []string {
	var list []string
	for _, s := range steps {
		list = append(list, s.Text+" = "+shown(s.Value))
	}
	return list
}
