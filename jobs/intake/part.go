package intake

import (
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A part is what a block of rows holds.
type part struct {
	rows     int            // good and bad, blank ones not counted
	good     *roster.Roster // the good ones
	goodRows []int          // the row in the file of each
	bad      []badRow
}

// A badRow is a row that is not taken, with all that its cells tell of why.
type badRow struct {
	row    int
	texts  []string
	why    []reason
	values []lang.Value // of the cells that could be read; nil where the row is torn
}

// A parser reads the cells of records. Each worker has its own.
type parser struct {
	schema *roster.Schema
	head   header
	doc    document
	cut    func(record) record
	needed int           // cells of a row, see header
	cells  []*cellReader // by column; nil where no field is in it
	good   *roster.Builder
	values []lang.Value // of each field; used again for the next row
}

func (r *reading) newParser() *parser {
	p := &parser{
		schema: r.schema, head: r.head, doc: r.doc, cut: r.doc.cutter(), needed: r.head.needed(),
		good: roster.NewBuilder(r.schema, 0), values: make([]lang.Value, len(r.schema.Fields)),
	}
	for _, f := range r.head.fields {
		p.cells = append(p.cells, newCellReader(r.doc, r.schema, f))
	}
	return p
}

// part reads the records of a block.
func (p *parser) part(records []record) part {
	var out part
	out.goodRows = make([]int, 0, len(records))
	for _, r := range records {
		if r = p.cut(r); r.blank() {
			continue
		}
		out.rows++
		if !p.readGood(r) {
			out.bad = append(out.bad, p.readBad(r))
			continue
		}
		p.good.Append(p.values)
		out.goodRows = append(out.goodRows, r.row)
	}
	out.good = p.good.Build()
	return out
}

// readGood reads the values of a row; ok is false where anything is wrong with
// it, whatever that is.
func (p *parser) readGood(r record) (ok bool) {
	if _, torn := p.torn(r); torn || r.bad != nil {
		return false
	}
	for col, c := range p.cells {
		if c == nil {
			continue
		}
		text := ""
		if col < len(r.cells) {
			text = r.cells[col]
		}
		if p.values[c.field], ok = c.value(text); !ok {
			return false
		}
	}
	return true
}

// readBad finds everything that is wrong with a row.
func (p *parser) readBad(r record) badRow {
	bad := badRow{row: r.row, texts: p.texts(r)}
	if fault, torn := p.torn(r); torn {
		bad.why = []reason{{row: r.row, col: -1, field: -1, fault: fault}}
		return bad
	}
	bad.values = make([]lang.Value, len(p.schema.Fields))
	for col, cell := range r.cells {
		c := p.cellReader(col)
		if c == nil {
			continue
		}
		v, fault := c.careful(cell)
		if known, is := r.bad[col]; is {
			v, fault = lang.Value{}, known
		}
		if bad.values[c.field] = v; !fault.Message.Empty() {
			bad.why = append(bad.why, reason{row: r.row, col: col, field: c.field, fault: fault})
		}
	}
	return bad
}

// cellReader gives what reads a column, nil where no field is in it.
func (p *parser) cellReader(col int) *cellReader {
	if col >= len(p.cells) {
		return nil
	}
	return p.cells[col]
}

// texts gives the cells of a record as a clerk would write them. They outlive the
// piece of the file that they were read with.
func (p *parser) texts(r record) []string {
	texts := make([]string, len(r.cells))
	for col, cell := range r.cells {
		texts[col] = p.doc.text(cell)
		if c := p.cellReader(col); c != nil {
			texts[col], _ = p.doc.cell(&p.schema.Fields[c.field], texts[col])
		}
		texts[col] = strings.Clone(texts[col])
	}
	return texts
}

// torn reports why a row cannot be told apart into cells. In a text file a cell
// too few or too many may have moved all that follow it; a sheet leaves out the
// empty cells at the end.
func (p *parser) torn(r record) (source.Fault, bool) {
	if !r.fault.Message.Empty() {
		return r.fault, true
	}
	if _, text := p.doc.(*csvDocument); !text {
		return source.Fault{}, false
	}
	over := len(r.cells)
	for over > len(p.head.cells) && clean(r.cells[over-1]) == "" {
		over--
	}
	if over <= len(p.head.cells) && len(r.cells) >= p.needed {
		return source.Fault{}, false
	}
	return source.Fault{
		Message: source.Say("the row has %d cells, the header %d", "该行有 %d 个单元格，表头有 %d 个", over, p.needed),
		Hint: source.Say("quote a cell that holds a delimiter, and leave no cell out",
			"含分隔符的内容请加引号，空单元格也要保留分隔符"),
	}, true
}
