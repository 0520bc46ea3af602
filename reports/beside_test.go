package reports

import (
	"fmt"
	"html"
	"strings"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

// beside is what a finding holds of a person who is paid 4,000 and gains 460,
// beside one who gains more and is paid an amount of their own.
func beside(t testing.TB, kind, person string, pay int) *risk.Beside {
	amount := func(s string) *lang.Decimal { d := yuan(t, s); return &d }
	b := &risk.Beside{
		Kind: kind, Person: person, Gap: yuan(t, "60"), Clause: "第二条（三）", Because: "出生日期晚 1 天",
		Own:   risk.Paid{Before: amount("4000"), After: amount("4460"), Delta: amount("460")},
		Other: risk.Paid{Delta: amount("520")},
	}
	if kind == risk.BesideTwin || kind == risk.BesideInversion {
		b.Other.Before, b.Other.After = amount(fmt.Sprintf("%d.31", pay)), amount(fmt.Sprintf("%d.31", pay+520))
	}
	return b
}

// countyBeside gives the county's findings of one rule a comparison each, with so
// many other persons.
func countyBeside(t testing.TB, kind string, others int) Subject {
	s, n := county(t), 0
	for i := range s.Result.Findings {
		f := &s.Result.Findings[i]
		if f.Rule != "left-behind" {
			continue
		}
		person := ""
		if kind == risk.BesideTwin || kind == risk.BesideInversion {
			person = fmt.Sprintf("S%03d", 1+n%others)
		}
		f.Beside = beside(t, kind, person, 4801+n%others)
		f.Beside.Count = int64(others)
		n++
	}
	return s
}

// TestBesideIsDrawnOfEnough holds that the committee sees a comparison only where
// enough persons stand on both sides, and no pay to the fen.
func TestBesideIsDrawnOfEnough(t *testing.T) {
	for name, tt := range map[string]struct {
		kind   string
		others int
		says   []string
		silent []string
	}{
		"twins":           {risk.BesideTwin, 5, []string{"增加更多的 5 人", "4,800 → 5,320（+520.00）", "差额中位数 60.00", "第二条（三）", "出生日期晚 1 天"}, []string{"4,803.31"}},
		"too few twins":   {risk.BesideTwin, 4, []string{"对照的一方不足 5 人"}, []string{"5,320", "差额中位数", "出生日期晚", "class=\"chart beside\""}},
		"inversions":      {risk.BesideInversion, 6, []string{"反超的 6 人"}, []string{"4,803.31"}},
		"peers":           {risk.BesidePeers, 5, []string{"同组人员", "+460.00", "+520.00"}, nil},
		"a group of four": {risk.BesidePeers, 4, []string{"对照的一方不足 5 人"}, []string{"差额中位数"}},
		"a line":          {risk.BesideBoundary, 1, []string{"同一批人若在界线另一侧", "+520.00"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			page := string(write(t, model(t, countyBeside(t, tt.kind, tt.others)), "report.html"))
			page = html.UnescapeString(page[strings.Index(page, `<section id="findings">`):])
			for _, want := range tt.says {
				if !strings.Contains(page, want) {
					t.Errorf("the report does not say %q", want)
				}
			}
			for _, not := range tt.silent {
				if strings.Contains(page, not) {
					t.Errorf("the report says %q", not)
				}
			}
		})
	}
}

// TestOneOtherCountsOnce holds that whoever is held beside many does not become
// the median by themselves.
func TestOneOtherCountsOnce(t *testing.T) {
	var findings []*risk.Finding
	for i := range 40 {
		person, pay := "S001", 9000
		if i < 4 {
			person, pay = fmt.Sprintf("S%03d", i+2), 5000
		}
		findings = append(findings, &risk.Finding{Person: fmt.Sprintf("S%03d", 100+i), Beside: beside(t, risk.BesideTwin, person, pay)})
	}
	view, err := compareAll(risk.BesideTwin, findings, 5)
	if err != nil {
		t.Fatal(err)
	}
	if view.others != 5 || *view.other.before != yuan(t, "5000") {
		t.Errorf("%d others are paid %s", view.others, view.other.before)
	}
}

func TestBesideCells(t *testing.T) {
	for kind, want := range map[string]string{
		risk.BesideTwin:     "S001 " + secretName,
		risk.BesidePeers:    "同组 7 人的中位数",
		risk.BesideBoundary: "界线另一侧",
	} {
		s := countyBeside(t, kind, 1)
		for i := range s.Result.Findings {
			if b := s.Result.Findings[i].Beside; b != nil {
				b.Count = 7
			}
		}
		f := openBook(t, write(t, model(t, s), "ledger.xlsx"))
		rows, err := f.GetRows("风险线索")
		if err != nil {
			t.Fatal(err)
		}
		last := rows[len(rows)-1]
		if got := strings.Join(last[11:17], "|"); got != want+"|460.00|520.00|60.00|第二条（三）|出生日期晚 1 天" {
			t.Errorf("%s: %s", kind, got)
		}
		formats, err := f.GetConditionalFormats("风险线索")
		if err != nil {
			t.Fatal(err)
		}
		bars := fmt.Sprintf("O2:O%d", len(rows))
		if got := formats[bars]; len(got) != 1 || got[0].Type != "data_bar" {
			t.Errorf("%s: no bars over %s: %+v", kind, bars, formats)
		}
	}
}
