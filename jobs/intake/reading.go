package intake

import (
	"context"
	"maps"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A reading is one passage through the rows of a document.
type reading struct {
	ctx      context.Context
	schema   *roster.Schema
	head     header
	doc      document
	table    *Table
	progress progress

	good, bad         *roster.Builder
	goodRows, badRows []int // the row in the file of each row of the builders
	current           row
}

// A row is what is made of a record. A reading uses one for all of them.
type row struct {
	texts  []string             // the cells as a clerk would write them
	faults map[int]source.Fault // what is wrong with some of them, by column
	values []lang.Value         // of each field of the schema
}

// run reads all rows, then checks them.
func (r *reading) run(asOf lang.Date) error {
	r.good, r.bad = roster.NewBuilder(r.schema, 0), roster.NewBuilder(r.schema, 0)
	r.current = row{faults: map[int]source.Fault{}, values: make([]lang.Value, len(r.schema.Fields))}
	err := each(r.ctx, r.doc, func(g grid, rec record) {
		r.table.Rows++
		r.add(rec)
		r.progress.reach(g.done())
	})
	if err != nil {
		return err
	}
	if err := r.validate(asOf); err != nil {
		return err
	}
	slices.SortStableFunc(r.table.Rejects, func(a, b Reject) int { return a.compare(b) })
	r.progress.end()
	return nil
}

// add puts a row with the good ones, or with the bad ones and says why.
func (r *reading) add(rec record) {
	r.readTexts(rec)
	row := &r.current
	if fault, torn := r.torn(rec); torn {
		r.reject(reason{row: rec.row, col: -1, field: -1, fault: fault}, slices.Clone(row.texts))
		return
	}
	r.readValues()
	if len(row.faults) == 0 {
		r.good.Append(row.values)
		r.goodRows = append(r.goodRows, rec.row)
		return
	}
	texts := slices.Clone(row.texts)
	for col, fault := range row.faults {
		r.reject(reason{row: rec.row, col: col, field: r.field(col), fault: fault}, texts)
	}
	r.bad.Append(row.values)
	r.badRows = append(r.badRows, rec.row)
}

// readTexts reads the cells of a record, and what is wrong with some of them.
func (r *reading) readTexts(rec record) {
	row := &r.current
	row.texts = row.texts[:0]
	clear(row.faults)
	maps.Copy(row.faults, rec.bad)
	for col, cell := range rec.cells {
		text := r.doc.text(cell)
		if f := r.field(col); f >= 0 {
			var fault source.Fault
			if text, fault = r.doc.cell(&r.schema.Fields[f], text); !fault.Message.Empty() {
				row.faults[col] = fault
			}
		}
		row.texts = append(row.texts, text)
	}
}

// field gives the field of a column, or -1.
func (r *reading) field(col int) int {
	if col < 0 || col >= len(r.head.fields) {
		return -1
	}
	return r.head.fields[col]
}

// torn reports why a row cannot be told apart into cells. In a text file a cell
// too few or too many may have moved all that follow it; a sheet leaves out the
// empty cells at the end.
func (r *reading) torn(rec record) (source.Fault, bool) {
	if !rec.fault.Message.Empty() {
		return rec.fault, true
	}
	if _, text := r.doc.(*csvDocument); !text {
		return source.Fault{}, false
	}
	over := len(rec.cells)
	for over > len(r.head.cells) && clean(rec.cells[over-1]) == "" {
		over--
	}
	if over <= len(r.head.cells) && len(rec.cells) >= r.head.needed() {
		return source.Fault{}, false
	}
	return source.Fault{
		Message: source.Say("the row has %d cells, the header %d", "该行有 %d 个单元格，表头有 %d 个", over, r.head.needed()),
		Hint: source.Say("quote a cell that holds a delimiter, and leave no cell out",
			"含分隔符的内容请加引号，空单元格也要保留分隔符"),
	}, true
}

// readValues reads the values of the texts. A bad one is unknown and joins the
// faults.
func (r *reading) readValues() {
	row := &r.current
	clear(row.values)
	for col, text := range row.texts {
		f := r.field(col)
		if _, bad := row.faults[col]; f < 0 || bad {
			continue
		}
		if r.schema.Fields[f].Key && isFooter(text) {
			row.faults[col] = notAPerson
			continue
		}
		v, err := r.schema.ParseCell(f, text)
		if err != nil {
			row.faults[col] = discreet(&r.schema.Fields[f], text, err)
			continue
		}
		row.values[f] = v
	}
}
