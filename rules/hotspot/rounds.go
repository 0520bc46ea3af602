package hotspot

import (
	"context"
	"slices"
)

// A Round is one step of the iterative scan: the strongest hotspot once the
// persons of all before are taken away (Zhang, Assunção and Kulldorff 2010). Its P
// is not made smaller or greater by what stronger hotspots hold.
type Round struct {
	Group
	Cause    string
	Observed int
	LLR, P   float64
	Origin   Origin
	Left     int // persons scanned
	Flagged  int // of them, for the cause
	Drawn    int // replicates
}

// rounds goes on until nothing is significant, from the judgement of all persons.
func (r *Result) rounds(ctx context.Context, s Study, c *candidates, j judgement) error {
	for k := 0; k < s.Rounds; k++ {
		top, found := c.top(j)
		if !found || j.verdicts[top].p > significant {
			return nil
		}
		r.Rounds = append(r.Rounds, c.round(s, top, j))
		if k+1 == s.Rounds {
			return nil
		}
		left := c.of.without(c.group[top]).census()
		_, skip := left.aliases()
		next := s
		next.Seed += uint64(k) + 1
		c = left.candidates(s, skip)
		var err error
		if j, err = c.judge(ctx, next); err != nil {
			return err
		}
	}
	return nil
}

// top is the strongest candidate, by the order of rows.
func (s *candidates) top(j judgement) (best int, found bool) {
	best = -1
	for i, v := range j.verdicts {
		if v.llr > 0 && (best < 0 || v.llr > j.verdicts[best].llr || v.llr == j.verdicts[best].llr && s.before(i, best)) {
			best = i
		}
	}
	return best, best >= 0
}

// before orders candidates of the same strength.
func (s *candidates) before(a, b int) bool {
	ca, cb := s.of.observed[s.at[a]], s.of.observed[s.at[b]]
	if ca != cb {
		return ca > cb
	}
	return s.of.persons[s.group[a]] < s.of.persons[s.group[b]]
}

func (s *candidates) round(study Study, i int, j judgement) Round {
	v, cause := j.verdicts[i], int(s.cause[i])
	return Round{
		Group: s.of.group(s.group[i]), Cause: study.Causes[cause].Name, Observed: int(s.of.observed[s.at[i]]),
		LLR: v.llr, P: v.p, Origin: v.origin, Drawn: v.of,
		Left: len(s.of.rows), Flagged: int(s.of.flagged[cause]),
	}
}

// adjust enters into the rows what the rounds found.
func (r *Result) adjust() {
	for k, round := range r.Rounds {
		i := slices.IndexFunc(r.Rows, func(row Row) bool { return row.id == round.id && row.Cause == round.Cause })
		if i >= 0 {
			r.Rows[i].Round, r.Rows[i].AdjustedP = k+1, round.P
		}
	}
}
