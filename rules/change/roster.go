package change

import (
	"cmp"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// Rosters says how one roster differs from another. Persons are named by their
// keys and are in the order of these. No value is told: what a cell held is the
// roster's business.
type Rosters struct {
	Joined  []string
	Left    []string
	Changed []Person

	// Renumbered are those of Left who seem to be there still, as one of Joined.
	Renumbered []Renumbering

	Fields []FieldCount // in how many rows each field changed; those of none are left out

	Added   []string // fields that the first schema has not
	Dropped []string // fields that the second schema has not
}

// A Person is one whose row changed.
type Person struct {
	Key    string
	Fields []string // by their names in the schema, in its order
}

// A FieldCount says how many persons have another value in a field.
type FieldCount struct {
	Field   string
	Persons int
}

// CompareRosters holds two rosters against each other, person by person. Private
// fields are passed over: a run does not keep them. Keys must not be repeated.
func CompareRosters(from, to *roster.Roster) Rosters {
	from, to = from.Sorted(), to.Sorted()
	c := comparison{from: from, to: to}
	c.fields()
	var left, joined []int
	a, b := 0, 0
	for a < from.Len() || b < to.Len() {
		switch c.order(a, b) {
		case -1:
			c.Left, left = append(c.Left, from.Person(a)), append(left, a)
			a++
		case 1:
			c.Joined, joined = append(c.Joined, to.Person(b)), append(joined, b)
			b++
		default:
			c.rows(a, b)
			a, b = a+1, b+1
		}
	}
	c.renumber(left, joined)
	c.tell()
	return c.Rosters
}

// A comparison is one call of [CompareRosters] under way.
type comparison struct {
	Rosters
	from, to *roster.Roster
	shared   []sharedField
}

// A sharedField is a field of both schemas.
type sharedField struct {
	name    string
	in, out int // its index in the first and in the second schema
	changed int // persons
}

func (c *comparison) fields() {
	for out, f := range c.to.Schema.Fields {
		in := c.from.Schema.Index(f.Name)
		switch {
		case f.Private:
		case in < 0:
			c.Added = append(c.Added, f.Name)
		case !f.Key && !c.from.Schema.Fields[in].Private:
			c.shared = append(c.shared, sharedField{name: f.Name, in: in, out: out})
		}
	}
	for _, f := range c.from.Schema.Fields {
		if !f.Private && c.to.Schema.Index(f.Name) < 0 {
			c.Dropped = append(c.Dropped, f.Name)
		}
	}
}

// order compares the persons at two rows; behind the last row stands nobody.
func (c *comparison) order(a, b int) int {
	switch {
	case a == c.from.Len():
		return 1
	case b == c.to.Len():
		return -1
	}
	return cmp.Compare(c.from.Person(a), c.to.Person(b))
}

// rows compares the cells of one person.
func (c *comparison) rows(a, b int) {
	was, is := c.from.Row(a), c.to.Row(b)
	var fields []string
	for i := range c.shared {
		f := &c.shared[i]
		if alike(was.Field(f.in), is.Field(f.out)) {
			continue
		}
		f.changed++
		fields = append(fields, f.name)
	}
	if fields != nil {
		c.Changed = append(c.Changed, Person{c.to.Person(b), fields})
	}
}

// alike reports whether two cells say the same; two empty ones do.
func alike(a, b lang.Value) bool { return a.Equal(b) || !a.Known() && !b.Known() }

func (c *comparison) tell() {
	for _, f := range c.shared {
		if f.changed > 0 {
			c.Fields = append(c.Fields, FieldCount{f.name, f.changed})
		}
	}
}
