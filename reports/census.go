package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// A census holds of each person what reports need: the key, the name for the
// ledger, and the groups they belong to.
type census struct {
	schema *roster.Schema
	keys   []string
	names  []string
	rows   map[string]int // person key to row
	by     []grouping
}

// A grouping parts all persons by one thing that they have in common.
type grouping struct {
	name   string // rank
	label  string // 职级
	groups []group
	of     []int // group of each person
}

// A group is one part of a grouping.
type group struct {
	label   string
	sort    string // position among the groups
	members []int
}

// notFilledIn is the group of those of whom the roster does not say.
const notFilledIn = "未填写"

// groupingFields are the fields by which reports group, in their order. Of
// those a roster does not have there is no grouping.
var groupingFields = []string{"category", "rank", "payer", "township", "unit"}

// standing is the grouping by category and rank together: with whom a retiree
// compares themselves.
const standing = "standing"

func takeCensus(r *roster.Roster) census {
	c := census{schema: r.Schema, rows: map[string]int{}}
	name := r.Schema.Index("name")
	for row := range r.Len() {
		key := r.Person(row)
		c.rows[key] = row
		c.keys = append(c.keys, key)
		c.names = append(c.names, text(r.Row(row), name))
	}
	c.by = append(c.by, c.group(r, standing, "类别与职级", []string{"category", "rank"}))
	for _, field := range groupingFields {
		if i := r.Schema.Index(field); i >= 0 {
			c.by = append(c.by, c.group(r, field, r.Schema.Fields[i].Label, []string{field}))
		}
	}
	return c
}

func (c census) len() int { return len(c.keys) }

func (c census) everyone() []int {
	all := make([]int, c.len())
	for i := range all {
		all[i] = i
	}
	return all
}

// grouping gives a grouping by its name; ok is false where the roster has none.
func (c census) grouping(name string) (grouping, bool) {
	for _, g := range c.by {
		if g.name == name {
			return g, true
		}
	}
	return grouping{}, false
}

// label gives the label of a person's group, empty where there is no grouping.
func (c census) label(person int, name string) string {
	g, ok := c.grouping(name)
	if !ok || g.groups[g.of[person]].label == notFilledIn {
		return ""
	}
	return g.groups[g.of[person]].label
}

// group parts the persons by the values of fields.
func (c census) group(r *roster.Roster, name, label string, fields []string) grouping {
	g := grouping{name: name, label: label, of: make([]int, r.Len())}
	at := map[string]int{}
	for row := range r.Len() {
		words, sort := describe(r, row, fields)
		i, ok := at[sort]
		if !ok {
			i = len(g.groups)
			at[sort] = i
			g.groups = append(g.groups, group{label: words, sort: sort})
		}
		g.groups[i].members = append(g.groups[i].members, row)
	}
	slices.SortFunc(g.groups, func(a, b group) int { return cmp.Compare(a.sort, b.sort) })
	if isFree(r.Schema, name) {
		slices.SortStableFunc(g.groups, func(a, b group) int { return len(b.members) - len(a.members) })
	}
	for i := range g.groups {
		for _, person := range g.groups[i].members {
			g.of[person] = i
		}
	}
	return g
}

// isFree reports whether a field holds names in no order of their own, such as
// places; their groups come with the most persons first.
func isFree(s *roster.Schema, field string) bool {
	i := s.Index(field)
	return i >= 0 && s.Fields[i].Kind == lang.String && s.Fields[i].Enum == nil
}

// describe gives the words for a person's values of fields, and a text by which
// groups sort: in the order of a schema's allowed values, of numbers, of texts.
func describe(r *roster.Roster, row int, fields []string) (words, sort string) {
	var labels, keys []string
	for _, field := range fields {
		i := r.Schema.Index(field)
		if i < 0 {
			continue
		}
		label, key := describeValue(r.Schema.Fields[i], r.Row(row).Field(i))
		labels, keys = append(labels, label), append(keys, key)
	}
	if !slices.ContainsFunc(labels, func(l string) bool { return l != notFilledIn }) {
		return notFilledIn, "\uffff"
	}
	return strings.Join(labels, " "), strings.Join(keys, "\x1f")
}

func describeValue(f roster.Field, v lang.Value) (label, sort string) {
	if !v.Known() {
		return notFilledIn, "\uffff"
	}
	code := v.String()
	for i, e := range f.Enum {
		if e.Code == code {
			return e.Label, fmt.Sprintf("%09d", i)
		}
	}
	if v.Kind() == lang.Int {
		return code, fmt.Sprintf("%020d", v.Int())
	}
	return code, code
}

// fieldLabel gives the Chinese label of a field by its name, dotted or not, or
// the name itself.
func (c census) fieldLabel(name string) string {
	for _, f := range c.schema.Fields {
		if f.Name == name || f.Dotted() == name {
			return f.Label
		}
	}
	return name
}

// codeLabel gives the Chinese label of an allowed value of a field, or the code.
func (c census) codeLabel(field, code string) string {
	if i := c.schema.Index(field); i >= 0 {
		for _, e := range c.schema.Fields[i].Enum {
			if e.Code == code {
				return e.Label
			}
		}
	}
	return code
}

// payLabel gives the Chinese label of a pay item.
func (c census) payLabel(item string) string {
	label := c.fieldLabel("pay." + item)
	return strings.TrimPrefix(label, "pay.")
}

// text gives a known value of a row as text; an index below 0 gives none.
func text(row lang.Row, index int) string {
	if index < 0 {
		return ""
	}
	if v := row.Field(index); v.Known() {
		return v.String()
	}
	return ""
}
