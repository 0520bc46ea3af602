package jobs

import (
	"context"

	"weiran/jobs/intake"
	"weiran/rules/library"
	"weiran/rules/source"
)

// load opens the books and reads the people of a request, and says in the user's
// words what a screening cannot do without.
func (q Request) load(ctx context.Context, p Progress) (*Books, *intake.Table, error) {
	books, err := q.Shelf.Open()
	if err != nil {
		return nil, nil, err
	}
	if len(books.Policies) == 0 {
		return nil, nil, mistake(source.Say("no policy to screen against", "没有指定要排查的政策"),
			source.Say("name one with --policy, a file or a shipped id", "请用 --policy 指定政策文件或内置政策编号"))
	}
	if blanks := books.blanks(); len(blanks) > 0 {
		return nil, nil, blanks
	}
	table, err := q.People(ctx, books.Schema, intake.Options{AsOf: q.AsOf, Workers: q.Workers, Progress: p.at(Reading)})
	if err != nil {
		return nil, nil, err
	}
	if table.Roster.Len() == 0 {
		return nil, nil, nobody(table)
	}
	return books, sorted(table), nil
}

// blanks says which figures the policies cannot do without and have not: there is
// no use in reading a roster first, nor in counting everybody as unknown.
func (b *Books) blanks() (found source.Problems) {
	for _, p := range b.Policies {
		found = append(found, p.Blanks()...)
	}
	for i, f := range found {
		if library.Ships(f.Pos.File) {
			found[i].Hint = source.Say("begin a file of your own with weiran new policy MY-ID --from %[1]s, put the figures of your document there in the place of unknown, and screen by it",
				"请用 weiran new policy 新编号 --from %[1]s 新建自己的文件，把其中的 unknown 改为文件所列数额，再按它排查", library.ID(f.Pos.File))
		}
	}
	return found
}

// sorted gives what a run needs of a table, with the roster that a screening
// would make of it. The one in the order of the file, and where its rows stood
// there, can go: a run holds a roster once.
func sorted(t *intake.Table) *intake.Table {
	return &intake.Table{
		Roster: t.Roster.Sorted(), Rejects: t.Rejects, Rows: t.Rows, Headers: t.Headers, Notes: t.Notes, Hash: t.Hash,
	}
}

// mostReasons is how many reasons are told where no row of a roster can be read.
// One column or one word is behind most of them, and a province has a million.
const mostReasons = 100

// nobody says why a roster holds no person to screen: each row has its reason.
func nobody(t *intake.Table) error {
	var problems source.Problems
	for _, r := range t.Rejects[:min(len(t.Rejects), mostReasons)] {
		reason := r.Reason
		if r.Field != "" {
			reason = source.Say("%s: %s", "%s：%s", source.Text{EN: r.Field, ZH: r.Label}, r.Reason)
		}
		problems.Add(wholeFile(r.Place), reason, r.Hint)
	}
	if more := len(t.Rejects) - len(problems); more > 0 {
		problems.Add(wholeFile(t.Rejects[len(problems)].Place),
			source.Say("and so on: %d more", "以下还有 %d 处", more),
			source.Say("mend those above first: often one column explains them all", "请先改正以上各处：往往是同一列的问题"))
	}
	if len(problems) > 0 {
		return problems
	}
	return mistake(source.Say("the roster holds no person", "名册中没有人员"),
		source.Say("fill in at least one row below the header", "请在表头下至少填写一行"))
}
