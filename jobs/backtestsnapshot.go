package jobs

import (
	"cmp"
	"context"
	"slices"

	"weiran/jobs/intake"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/library"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// followed is in how many months after a snapshot a petition counts.
const followed = 12

// A Past says which policies to replay, on whom, and what petitions are known.
type Past struct {
	Request            // its policies, or all shipped ones; AsOf is today
	From, To lang.Date // effective days of the policies, both included
}

// A snapshot is one policy on the day when it became known.
type snapshot struct {
	policy  *policy.Policy
	asOf    lang.Date
	then    rosterThen
	in      rules.Input
	result  *rules.Result
	follows map[string][]petition.Record // petitions of the twelve months after, by person on the roster
}

// A history is the snapshots of a span, in the order of time.
type history struct {
	books     *Books
	snapshots []snapshot
	notes     []source.Text
	passed    []source.Text // the notes on policies that were not replayed
}

// replay screens each policy of the span on the day when its document was issued,
// or where that is not known when it took effect; nothing dated later is seen. The
// roster is as it was then, as far as today's can tell: see [then].
func (p Past) replay(ctx context.Context) (*history, error) {
	h := &history{}
	if err := p.choose(h); err != nil {
		return nil, err
	}
	if p.Petitions == nil {
		return nil, noPetitions()
	}
	table, err := p.People(ctx, h.books.Schema, intake.Options{AsOf: p.AsOf, Workers: p.Workers})
	if err != nil {
		return nil, err
	}
	if table.Roster.Len() == 0 {
		return nil, nobody(table)
	}
	table = sorted(table)
	in, err := p.input(ctx, h.books, table)
	if err != nil {
		return nil, err
	}
	h.notes = append(h.notes, table.Notes...)
	in.Scanning = nil // where findings gather says nothing of one person
	return h, h.fill(ctx, in)
}

// choose opens the books and keeps the policies of the span. Of shipped ones that
// nobody named, those with a figure to be filled in are passed over.
func (p Past) choose(h *history) (err error) {
	shelf, named := p.Shelf, len(p.Shelf.Policies) > 0
	if !named {
		for _, f := range library.Policies() {
			shelf.Policies = append(shelf.Policies, library.ID(f))
		}
	}
	if h.books, err = shelf.Open(); err != nil {
		return err
	}
	var blanks source.Problems
	h.books.Policies = slices.DeleteFunc(h.books.Policies, func(one *policy.Policy) bool {
		if one.Effective < p.From || one.Effective > p.To {
			return true
		}
		if len(one.Blanks()) > 0 && !named {
			h.notes = append(h.notes, source.Say("%s is passed over: figures of it are to be filled in", "%s 有待填数额，未回测", one.ID))
			return true
		}
		blanks = append(blanks, one.Blanks()...)
		return false
	})
	if len(blanks) > 0 {
		return blanks
	}
	if len(h.books.Policies) == 0 {
		return mistake(source.Say("no policy takes effect from %s to %s", "%s 至 %s 之间没有生效的政策", p.From, p.To),
			source.Say("widen the span, or name policies with --policy", "请放宽起止日期，或用 --policy 指定政策"))
	}
	slices.SortFunc(h.books.Policies, func(a, b *policy.Policy) int {
		return cmp.Or(cmp.Compare(knownOn(a), knownOn(b)), cmp.Compare(a.ID, b.ID))
	})
	return nil
}

// knownOn is the day on which a policy became known.
func knownOn(p *policy.Policy) lang.Date {
	if p.Document.Issued != 0 {
		return p.Document.Issued
	}
	return p.Effective
}

// fill replays the policies that petitions followed.
func (h *history) fill(ctx context.Context, in rules.Input) error {
	var last lang.Date
	for _, r := range in.Petitions.All() {
		last = max(last, r.Date)
	}
	if in.Petitions.Len() == 0 {
		return noPetitions()
	}
	for _, one := range h.books.Policies {
		day := knownOn(one)
		if day >= last {
			h.pass(source.Say("%s is of %s, and the petitions end on %s: it is later than the petitions, and what followed is not known",
				"%s 的基准日为 %s，而信访记录止于 %s：其后情况不明，未回测", one.ID, day, last))
			continue
		}
		if day.Months(last) < followed-1 {
			h.notes = append(h.notes, source.Say("the petitions end on %s, less than twelve months after %s: more may have followed", "信访记录止于 %s，距 %s 不足十二个月，其后的信访可能未计入", last, one.ID))
		}
		if err := h.add(ctx, in, one); err != nil {
			return err
		}
	}
	return h.check(in.Petitions.Strangers(in.Roster), in.Petitions.Len())
}

// add screens one policy as of its day. A policy of which nobody was on the roster
// then is told of, and passed over.
func (h *history) add(ctx context.Context, in rules.Input, one *policy.Policy) (err error) {
	book, day := in.Petitions, knownOn(one)
	was := then(in.Roster, day, one.Effective)
	if was.roster.Len() == 0 {
		h.pass(source.Say("%s is passed over: nobody of today's roster was retired by %s", "%s 未回测：名册中没有 %s 时已离退休的人员", one.ID, day))
		return nil
	}
	in.Policies, in.AsOf, in.Roster = []*policy.Policy{one}, day, was.roster
	if in.Petitions, err = petitionsThen(book, day); err != nil {
		return err
	}
	result, err := screen(ctx, in)
	if err != nil {
		return err
	}
	s := snapshot{policy: one, asOf: in.AsOf, then: was, in: in, result: result, follows: map[string][]petition.Record{}}
	for row := range result.Roster.Len() {
		person := result.Roster.Person(row)
		for _, r := range book.Of(person) {
			if r.Date > s.asOf && s.asOf.Months(r.Date) < followed {
				s.follows[person] = append(s.follows[person], r)
			}
		}
	}
	h.snapshots = append(h.snapshots, s)
	return nil
}

// settled says of each snapshot how many of the first were over by its day: what
// followed the others was not known yet, and may not tell it.
func (h *history) settled() []int {
	over := make([]int, len(h.snapshots))
	for i, s := range h.snapshots {
		for over[i] < i && h.snapshots[over[i]].asOf.Months(s.asOf) >= followed {
			over[i]++
		}
	}
	return over
}
