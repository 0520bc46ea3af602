package risk

import (
	"slices"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/source"
)

// A record that does not say what a rule asks of it is named to the clerk by the
// field that is empty; one that says it is not, whatever else it leaves out.
func TestARecordThatIsSilentNamesItsField(t *testing.T) {
	s, sub := measured(t, 1)
	var told []string
	for i := range sub.Outcomes.Len() {
		if sub.Outcomes.Status(i) != policy.CannotTell {
			told = append(told, sub.Outcomes.Payroll().Roster.Person(i))
		}
	}
	day, _ := lang.NewDate(2014, 3, 1)
	var err error
	sub.Petitions, err = petition.NewBook([]petition.Record{
		{Number: "1", Person: told[0], Date: day, Category: "护理费"},
		{Number: "2", Person: told[1], Date: day, Status: petition.Open},
		{Number: "3", Person: told[2], Date: day, Status: petition.Closed},
		{Number: "4", Person: told[3], Date: day, Category: "采暖费"},
		{Number: "5", Person: told[4], Date: day, Category: "护理费", Status: petition.Open},
	})
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := Load([]*source.File{source.NewFile("g.yaml", []byte(replaced("petitions.open_same > 0")))}, s)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	findings, unsure, err := pack.Assess(t.Context(), sub)
	if err != nil || len(findings) != 1 || findings[0].Person != told[4] {
		t.Errorf("found %v, want %s alone (%v)", findings, told[4], err)
	}
	named := map[string][]string{}
	for _, u := range unsure {
		named[u.Person] = u.Missing
	}
	want := map[string][]string{told[0]: {"petitions.status"}, told[1]: {"petitions.category"}}
	if len(named) != len(want) {
		t.Errorf("asked of %v, want %v", named, want)
	}
	for person, fields := range want {
		if !slices.Equal(named[person], fields) {
			t.Errorf("%s is asked for %v, want %v", person, named[person], fields)
		}
	}
}
