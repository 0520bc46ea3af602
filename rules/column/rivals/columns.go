package main

import (
	"fmt"
	"sync/atomic"

	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/memory"
	"golang.org/x/sync/errgroup"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// columns is weiran's own engine, over batches as a roster has them.
type columns struct {
	people  *people
	workers []*column.Worker
	batches []column.Batch
	flags   [][]column.Bits // by rule and batch
}

func newColumns(p *people, workers int) (engine, error) {
	exprs, err := compiled()
	if err != nil {
		return nil, err
	}
	program, err := column.Compile(scope, exprs)
	if err != nil {
		return nil, err
	}
	e := &columns{people: p, flags: make([][]column.Bits, len(rules))}
	for range workers {
		e.workers = append(e.workers, program.NewWorker())
	}
	for from := 0; from < p.persons; from += roster.DefaultBatchRows {
		e.batches = append(e.batches, p.batch(from, min(from+roster.DefaultBatchRows, p.persons)))
	}
	for i := range e.flags {
		e.flags[i] = make([]column.Bits, len(e.batches))
	}
	return e, nil
}

// compiled gives the rules as expressions of weiran.
func compiled() ([]*lang.Expr, error) {
	env, err := lang.NewEnv(scope)
	if err != nil {
		return nil, err
	}
	var exprs []*lang.Expr
	for i, r := range rules {
		x, problems := env.Compile(source.Literal("rule", r.weiran), lang.Bool)
		if len(problems) > 0 {
			return nil, fmt.Errorf("rule %d: %v", i+1, problems)
		}
		exprs = append(exprs, x)
	}
	return exprs, nil
}

func (e *columns) judge() error {
	var next atomic.Int64
	var group errgroup.Group
	for _, w := range e.workers {
		group.Go(func() error {
			for {
				batch := int(next.Add(1)) - 1
				if batch >= len(e.batches) {
					return nil
				}
				if err := e.run(w, batch); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

// run judges a batch, and keeps what the worker's next run will overwrite.
func (e *columns) run(w *column.Worker, batch int) error {
	results, err := w.Run(e.batches[batch])
	if err != nil {
		return err
	}
	for i := range results {
		e.flags[i][batch] = append(e.flags[i][batch][:0], results[i].Bools()...)
	}
	return nil
}

func (e *columns) flagged() ([]uint16, error) {
	flags := make([]uint16, e.people.persons)
	for rule, batches := range e.flags {
		for batch, bits := range batches {
			for row := range bits.All() {
				flags[batch*roster.DefaultBatchRows+row] |= 1 << rule
			}
		}
	}
	return flags, nil
}

// batch gives some persons as a roster's batch: Arrow arrays, and constants.
func (p *people) batch(from, to int) column.Batch {
	b := column.Batch{Rows: to - from}
	for _, c := range p.columns {
		b.Columns = append(b.Columns, column.Array(c.array(from, to)))
	}
	for _, v := range constants {
		b.Columns = append(b.Columns, column.Constant(v))
	}
	return b
}

// array gives some cells as the Arrow array of their kind.
func (c cells) array(from, to int) arrow.Array {
	values, known := c.values[from:to], c.known[from:to]
	switch c.field.Kind {
	case lang.Bool:
		b := array.NewBooleanBuilder(memory.DefaultAllocator)
		truth := make([]bool, len(values))
		for i, v := range values {
			truth[i] = v != 0
		}
		b.AppendValues(truth, known)
		return b.NewArray()
	case lang.DateKind:
		b := array.NewDate32Builder(memory.DefaultAllocator)
		days := make([]arrow.Date32, len(values))
		for i, v := range values {
			days[i] = arrow.Date32(v)
		}
		b.AppendValues(days, known)
		return b.NewArray()
	case lang.String:
		return c.codes(values)
	}
	b := array.NewInt64Builder(memory.DefaultAllocator)
	b.AppendValues(values, known)
	return b.NewArray()
}

// codes gives texts, which are all known, with their dictionary.
func (c cells) codes(values []int64) arrow.Array {
	codes, texts := array.NewInt32Builder(memory.DefaultAllocator), array.NewStringBuilder(memory.DefaultAllocator)
	for _, v := range values {
		codes.Append(int32(v))
	}
	texts.AppendValues(c.texts, nil)
	kind := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int32, ValueType: arrow.BinaryTypes.String}
	return array.NewDictionaryArray(kind, codes.NewArray(), texts.NewArray())
}
