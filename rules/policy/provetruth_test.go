package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// drawnFields are the fields of the drawn conditions, with every value that each
// may have. Whatever is proved of them can be counted out.
var drawnFields = []struct {
	name   string
	values []lang.Value
}{
	{"category", []lang.Value{lang.StringOf("lixiu"), lang.StringOf("tuixiu"), lang.StringOf("tuizhi")}},
	{"rank", []lang.Value{lang.IntOf(131), lang.IntOf(132), lang.IntOf(141)}},
	{"hardship_class", []lang.Value{lang.IntOf(0), lang.IntOf(1), lang.IntOf(2), lang.IntOf(3), lang.IntOf(4), lang.IntOf(5), lang.IntOf(6)}},
	{"military", []lang.Value{lang.BoolOf(false), lang.BoolOf(true)}},
}

// atoms are what drawn conditions are made of. Each is of one bare field: what
// a sum or two fields have to do with others is not followed to the end.
var atoms = []string{
	`person.category == "lixiu"`, `person.category != "tuixiu"`, `person.category in ["lixiu", "退职"]`,
	`person.rank == 131`, `person.rank > 132`, `person.rank <= 132`, `person.rank in [131, 141]`,
	`person.hardship_class == 3`, `person.hardship_class < 2`, `person.hardship_class >= 5`, `person.hardship_class != 0`,

	`person.military`, `!person.military`, `known(person.rank)`, `!known(person.category)`,
}

// drawCondition draws a condition over the drawn fields.
func drawCondition(t *rapid.T, depth int) string {
	form := rapid.IntRange(0, 7).Draw(t, "form")
	if depth == 0 || form > 4 {
		return rapid.SampledFrom(atoms).Draw(t, "atom")
	}
	inner := func() string { return "(" + drawCondition(t, depth-1) + ")" }
	switch form {
	case 0, 1:
		return inner() + " && " + inner()
	case 2:
		return inner() + " || " + inner()
	case 3:
		return "!" + inner()
	}
	return inner() + " ? " + inner() + " : " + inner()
}

// everybody gives every person that there can be, as far as the drawn fields go,
// with each cell empty, too.
func everybody(s *roster.Schema) []person {
	nobody := make(person, len(s.Fields))
	for i, field := range s.LangFields() {
		nobody[i] = lang.Unknown(field.Name)
	}
	people := []person{nobody}
	for _, field := range drawnFields {
		for _, p := range slices.Clone(people) {
			for _, v := range field.values {
				other := slices.Clone(p)
				other[s.Index(field.name)] = v
				people = append(people, other)
			}
		}
	}
	return people
}

// meeting gives those who meet a condition.
func meeting(t *rapid.T, s *roster.Schema, people []person, condition string) (met []person) {
	env, err := lang.NewEnv(lang.Scope{Fields: s.LangFields()})
	if err != nil {
		t.Fatal(err)
	}
	x, problems := env.Compile(source.Literal("drawn", condition), lang.Bool)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	for _, p := range people {
		if v := x.Eval(p); v.Known() && v.Bool() {
			met = append(met, p)
		}
	}
	return met
}

// TestProvedIsTrue draws a scope, a condition and a table, and holds all that is
// said of them to what comes of every person that there can be.
func TestProvedIsTrue(t *testing.T) {
	s := schema(t)
	people := everybody(s)
	rapid.Check(t, func(t *rapid.T) {
		scope, when := drawCondition(t, 2), drawCondition(t, 2)
		by := rapid.SampledFrom([][]string{
			{"hardship_class"}, {"category", "military"}, {"rank", "category"}, {"rank", "rank_too"}, {"category", "hardship_class"},
		}).Draw(t, "by")
		table := drawTable(t, by)
		f := source.NewFile("drawn.yaml", []byte(fmt.Sprintf(
			"policy: p\ntitle: t\neffective: 2014-10-01\nscope: {when: '%s'}\nitems: [{item: basic, when: '%s', add: 'table.t(%s)'}]\n%s",
			scope, when, strings.ReplaceAll("person."+strings.Join(by, ", person."), "_too", ""), table.text())))
		_, problems := policy.Load(f, s)
		said := func(text string) bool {
			return slices.ContainsFunc(problems, func(p source.Problem) bool { return strings.Contains(p.Message.EN, text) })
		}
		inScope := meeting(t, s, people, scope)
		asking := meeting(t, s, inScope, when)
		alone := meeting(t, s, people, when)
		for text, want := range map[string]bool{
			"lets nobody in":          len(inScope) == 0,
			"its condition can never": len(inScope) > 0 && len(alone) == 0,
			"contradicts the scope":   len(inScope) > 0 && len(alone) > 0 && len(asking) == 0,
		} {
			if said(text) != want {
				t.Fatalf("%s %v, but it is %v\n%s\n%v", text, said(text), want, f.Text, problems)
			}
		}
		if len(asking) > 0 {
			table.holds(t, s, asking, problems)
		}
	})
}

// A drawnTable is a table over drawn fields.
type drawnTable struct {
	by   []string
	keys map[string]bool // whether there is a row, by "category lixiu, rank 131"
}

func drawTable(t *rapid.T, by []string) drawnTable {
	d := drawnTable{by, map[string]bool{}}
	d.each("", by, func(key string) { d.keys[key] = rapid.Bool().Draw(t, "row") })
	return d
}

// each goes through all keys.
func (d drawnTable) each(before string, by []string, do func(key string)) {
	if len(by) == 0 {
		do(before)
		return
	}
	for _, field := range drawnFields {
		if field.name != strings.TrimSuffix(by[0], "_too") {
			continue
		}
		for _, v := range field.values {
			d.each(strings.TrimPrefix(before+", "+by[0]+" "+v.String(), ", "), by[1:], do)
		}
	}
}

// text writes the table.
func (d drawnTable) text() string {
	var rows []string
	d.each("", d.by, func(key string) {
		if d.keys[key] {
			var cells []string
			for _, part := range strings.Split(key, ", ") {
				name, value, _ := strings.Cut(part, " ")
				cells = append(cells, name+": "+value)
			}
			rows = append(rows, "{"+strings.Join(cells, ", ")+", value: 1}")
		}
	})
	if rows == nil {
		return fmt.Sprintf("tables: {t: {by: [%s], rows: unknown}}\n", strings.Join(d.by, ", "))
	}
	return fmt.Sprintf("tables: {t: {by: [%s], rows: [%s]}}\n", strings.Join(d.by, ", "), strings.Join(rows, ", "))
}

// holds holds the rows that are said to lack or never to be found to what the
// persons ask for.
func (d drawnTable) holds(t *rapid.T, s *roster.Schema, asking []person, problems source.Problems) {
	asked := map[string]bool{}
	for _, p := range asking {
		var parts []string
		for _, name := range d.by {
			if v := p[s.Index(strings.TrimSuffix(name, "_too"))]; v.Known() {
				parts = append(parts, name+" "+v.String())
			}
		}
		if len(parts) == len(d.by) {
			asked[strings.Join(parts, ", ")] = true
		}
	}
	lacking, more := claims(problems, "has no row for ")
	idle, moreIdle := claims(problems, "whoever is looked up in table.t is never ")
	if !slices.Contains(slicesOf(d.keys), true) {
		return // a hole for all
	}
	for key, there := range d.keys {
		lacks := slices.ContainsFunc(lacking, func(c string) bool { return c == key || strings.HasPrefix(key, c+", ") })
		if lacks && there {
			t.Fatalf("%s is said to lack, and is there: %v", key, problems)
		}
		if want := asked[key] && !there; want && !lacks && !more {
			t.Fatalf("%s is not said to lack: %v", key, problems)
		}
		if slices.Contains(lacking, key) && !asked[key] {
			t.Fatalf("%s is said to lack, and nobody asks for it: %v", key, problems)
		}
		if idleSaid := slices.Contains(idle, key); idleSaid != (there && !asked[key]) && (idleSaid || !moreIdle) {
			t.Fatalf("%s: never found said %v, there %v, asked %v: %v", key, idleSaid, there, asked[key], problems)
		}
	}
}

func slicesOf(keys map[string]bool) (rows []bool) {
	for _, there := range keys {
		rows = append(rows, there)
	}
	return rows
}

// claims gives the keys that follow some words in a message, and whether there
// are more.
func claims(problems source.Problems, words string) (keys []string, more bool) {
	for _, p := range problems {
		if _, list, found := strings.Cut(p.Message.EN, words); found {
			keys = append(keys, strings.Split(list, "; ")...)
		}
	}
	return keys, len(keys) > 0 && strings.HasPrefix(keys[len(keys)-1], "and ")
}
