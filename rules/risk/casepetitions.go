package risk

import (
	"slices"
	"strconv"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// casePetitions reads the petitions of a case, by the fields and words of a file
// of petitions. A case that lists none at all is one whose run has none, which is
// not the same as an empty list; then the book is nil. A record without a number is
// known by its place, so that an example need not invent one.
func (l *loader) casePetitions(c caseShape, persons []string) *petition.Book {
	if c.Petitions == nil {
		return nil
	}
	schema, good := petition.Schema(), true
	rows := roster.NewBuilder(schema, 0)
	for i, record := range c.Petitions {
		if record.hollow() {
			l.hollow(c.Name, "petitions")
			good = false
			continue
		}
		cells := l.cells(schema, record.is)
		if key := schema.KeyField(); !cells[key].Known() {
			cells[key] = lang.StringOf(strconv.Itoa(i + 1))
		}
		good = l.petitioned(record, cells, persons) && good
		rows.Append(cells)
	}
	if !good {
		return nil
	}
	book, err := petition.FromRows(rows.Build())
	if err != nil {
		l.cellFault(c.Name, err)
	}
	return book
}

// petitioned checks that a record says who petitioned and when: without either it
// would count for nobody, and the case would hold for the wrong reason.
func (l *loader) petitioned(record item[source.Map[source.Str]], cells []lang.Value, persons []string) bool {
	schema := petition.Schema()
	person, date := cells[schema.Index("person")].Str(), cells[schema.Index("date")]
	at, _ := record.is.Get("person")
	switch {
	case person == "":
		l.problems.Add(record.pos, source.Say("the petition has no %q", "此信访记录缺少 %q", "person"),
			source.Say("name a person of the case", "请写算例名册中的人员编号"))
	case !slices.Contains(persons, person):
		l.problem(at, source.Say("the case has no person %q", "此算例中没有人员 %q", person), source.DidYouMean(person, persons))
	case !date.Known():
		l.problems.Add(record.pos, source.Say("the petition has no %q", "此信访记录缺少 %q", "date"),
			source.Say("write the day of the petition", "请写信访日期"))
	default:
		return true
	}
	return false
}
