package column

import (
	"weiran/rules/lang"
)

// blockRows is how many rows are computed at a time: so few that what one
// operation leaves is still in the processor's nearest memory when the next one
// reads it, and so many that calling an operation costs next to nothing. It is a
// multiple of 64. The batch's own size therefore hardly matters.
const blockRows = 2048

// A Worker runs a program. It holds all memory that a run needs and uses it
// again in the next one. It is not safe for concurrent use: each goroutine has
// its own.
type Worker struct {
	program *Program
	fields  []bound // by the field's index; of those that the program reads
	slots   []slot  // by node
	results []Result

	total  int   // rows of the batch
	from   int   // first row of the current block
	rows   int   // of the current block
	block  int64 // counts the blocks of all runs
	serial int64 // the last that a dictionary was given
}

// NewWorker makes a worker of the program.
func (p *Program) NewWorker() *Worker {
	return &Worker{
		program: p,
		fields:  make([]bound, len(p.columns)),
		slots:   make([]slot, len(p.nodes)),
		results: make([]Result, len(p.roots)),
		serial:  p.serial,
	}
}

// Run computes every expression over a batch, and gives their vectors in the
// order in which the expressions were compiled. They hold until the next run. A
// column that is missing, too short or not of its field's kind is a mistake of
// the caller and an error.
func (w *Worker) Run(b Batch) ([]Result, error) {
	w.total = b.Rows
	for _, field := range w.program.reads {
		if err := w.bind(b, field); err != nil {
			return nil, err
		}
	}
	w.settle()
	for i, root := range w.program.roots {
		w.results[i].begin(w.program.nodes[root].kind, b.Rows)
	}
	w.blocks()
	for i, root := range w.program.roots {
		if v := w.slots[root].settled; v != nil {
			w.results[i].fill(v)
		}
		w.results[i].end()
	}
	return w.results, nil
}

// blocks computes the expressions that are not settled.
func (w *Worker) blocks() {
	for w.from = 0; w.from < w.total; w.from += blockRows {
		w.rows = min(blockRows, w.total-w.from)
		w.block++
		for i, root := range w.program.roots {
			if w.slots[root].settled == nil {
				w.results[i].add(w.vector(root), w.from)
			}
		}
	}
}

// vector gives a node over the current block. It is computed when it is first
// asked for, once a block, however many expressions hold it.
func (w *Worker) vector(id int) *Vector {
	s := &w.slots[id]
	if s.settled != nil {
		return s.settled
	}
	if s.block != w.block {
		s.block = w.block
		n := &w.program.nodes[id]
		n.operation.compute(w, n.args, s)
	}
	return &s.Vector
}

// begin computes all operands and makes the slot an empty vector over them.
func (w *Worker) begin(kind lang.Kind, args []int, s *slot) {
	constant, rows := true, 1
	for _, arg := range args {
		constant = w.vector(arg).constant && constant
	}
	if !constant {
		rows = w.rows
	}
	s.Vector = Vector{kind: kind, rows: rows, constant: constant}
}
