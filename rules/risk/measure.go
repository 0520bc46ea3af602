package risk

import (
	"context"
	"math"
	"sync"
	"sync/atomic"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A measure is the known values of one field over every group of a division.
type measure struct {
	division *division
	numbers  []lang.Decimal // of a number: group by group, each in rising order, then what stands for the unknown
	known    []int64        // by group: how many values are known
	yes      []int64        // by group: how many are true, of a bool
	tables   [len(stats)]*table
}

// A table is one stat of every group, by group + 1: before the first stands what
// a person without a group is given, which is of no account.
type table struct {
	values  []int64
	unknown bool // of some group, in which no value is known
}

// beyond stands where a value is not known. Nothing is greater, so that it ends
// up behind all that is known, or among what is equal to it.
const beyond = lang.Decimal(math.MaxInt64)

// measure gives a field over the groups of a division.
func (a *assessment) measure(ctx context.Context, d *division, x *lang.Expr) (*measure, error) {
	field := x.Reads()[0]
	if m := d.fields[field]; m != nil {
		return m, nil
	}
	m := &measure{division: d, known: append([]int64(nil), d.counts...)}
	if a.group.layout.fields[field].Kind == lang.Bool {
		m.yes = make([]int64, len(d.counts))
	} else {
		m.numbers = make([]lang.Decimal, d.starts[len(d.counts)])
	}
	err := a.each(ctx, func(sh *sheet) error {
		return sh.run(a, a.run(x), func(values []column.Result) { m.take(sh, &values[0]) })
	})
	if err != nil {
		return nil, err
	}
	d.fields[field] = m
	return m, m.sort(ctx, a.study)
}

// sort puts the numbers of every group in order.
func (m *measure) sort(ctx context.Context, st *study) error {
	if m.numbers == nil {
		return nil
	}
	d := m.division
	spares := sync.Pool{New: func() any { return new([]lang.Decimal) }}
	return d.eachGroup(ctx, st.subject.Workers, func(group int) {
		spare := spares.Get().(*[]lang.Decimal)
		sortNumbers(m.numbers[d.starts[group]:d.starts[group+1]], spare)
		spares.Put(spare)
	})
}

// spread gives the known numbers of a group.
func (m *measure) spread(group int) spread {
	from := m.division.starts[group]
	return m.numbers[from : from+int(m.known[group])]
}

// A tally counts for each group, and says where its next number goes.
type tally struct {
	next           []int
	unknown, trues []int64
	numbers        []lang.Decimal // of each row
}

// begin makes the tally that of a batch.
func (t *tally) begin(d *division, who *members) {
	n := len(d.counts)
	t.next, t.unknown, t.trues = sized(t.next, n), sized(t.unknown, n), sized(t.trues, n)
	for i, g := range who.groups {
		t.next[g], t.unknown[g], t.trues[g] = who.places[i], 0, 0
	}
}

// take adds the values of a batch.
func (m *measure) take(sh *sheet, v *column.Result) {
	t, of, who := &sh.tally, m.division.of(sh), &m.division.batches[sh.batch]
	t.begin(m.division, who)
	if v.Kind() == lang.Bool {
		t.countTrue(of, v)
		t.forget(of, v)
	} else {
		t.convert(v)
		t.forget(of, v)
		t.scatter(of, m.numbers)
	}
	for _, g := range who.groups {
		atomic.AddInt64(&m.known[g], -t.unknown[g])
		if m.yes != nil {
			atomic.AddInt64(&m.yes[g], t.trues[g])
		}
	}
}

func (t *tally) countTrue(of []int32, v *column.Result) {
	t.numbers = sized(t.numbers, len(of))
	for row := range v.Bools().All() {
		if g := of[row]; g != noGroup {
			t.trues[g]++
		}
	}
}

// convert reads numbers as decimals. An int too large for that (of more than 14
// digits) is marked as beyond all, and counts as not known.
func (t *tally) convert(v *column.Result) {
	t.numbers = sized(t.numbers, v.Len())
	if v.Kind() == lang.DecimalKind {
		for row, n := range v.Ints() {
			t.numbers[row] = lang.Decimal(n)
		}
		return
	}
	for row, n := range v.Ints() {
		var ok bool
		if t.numbers[row], ok = lang.DecimalFromInt(n); !ok {
			t.numbers[row] = beyond
		}
	}
}

// forget leaves out the values that are not known.
func (t *tally) forget(of []int32, v *column.Result) {
	for row, g := range of {
		if g == noGroup || v.Known(row) && !(v.Kind() == lang.Int && t.numbers[row] == beyond) {
			continue
		}
		t.unknown[g]++
		t.numbers[row] = beyond
	}
}

// scatter writes the numbers to where those of their groups stand.
func (t *tally) scatter(of []int32, into []lang.Decimal) {
	for row, g := range of {
		if g != noGroup {
			into[t.next[g]] = t.numbers[row]
			t.next[g]++
		}
	}
}
