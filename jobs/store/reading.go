package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A reading is how the rows of a stored roster become rows under a schema.
type reading struct {
	schema  *roster.Schema
	columns []string // what to select; more comes last
	cells   []*cell  // where each column but more goes
	fields  []int    // which field of the schema each cell is
	others  []int    // fields of the schema that are in more
}

// reconcile plans how to read the fields that a store has under a schema. The
// fields that the schema lacks are unread. All fields that changed their kind
// are one error.
func reconcile(schema *roster.Schema, kept map[string]string) (plan reading, unread []string, err error) {
	plan = reading{schema: schema}
	var changed []string
	for i, column := range layOut(schema).column {
		f := schema.Fields[i]
		kind, found := kept[f.Name]
		delete(kept, f.Name)
		switch {
		case !found:
		case kind != f.Kind.String():
			changed = append(changed, f.Name+" ("+kind+" → "+f.Kind.String()+")")
		case column == elsewhere:
			plan.others = append(plan.others, i)
		default:
			plan.columns = append(plan.columns, shipped[column].column())
			plan.cells = append(plan.cells, &cell{kind: f.Kind})
			plan.fields = append(plan.fields, i)
		}
	}
	plan.columns = append(plan.columns, "more")
	return plan, slices.Sorted(maps.Keys(kept)), kindsChanged(changed)
}

func kindsChanged(fields []string) error {
	if fields == nil {
		return nil
	}
	return source.Fault{
		Message: source.Say("the schema has changed the kind of fields of the stored roster: %s",
			"名册结构中以下字段的类型与已导入的名册不同：%s", strings.Join(fields, ", ")),
		Hint: source.Say("import the roster again", "请重新导入名册"),
	}
}

// readPersons reads the rows of a roster.
func (s *Store) readPersons(ctx context.Context, id int64, plan reading) (*roster.Roster, error) {
	rows, err := s.db.QueryContext(ctx, s.db.Rebind(
		`SELECT `+strings.Join(plan.columns, ", ")+` FROM person WHERE roster = ? ORDER BY position`), id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	built := roster.NewBuilder(plan.schema, 0)
	values := make([]lang.Value, len(plan.schema.Fields))
	for rows.Next() {
		if err := plan.read(rows, values); err != nil {
			return nil, err
		}
		built.Append(values)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return built.Build(), nil
}

// read fills the values of one row; those that the store has not stay unknown.
func (p reading) read(rows *sql.Rows, values []lang.Value) error {
	var more sql.NullString
	into := make([]any, 0, len(p.columns))
	for _, c := range p.cells {
		into = append(into, c)
	}
	if err := rows.Scan(append(into, &more)...); err != nil {
		return err
	}
	for i, c := range p.cells {
		values[p.fields[i]] = c.value
	}
	if len(p.others) == 0 || !more.Valid {
		clearAt(values, p.others)
		return nil
	}
	return p.readMore(more.String, values)
}

func (p reading) readMore(text string, values []lang.Value) error {
	more, err := decode[map[string]json.RawMessage](json.RawMessage(text))
	if err != nil {
		return field{"more", lang.Invalid}.blame(err)
	}
	for _, i := range p.others {
		f := field{p.schema.Fields[i].Name, p.schema.Fields[i].Kind}
		raw, found := more[f.name]
		if !found {
			values[i] = lang.Value{}
			continue
		}
		if values[i], err = f.fromJSON(raw); err != nil {
			return err
		}
	}
	return nil
}

func clearAt(values []lang.Value, at []int) {
	for _, i := range at {
		values[i] = lang.Value{}
	}
}
