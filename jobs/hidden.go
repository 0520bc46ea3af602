package jobs

import (
	"cmp"
	"slices"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// A Hidden is an issue of a private field. The folder's roster lacks the field,
// so that the issue could not be found again from the folder alone.
type Hidden struct {
	Row      int             `json:"row"`
	Person   string          `json:"person"`
	Field    string          `json:"field"`
	Check    string          `json:"check"`
	Severity source.Severity `json:"severity"`
	EN       string          `json:"en"`
	ZH       string          `json:"zh"`
}

// hiddenIssues gives the issues whose field names a person.
func hiddenIssues(s *roster.Schema, issues []roster.Issue) []Hidden {
	hidden := []Hidden{}
	for _, i := range issues {
		if private(s, i.Field) {
			hidden = append(hidden, hide(i))
		}
	}
	return hidden
}

func private(s *roster.Schema, field string) bool {
	at := s.Index(field)
	return at >= 0 && s.Fields[at].Private
}

func hide(i roster.Issue) Hidden {
	return Hidden{
		Row: i.Row, Person: i.Person, Field: i.Field, Check: i.Check,
		Severity: i.Severity, EN: i.Message.EN, ZH: i.Message.ZH,
	}
}

func (h Hidden) issue() roster.Issue {
	return roster.Issue{
		Row: h.Row, Person: h.Person, Field: h.Field, Check: h.Check,
		Severity: h.Severity, Message: source.Text{EN: h.EN, ZH: h.ZH},
	}
}

// withHidden puts the hidden issues back among the others, in the order of
// [roster.Roster.Validate].
func withHidden(issues []roster.Issue, hidden []Hidden) []roster.Issue {
	for _, h := range hidden {
		issues = append(issues, h.issue())
	}
	slices.SortStableFunc(issues, func(a, b roster.Issue) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Check, b.Check))
	})
	return issues
}
