package reports

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// A census tells of each person what reports need: the key, the name for the
// ledger, and the groups they belong to.
type census struct {
	schema *roster.Schema
	keys   texts // ascending
	names  texts
	by     []grouping
	labels map[string]string // of the fields, by their names, dotted or not
	items  map[string]string // labels of the pay items
}

// A grouping parts all persons by one thing that they have in common.
type grouping struct {
	name   string // rank
	label  string // 职级
	groups []group
	of     []int32 // group of each person
}

// A group is one part of a grouping.
type group struct {
	label   string
	sort    string // position among the groups
	persons int
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
	c := newCensus(r.Schema)
	c.keys, c.names = textsOf(r, keyField(r.Schema)), textsOf(r, r.Schema.Index("name"))
	c.by = append(c.by, c.group(r, standing, "类别与职级", []string{"category", "rank"}))
	for _, field := range groupingFields {
		if i := r.Schema.Index(field); i >= 0 {
			c.by = append(c.by, c.group(r, field, r.Schema.Fields[i].Label, []string{field}))
		}
	}
	return c
}

// newCensus gives a census of nobody.
func newCensus(s *roster.Schema) census {
	c := census{schema: s, labels: map[string]string{}, items: map[string]string{}}
	for _, f := range s.Fields {
		c.labels[f.Name], c.labels[f.Dotted()] = f.Label, f.Label
		if item, ok := strings.CutPrefix(f.Name, "pay."); ok {
			c.items[item] = f.Label
		}
	}
	for _, f := range petition.Schema().Fields {
		c.labels["petitions."+f.Name] = "信访记录的" + f.Label
	}
	for _, f := range policy.HeadFields(s) {
		c.labels[f.Name] = "政策文件的" + f.Label
	}
	return c
}

func keyField(s *roster.Schema) int {
	return slices.IndexFunc(s.Fields, func(f roster.Field) bool { return f.Key })
}

func (c census) len() int { return c.keys.len() }

// row finds a person by their key.
func (c census) row(key string) (row int, ok bool) {
	row = sort.Search(c.len(), func(i int) bool { return c.keys.at(i) >= key })
	return row, row < c.len() && c.keys.at(row) == key
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
	g, _ := c.grouping(name)
	return g.labelOf(person)
}

// stand gives groupings by their names; of those the roster has not, empty ones.
func (c census) stand(names ...string) []grouping {
	found := make([]grouping, len(names))
	for i, name := range names {
		found[i], _ = c.grouping(name)
	}
	return found
}

// labelOf gives the label of a person's group, empty where nothing is filled in.
func (g *grouping) labelOf(person int) string {
	if g.of == nil || g.groups[g.of[person]].label == notFilledIn {
		return ""
	}
	return g.groups[g.of[person]].label
}

// group parts the persons by the values of fields.
func (c census) group(r *roster.Roster, name, label string, fields []string) grouping {
	n := alike(r, fields)
	g := grouping{name: name, label: label, of: n.of, groups: make([]group, len(n.first))}
	for i, person := range n.first {
		g.groups[i].label, g.groups[i].sort = describe(r, person, fields)
	}
	for _, i := range g.of {
		g.groups[i].persons++
	}
	g.arrange(isFree(r.Schema, name))
	return g
}

// arrange puts the groups in their order; of free ones the largest come first.
func (g *grouping) arrange(free bool) {
	order := make([]int, len(g.groups))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := g.groups[a], g.groups[b]
		if free && x.persons != y.persons {
			return y.persons - x.persons
		}
		return cmp.Compare(x.sort, y.sort)
	})
	groups, now := make([]group, len(order)), make([]int32, len(order))
	for place, i := range order {
		groups[place], now[i] = g.groups[i], int32(place)
	}
	g.groups = groups
	for person, i := range g.of {
		g.of[person] = now[i]
	}
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
func (c census) fieldLabel(name string) string { return labelIn(c.labels, name) }

func labelIn(labels map[string]string, name string) string {
	if label, ok := labels[name]; ok {
		return label
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
func (c census) payLabel(item string) string { return labelIn(c.items, item) }

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
