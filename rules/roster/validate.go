package roster

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// An Issue is one thing wrong with one person's row.
type Issue struct {
	Row      int    // counted from 0, in the order of the roster
	Person   string // key; may be empty
	Field    string // name of the field
	Check    string // id of the check: duplicate, required, range, national_id, or a schema check's own
	Severity source.Severity
	Message  source.Text // names no private value
	Others   []int       // of a duplicate, other rows with that key, counted from 0: the first [MostOthers]
}

// MostOthers is how many other rows an issue names. Where a column that is no key
// was taken for one, everybody shares it with everybody.
const MostOthers = 10

// Validate finds every issue: an empty or repeated key, a number out of range, a
// wrong check digit of GB 11643-1999, dates in an impossible order, and the
// schema's own checks. Issues are sorted by row, then field, then check.
//
// An issue of severity [source.Error] means that the row cannot be used; a
// [source.Warning] that the row is kept and somebody should look at it.
func (r *Roster) Validate(asOf lang.Date) []Issue {
	v := &validation{
		roster: r, identity: identityFields(r.Schema),
		checked: checkRow{checked: r.Schema.checked, asOf: lang.DateOf(asOf)},
	}
	v.duplicates()
	for row := range r.Len() {
		v.row(row)
	}
	slices.SortStableFunc(v.issues, func(a, b Issue) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Check, b.Check))
	})
	return v.issues
}

// A validation gathers the issues of one roster.
type validation struct {
	roster   *Roster
	checked  checkRow // the person whose row is being checked
	identity identity
	issues   []Issue
}

func (v *validation) add(row int, i Issue) {
	i.Row, i.Person = row, v.roster.Person(row)
	v.issues = append(v.issues, i)
}

// duplicates finds empty keys, and keys that several rows share.
func (v *validation) duplicates() {
	rows := map[string][]int{}
	key := v.roster.Schema.Fields[v.roster.Schema.key]
	for row := range v.roster.Len() {
		person := v.roster.Person(row)
		if person == "" {
			v.add(row, Issue{
				Field: key.Name, Check: "required",
				Message: source.Say("%[1]s is empty", "“%[2]s”为空", key.Name, key.Label),
			})
			continue
		}
		rows[person] = append(rows[person], row)
	}
	for _, same := range rows {
		if len(same) == 1 {
			continue
		}
		message := source.Say("%[1]s is the same on the records %[3]s", "“%[2]s”在第 %[3]s 条记录中相同",
			key.Name, key.Label, recordNumbers(same))
		for _, row := range same {
			v.add(row, Issue{Field: key.Name, Check: "duplicate", Others: others(same, row), Message: message})
		}
	}
}

// others gives the first of the rows but one of them.
func others(rows []int, row int) []int {
	first := slices.Clone(rows[:min(len(rows), MostOthers+1)])
	first = slices.DeleteFunc(first, func(r int) bool { return r == row })
	return first[:min(len(first), MostOthers)]
}

// recordNumbers writes rows as people count them, from 1, without the header.
func recordNumbers(rows []int) string {
	var numbers []string
	for _, row := range rows[:min(len(rows), MostOthers+1)] {
		numbers = append(numbers, strconv.Itoa(row+1))
	}
	if len(rows) > len(numbers) {
		numbers = append(numbers, "…")
	}
	return strings.Join(numbers, ", ")
}

// row checks one person alone.
func (v *validation) row(row int) {
	person := v.roster.Row(row)
	for i := range v.roster.Schema.Fields {
		f := &v.roster.Schema.Fields[i]
		if message, wrong := f.outOfRange(person.Field(i)); wrong {
			v.add(row, Issue{Field: f.Name, Check: "range", Message: message})
		}
	}
	if issue, wrong := v.identity.check(person); wrong {
		v.add(row, issue)
	}
	v.checked.Row = person
	for _, c := range v.roster.Schema.Checks {
		if c.When.Eval(&v.checked).Bool() {
			text := c.Says.Render(&v.checked)
			v.add(row, Issue{
				Field: c.Field, Check: c.ID, Severity: c.Severity,
				Message: source.Text{EN: text, ZH: text},
			})
		}
	}
}

// outOfRange reports whether a known value is below the least or above the most
// that the field allows, or is none of its values.
func (f *Field) outOfRange(v lang.Value) (source.Text, bool) {
	switch {
	case !v.Known():
		return source.Text{}, false
	case f.Min.Known() && compare(v, f.Min) < 0:
		return source.Say("%[1]s is less than %[3]s", "“%[2]s”小于 %[3]s", f.Name, f.Label, f.Min), true
	case f.Max.Known() && compare(v, f.Max) > 0:
		return source.Say("%[1]s is more than %[3]s", "“%[2]s”大于 %[3]s", f.Name, f.Label, f.Max), true
	case f.Enum != nil && !f.allows(v):
		return source.Say("%[1]s is not one of the allowed values", "“%[2]s”不在允许的取值之内", f.Name, f.Label), true
	}
	return source.Text{}, false
}
