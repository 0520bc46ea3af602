package reports

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"weiran/rules/policy"
)

// unzipped gives the text of every file of a workbook.
func unzipped(t testing.TB, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// TestWhoIsNamed holds invariant 8 of the design: only the ledger names anybody,
// nothing holds a national id or a telephone number, and the committee's report
// holds no key.
func TestWhoIsNamed(t *testing.T) {
	for label, subject := range map[string]Subject{"village": village(t), "county": county(t)} {
		m := model(t, subject)
		for _, r := range All() {
			text := string(write(t, m, r.Name))
			forbidden := []string{secretName, secretID, secretPhone}
			switch r.Name {
			case "ledger.xlsx":
				text = unzipped(t, []byte(text))
				forbidden = forbidden[1:]
				if !strings.Contains(text, secretName) {
					t.Errorf("%s: the ledger names nobody", label)
				}
			case "report.html":
				for person := range m.census.len() {
					forbidden = append(forbidden, m.census.keys.at(person))
				}
			}
			for _, secret := range forbidden {
				if strings.Contains(text, secret) {
					t.Errorf("%s: %s holds %q", label, r.Name, secret)
				}
			}
		}
	}
}

// TestNothingPersonalIsSaid holds that the committee never reads what a rule
// says of one person, nor an amount of a few.
func TestNothingPersonalIsSaid(t *testing.T) {
	page := string(write(t, model(t, village(t)), "report.html"))
	for _, personal := range []string{"本次每月增加 460 元", "说明两类人员", "没有这一行", "670", "4,800.50"} {
		if strings.Contains(page, personal) {
			t.Errorf("the report says %q", personal)
		}
	}
	if !strings.Contains(page, "应对口径因人而异") {
		t.Error("the report does not say where the advice is")
	}
}

// TestSharedAdviceIsSaid holds that advice given to enough persons in the same
// words reaches the committee.
func TestSharedAdviceIsSaid(t *testing.T) {
	page := string(write(t, model(t, county(t)), "report.html"))
	if !strings.Contains(page, "说明两类人员执行标准的文件依据。") {
		t.Error("the shared advice is missing")
	}
}

// TestFewLosersAreNotLocated holds that no table says in which group the one
// person is who loses.
func TestFewLosersAreNotLocated(t *testing.T) {
	m := model(t, county(t))
	s, err := m.section(0, m.policies[0])
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Tables) < 4 {
		t.Fatalf("only %d tables", len(s.Tables))
	}
	for _, table := range s.Tables {
		if table.Total.Lose != "1" || table.Note == "" {
			t.Errorf("%s: %s lose in all, note %q", table.Title, table.Total.Lose, table.Note)
		}
		for _, row := range table.Rows {
			if row.Lose != "—" || row.Gain != "—" {
				t.Errorf("%s: %s has %s who gain and %s who lose", table.Title, row.Label, row.Gain, row.Lose)
			}
		}
	}
}

// TestFewWithoutChangeAreNotLocated holds that no table says in which group the few
// are whose pay does not change: it counts the others alone, and says so.
func TestFewWithoutChangeAreNotLocated(t *testing.T) {
	for _, test := range []struct {
		left    int // of the first ten of forty persons
		of      string
		persons map[string]string
	}{
		{0, "人数", map[string]string{"甲局": "20", "乙局": "20"}},
		{4, "有变化人数", map[string]string{"甲局": "16", "乙局": "20"}},
		{5, "人数", map[string]string{"甲局": "20", "乙局": "20"}},
	} {
		outcomes, rows := make([]policy.Outcome, 40), make([][]string, 40)
		for i := range outcomes {
			rows[i] = []string{fmt.Sprintf("P%02d", i), "退休", "132", "", "", "", []string{"甲局", "乙局"}[i/20], "3000"}
			if outcomes[i] = (policy.Outcome{Status: policy.OutOfScope}); i >= test.left {
				outcomes[i] = gets(t, "3000", "10")
			}
		}
		subject := village(t)
		subject.Result.Roster, subject.Result.Findings, subject.Result.Unsure, subject.Result.Issues = people(t, rows), nil, nil, nil
		subject.become(outcomes)
		m := model(t, subject)
		s, err := m.section(0, m.policies[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range s.Tables[0].Rows {
			if row.Of != test.of || row.Persons != test.persons[row.Label] || s.AffectedOnly != (test.of != "人数") {
				t.Errorf("%d without change: %s has %s %s", test.left, row.Label, row.Of, row.Persons)
			}
		}
	}
}
