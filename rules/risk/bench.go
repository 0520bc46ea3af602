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
// Its columns are the fields that every file may read, then the stats of peers.
// Peers are each file's own, but what two files would measure alike is one column.
type bench struct {
	engine *engine
	shared int         // columns that are the fields of every file
	peers  []benchPeer // of the columns behind them
}

// A benchPeer is a stat of peers in a file.
type benchPeer struct {
	file int
	slot slot
	read bool // by some expression of the file, which alone has it measured
}

// judges gives the bench of the pack, whose files are without problems.
func (pk *Pack) judges() (*bench, error) {
	pk.once.Do(func() { pk.bench, pk.benchErr = newBench(pk.personal()) })
	return pk.bench, pk.benchErr
}

// personal gives the files with rules about persons; peers are for no others.
func (pk *Pack) personal() []*Group {
	return slices.DeleteFunc(slices.Clone(pk.Groups), func(g *Group) bool { return len(g.Rules) == 0 })
}

func newBench(groups []*Group) (*bench, error) {
	b, plan := &bench{}, benchPlan{columns: map[string]int{}}
	if len(groups) > 0 {
		l := groups[0].layout
		b.shared, plan.fields = l.peers, append([]lang.Field(nil), l.fields[:l.peers]...)
	}
	var parts []column.Part
	for file, g := range groups {
		part := column.Part{Scope: lang.Scope{Fields: g.layout.fields}, Exprs: g.conditions()}
		for field := range g.layout.fields {
			part.Columns = append(part.Columns, field)
		}
		read := g.slotsRead()
		for n, s := range g.layout.slots {
			part.Columns[b.shared+n] = plan.column(b, groups, benchPeer{file, s, slices.Contains(read, n)})
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
	columns map[string]int // of peers, by what they measure
}

// column gives the column of a stat, and makes it where no file before had it. It
// is filled as a file knows it that reads it.
func (plan *benchPlan) column(b *bench, groups []*Group, of benchPeer) int {
	g := groups[of.file]
	key := fmt.Sprint(keyText(g.Peers[of.slot.peers].By), "\x00", of.slot.of == wholeGroup, of.slot.measured, of.slot.stat)
	at, ok := plan.columns[key]
	if !ok {
		at = len(plan.fields)
		plan.columns[key] = at
		name := fmt.Sprintf("%s: peers.%s #%d", g.ID, g.Peers[of.slot.peers].Name, at)
		plan.fields = append(plan.fields, lang.Field{Name: name, Kind: of.slot.kind()})
		b.peers = append(b.peers, of)
	}
	if owner := &b.peers[at-b.shared]; of.read && !owner.read {
		*owner = of
	}
	return at
}

// kind is that of the values.
func (s slot) kind() lang.Kind { return s.stat.kind() }

// run judges everybody in the batch. The results are those of the files one
// behind another, and of the rules within each.
func (b *bench) run(sh *sheet, files []*assessment, look func([]column.Result)) error {
	sh.widen(b.shared + len(b.peers))
	for _, at := range b.engine.program.Reads() {
		if at < b.shared {
			sh.fill(files[0], at)
			continue
		}
		var err error
		of := b.peers[at-b.shared]
		if sh.columns[at], err = sh.peers(files[of.file], of.slot, sh.buffers(at)); err != nil {
			return err
		}
	}
	return b.engine.run(column.Batch{Rows: sh.rows, Columns: sh.columns}, look)
}
