package synth

import (
	"encoding/csv"
	"io"
	"strconv"
)

// A ledger lists what was planted, as it comes.
type ledger struct {
	out    *csv.Writer
	filled mask
	made   Made
}

// newLedger writes the header.
func newLedger(to io.Writer, filled mask) *ledger {
	l := &ledger{out: csv.NewWriter(to), filled: filled}
	l.write("planted", "cause", "field", "value", "persons", "row", "person")
	return l
}

// write keeps its error for close, as the csv writer does.
func (l *ledger) write(cells ...string) { _ = l.out.Write(cells) }

// row lists an error or a warning of one row.
func (l *ledger) row(planted, cause string, f field, row int64) {
	l.write(planted, cause, meanings[f].name, "", "", strconv.FormatInt(row, 10), string(appendKey(nil, row)))
}

// note lists what is wrong with a person's row, if anything is.
func (l *ledger) note(p *person, t *trouble, wrong *slipKind) {
	switch {
	case wrong != nil:
		l.slip(wrong, p)
	case t == nil:
	case t.name == joinedLate && l.filled&t.needs == t.needs:
		l.warn("lixiu-joined-late", joinedField, p)
	case t.name == disabled && l.filled&t.needs == t.needs && p.feesHeld(l.filled) > 1:
		l.warn("care-fees-stacked", nursingField, p)
	}
}

// warn lists a row that is kept with a doubt.
func (l *ledger) warn(check string, f field, p *person) {
	l.made.Warnings++
	l.row("warning", check, f, p.row)
}

// slip lists a row that will be rejected, after the one whose key it repeats.
func (l *ledger) slip(kind *slipKind, p *person) {
	if kind.name == repeatedKey {
		l.made.Warnings++
		l.row("warning", repeatedKey, keyField, p.row-1)
	}
	l.made.Errors++
	l.row("error", kind.name, kind.field, p.row)
}

// spots lists the hotspots of a county that is finished, or as far as it is.
func (l *ledger) spots(c *county) {
	for _, s := range c.spots {
		if s.persons == 0 {
			continue
		}
		l.made.Hotspots++
		l.write("hotspot", s.trouble.name, meanings[s.trouble.gathers].name, c.placeName(s), strconv.FormatInt(s.persons, 10), "", "")
	}
}

func (l *ledger) close() error {
	l.out.Flush()
	return l.out.Error()
}
