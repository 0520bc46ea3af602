package intake

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// duplicate is the check of [roster.Roster.Validate] for repeated keys.
const duplicate = "duplicate"

// validate checks the rows that were read and moves those with errors to the
// rejects. Rows with a bad cell are checked too, so that the clerk learns
// everything about them at once.
func (r *reading) validate(asOf lang.Date) error {
	people := r.good.Build()
	issues, err := people.ValidateContext(r.ctx, asOf, r.workers)
	if err != nil {
		return err
	}
	refused := r.refused(issues)
	var reasons []reason
	for _, issue := range issues {
		if issue.Severity == source.Error && refused[issue.Row] {
			reasons = append(reasons, r.reasonOf(issue, r.goodRows))
		}
	}
	told := r.told()
	for _, issue := range r.bad.Build().Validate(asOf) {
		if issue.Severity != source.Error || issue.Check == duplicate {
			continue
		}
		if why := r.reasonOf(issue, r.badRows); !told[cell{why.row, why.col}] {
			reasons = append(reasons, why)
		}
	}
	if err := r.rejectAll(reasons); err != nil {
		return err
	}
	r.keep(people, issues, refused)
	return nil
}

// refused tells for each row of the roster whether it has an error. Of the rows
// with one key it spares the first that has no other error.
func (r *reading) refused(issues []roster.Issue) []bool {
	refused := make([]bool, len(r.goodRows))
	for _, issue := range issues {
		if issue.Severity == source.Error && issue.Check != duplicate {
			refused[issue.Row] = true
		}
	}
	taken := map[string]bool{}     // the repeated keys that somebody has
	for _, issue := range issues { // in the order of rows
		if issue.Check != duplicate || refused[issue.Row] {
			continue
		}
		refused[issue.Row] = taken[issue.Person]
		taken[issue.Person] = true
	}
	return refused
}

// reasonOf makes an issue a reason to reject its row; rows gives the rows of the
// file.
func (r *reading) reasonOf(issue roster.Issue, rows []int) reason {
	field := r.schema.Index(issue.Field)
	why := reason{
		row: rows[issue.Row], col: r.head.column(field), field: field,
		fault: source.Fault{Message: issue.Message},
	}
	if issue.Check == duplicate {
		why.fault = source.Fault{
			Message: source.Say("the same as at %s", "与 %s 重复", r.places(issue.Others)),
			Hint:    source.Say("keep one row for each number", "每个编号只保留一行"),
		}
	}
	return why
}

// manyPlaces is how many places a message names before it only counts.
const manyPlaces = 5

func (r *reading) places(people []int) source.Text {
	var places []string
	for _, p := range people[:min(len(people), manyPlaces)] {
		places = append(places, r.doc.place(r.goodRows[p], -1))
	}
	if len(people) > manyPlaces {
		places = append(places, "…")
	}
	return source.Text{EN: strings.Join(places, ", "), ZH: strings.Join(places, "、")}
}

// A cell is a place in the file.
type cell struct{ row, col int }

// told gives the cells that have been rejected already.
func (r *reading) told() map[cell]bool {
	told := map[cell]bool{}
	for _, known := range r.table.Rejects {
		told[cell{known.Row, known.col}] = true
	}
	return told
}

// rejectAll reads the file again for the cells of these rows: to keep those of all
// rows, in case one of them is bad, would take more memory than the roster.
func (r *reading) rejectAll(reasons []reason) error {
	if len(reasons) == 0 {
		return nil
	}
	byRow := map[int][]reason{}
	for _, why := range reasons {
		byRow[why.row] = append(byRow[why.row], why)
	}
	p := r.newParser()
	return each(r.ctx, r.doc, func(rec record) {
		reasons := byRow[rec.row]
		if len(reasons) == 0 {
			return
		}
		texts := p.texts(rec)
		for _, why := range reasons {
			r.reject(why, texts)
		}
	})
}

// keep puts the rows that are not refused into the table, with their warnings.
func (r *reading) keep(people *roster.Roster, issues []roster.Issue, refused []bool) {
	now := make([]int, len(refused)) // the row of each person in the roster that is kept
	for row, no := range refused {
		now[row] = len(r.table.rows)
		if !no {
			r.table.rows = append(r.table.rows, r.goodRows[row])
		}
	}
	r.table.Roster = without(people, refused)
	for _, issue := range issues {
		if refused[issue.Row] {
			continue
		}
		if issue.Check == duplicate {
			issue.Severity = source.Warning
			issue.Message = source.Say("the same key again at %s: those rows are rejected",
				"%s 的编号与本行相同，已退回", r.places(issue.Others))
			issue.Others = nil
		}
		issue.Row = now[issue.Row]
		r.table.Issues = append(r.table.Issues, issue)
	}
}

// without gives the roster without some of its rows.
func without(people *roster.Roster, refused []bool) *roster.Roster {
	if !slices.Contains(refused, true) {
		return people
	}
	kept := roster.NewJoiner(people.Schema)
	kept.Add(people, func(row int) bool { return !refused[row] })
	return kept.Build()
}
