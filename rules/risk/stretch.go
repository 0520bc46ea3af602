package risk

import (
	"github.com/apache/arrow-go/v18/arrow"
	"github.com/apache/arrow-go/v18/arrow/array"

	"weiran/rules/internal/chunks"
)

// A stretch is the rows From up to, and not including, To, all of one batch of
// the roster.
type stretch struct {
	from, to int
	batch    arrow.RecordBatch
	first    int // the row of the roster that the batch begins with
}

// stretches cuts a chunk where batches of the roster meet in it.
func (s *Subject) stretches(c chunks.Chunk) []stretch {
	even := int(s.roster().Batches[0].NumRows()) // of every batch but the last
	var all []stretch
	for from := c.From; from < c.To; {
		n := from / even
		to := min(c.To, (n+1)*even)
		all = append(all, stretch{from: from, to: to, batch: s.roster().Batches[n], first: n * even})
		from = to
	}
	return all
}

func (s stretch) len() int { return s.to - s.from }

// array gives a field of the roster.
func (s stretch) array(field int) arrow.Array {
	return array.NewSlice(s.batch.Column(field), int64(s.from-s.first), int64(s.to-s.first))
}

// onRoster reports whether a field is read from the roster itself: what is paid
// before the policy may be what an earlier policy made of it.
func (s *Subject) onRoster(l *layout, field int) bool {
	return field < l.head && !s.Outcomes.Payroll().Changed(field)
}
