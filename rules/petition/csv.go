package petition

import (
	"encoding/csv"
	"io"
	"strconv"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// columns are those of the file that [Book.WriteCSV] writes: the fields of
// [Schema] but the content, by their names.
var columns = []string{
	"number", "person", "date", "form", "persons", "concerned", "category", "purpose", "repeat", "deadline", "place", "status",
}

// WriteCSV writes the records by person, date and number: field names above codes,
// and nothing for what is not known.
func (b *Book) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	for i := range b.records {
		if err := out.Write(b.records[i].cells()); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func (r *Record) cells() []string {
	return []string{
		r.Number, r.Person, dateText(r.Date), r.Form, countText(r.Persons), countText(r.Concerned), r.Category,
		r.Purpose, r.Repeat, dateText(r.Deadline), r.Place, r.Status,
	}
}

func dateText(d lang.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

func countText(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// errNotWritten says that a file is none of [Book.WriteCSV], without repeating it.
var errNotWritten = source.Fault{
	Message: source.Say("this is not a file of petitions that weiran wrote", "这不是由 weiran 写出的信访记录文件"),
}

// ReadCSV reads what [Book.WriteCSV] wrote. Any other file is a [source.Fault]; the
// files of people are read by the package intake.
func ReadCSV(r io.Reader) (*Book, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = len(columns)
	rows, err := in.ReadAll()
	if err != nil || len(rows) == 0 || rows[0][0] != columns[0] {
		return nil, errNotWritten
	}
	records := make([]Record, len(rows)-1)
	for i, cells := range rows[1:] {
		var ok bool
		if records[i], ok = recordOf(cells); !ok {
			return nil, errNotWritten
		}
	}
	return NewBook(records)
}

func recordOf(cells []string) (r Record, ok bool) {
	date, badDate := readDate(cells[2])
	persons, badPersons := readCount(cells[4])
	concerned, badConcerned := readCount(cells[5])
	deadline, badDeadline := readDate(cells[9])
	return Record{
		Number: cells[0], Person: cells[1], Date: date, Form: cells[3], Persons: persons, Concerned: concerned,
		Category: cells[6], Purpose: cells[7], Repeat: cells[8], Deadline: deadline, Place: cells[10], Status: cells[11],
	}, badDate == nil && badPersons == nil && badConcerned == nil && badDeadline == nil
}

func readDate(text string) (lang.Date, error) {
	if text == "" {
		return 0, nil
	}
	return lang.ParseDate(text)
}

func readCount(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	return strconv.ParseInt(text, 10, 64)
}
