package risk

import (
	"fmt"
	"slices"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A bench judges by the rules of all files of a pack at once: their conditions
// are one program, in which what two of them ask is computed once a batch.
//
// Its columns are the fields that every file may read, then what the files declare.
// That is each file's own, but what two files would measure alike is one column.
type bench struct {
	engine *engine
	shared int         // columns that are the fields of every file
	slots  []benchSlot // of the columns behind them
}

// A benchSlot is a slot in a file.
type benchSlot struct {
	file  int
	slot  slot
	field lang.Field
	read  bool // by some expression of the file, which alone has it measured
}

// judges gives the bench of the pack, whose files are without problems.
func (pk *Pack) judges() (*bench, error) {
	pk.once.Do(func() { pk.bench, pk.benchErr = newBench(pk.personal()) })
	return pk.bench, pk.benchErr
}

// personal gives the files with rules about persons; no others read what they declare.
func (pk *Pack) personal() []*Group {
	return slices.DeleteFunc(slices.Clone(pk.Groups), func(g *Group) bool { return len(g.Rules) == 0 })
}

func newBench(groups []*Group) (*bench, error) {
	b, plan := &bench{}, benchPlan{columns: map[string]int{}}
	if len(groups) > 0 {
		l := groups[0].layout
		b.shared, plan.fields = l.declared, append([]lang.Field(nil), l.fields[:l.declared]...)
	}
	var parts []column.Part
	for file, g := range groups {
		part := column.Part{Scope: lang.Scope{Fields: g.layout.fields}, Exprs: g.conditions()}
		for field := range g.layout.fields {
			part.Columns = append(part.Columns, field)
		}
		read := g.slotsRead()
		for n, s := range g.layout.slots {
			part.Columns[b.shared+n] = plan.column(b, groups, benchSlot{file, s, g.layout.fields[b.shared+n], slices.Contains(read, n)})
		}
		parts = append(parts, part)
	}
	p, err := column.Join(plan.fields, parts)
	if err != nil {
		return nil, err
	}
	b.engine = engineOf(p)
	return b, nil
}

// conditions gives what the rules of a file ask.
func (g *Group) conditions() []*lang.Expr {
	exprs := make([]*lang.Expr, len(g.Rules))
	for i, r := range g.Rules {
		exprs[i] = r.When
	}
	return exprs
}

// A benchPlan lays the columns of a bench out.
type benchPlan struct {
	fields  []lang.Field
	columns map[string]int // of slots, by what they measure
}

// column gives the column of a slot, and makes it where no file before had it. It
// is filled as a file knows it that reads it.
func (plan *benchPlan) column(b *bench, groups []*Group, of benchSlot) int {
	g := groups[of.file]
	key := of.slot.key(g)
	at, ok := plan.columns[key]
	if !ok {
		at = len(plan.fields)
		plan.columns[key] = at
		name := fmt.Sprintf("%s: %s #%d", g.ID, of.field.Name, at)
		plan.fields = append(plan.fields, lang.Field{Name: name, Kind: of.field.Kind})
		b.slots = append(b.slots, of)
	}
	if owner := &b.slots[at-b.shared]; of.read && !owner.read {
		*owner = of
	}
	return at
}

// run judges everybody in the batch. The results are those of the files one
// behind another, and of the rules within each.
func (b *bench) run(sh *sheet, files []*assessment, look func([]column.Result)) error {
	sh.widen(b.shared + len(b.slots))
	for _, at := range b.engine.program.Reads() {
		if at < b.shared {
			sh.fill(files[0], at)
			continue
		}
		var err error
		of := b.slots[at-b.shared]
		if sh.columns[at], err = of.slot.column(sh, files[of.file], sh.buffers(at)); err != nil {
			return err
		}
	}
	return b.engine.run(column.Batch{Rows: sh.rows, Columns: sh.columns}, look)
}
