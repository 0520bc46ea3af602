package main

import "weiran/rules/lang"

// reference is weiran's own reference, [lang.Expr.Eval]: cel-go with exact
// decimals, and with the names of the fields that an unknown lacks.
type reference struct {
	exprs []*lang.Expr
	row   cellRow
}

func newReference(p *people, workers int) (engine, error) {
	exprs, err := compiled()
	if err != nil {
		return nil, err
	}
	return newByPerson(p.persons, workers, func() (judge, error) {
		return &reference{exprs, cellRow{people: p}}, nil
	})
}

func (r *reference) rules(person int) (flags uint16, err error) {
	r.row.person = person
	for i, x := range r.exprs {
		if v := x.Eval(&r.row); v.Known() && v.Bool() {
			flags |= 1 << i
		}
	}
	return flags, nil
}

// A cellRow gives lang the cells of a person.
type cellRow struct {
	people *people
	person int
}

// Field gives one cell.
func (r *cellRow) Field(index int) lang.Value {
	if index >= len(r.people.columns) {
		return constants[index-len(r.people.columns)]
	}
	c := &r.people.columns[index]
	if !c.known[r.person] {
		return lang.Unknown(c.field.Name)
	}
	v := c.values[r.person]
	switch c.field.Kind {
	case lang.Bool:
		return lang.BoolOf(v != 0)
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(v))
	case lang.DateKind:
		return lang.DateOf(lang.Date(v))
	case lang.String:
		return lang.StringOf(c.texts[v])
	}
	return lang.IntOf(v)
}
