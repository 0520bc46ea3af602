package petition

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Book is a county's petitions. It is immutable, does not depend on the order in
// which they were read, and is safe for concurrent use. A nil book is that of a run
// that has none, which is not the same as one without a record.
type Book struct {
	records []Record        // by person, date and number
	persons map[string]span // whose records stand where
}

// A span is a range of records.
type span struct{ from, to int32 }

// NewBook makes a book. A record without a number or a date, and a number that two
// records have, are a [source.Fault].
func NewBook(records []Record) (*Book, error) {
	tidy := make([]Record, len(records))
	seen := make(map[string]bool, len(records))
	for i, r := range records {
		tidy[i] = r.tidied()
		switch number := tidy[i].Number; {
		case number == "" || r.Date == 0:
			return nil, source.Fault{
				Message: source.Say("petition record %d has no number or no date", "第 %d 条信访记录没有编号或日期", i+1),
			}
		case seen[number]:
			return nil, source.Fault{
				Message: source.Say("petition record %d has the number of another", "第 %d 条信访记录的编号与其他记录重复", i+1),
				Hint:    source.Say("keep one record for each number", "每个编号只保留一条记录"),
			}
		default:
			seen[number] = true
		}
	}
	slices.SortFunc(tidy, Record.compare)
	return bookOf(tidy), nil
}

// bookOf makes a book of good records in their order.
func bookOf(sorted []Record) *Book {
	b := &Book{records: sorted, persons: map[string]span{}}
	for from := 0; from < len(sorted); {
		to := from + 1
		for to < len(sorted) && sorted[to].Person == sorted[from].Person {
			to++
		}
		if person := sorted[from].Person; person != "" {
			b.persons[person] = span{int32(from), int32(to)}
		}
		from = to
	}
	return b
}

// Len gives how many records there are; a nil book has none.
func (b *Book) Len() int {
	if b == nil {
		return 0
	}
	return len(b.records)
}

// All gives the records by person, date and number.
func (b *Book) All() []Record {
	if b == nil {
		return nil
	}
	return slices.Clone(b.records)
}

// Of gives the records of a person, the earliest first.
func (b *Book) Of(person string) []Record {
	if b == nil {
		return nil
	}
	of := b.persons[person]
	return slices.Clone(b.records[of.from:of.to])
}

// At gives the book as it could be known on a day: without the records that are
// dated after it. Of a nil book it is nil.
func (b *Book) At(asOf lang.Date) *Book {
	late := func(r Record) bool { return r.Date > asOf }
	if b == nil || !slices.ContainsFunc(b.records, late) {
		return b
	}
	return bookOf(slices.DeleteFunc(slices.Clone(b.records), late))
}

// Strangers counts the records that are of nobody on a roster.
func (b *Book) Strangers(r *roster.Roster) int {
	n := b.Len()
	if n == 0 {
		return 0
	}
	met := make(map[string]bool, len(b.persons))
	for row := range r.Len() {
		person := r.Person(row)
		if of, petitioned := b.persons[person]; petitioned && !met[person] {
			met[person] = true
			n -= int(of.to - of.from)
		}
	}
	return n
}

// Hash gives the sha256 of the records, in hex: the same for any order in which
// they were read.
func (b *Book) Hash() string {
	h := sha256.New()
	var row []byte
	for i := range b.records {
		row = b.records[i].encode(row[:0])
		h.Write(row)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// encode writes a record so that no two look alike.
func (r *Record) encode(to []byte) []byte {
	for _, text := range []string{r.Number, r.Person, r.Form, r.Category, r.Purpose, r.Repeat, r.Place, r.Status} {
		to = append(binary.AppendUvarint(to, uint64(len(text))), text...)
	}
	for _, n := range []int64{int64(r.Date), r.Persons, r.Concerned, int64(r.Deadline)} {
		to = binary.AppendVarint(to, n)
	}
	return to
}
