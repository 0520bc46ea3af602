package risk_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/petition"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// scoringOf makes a scoring of so many persons, P00 and on, whom a policy leaves as
// they are.
func scoringOf(t testing.TB, persons int) risk.Scoring {
	t.Helper()
	var rows strings.Builder
	for i := range persons {
		fmt.Fprintf(&rows, "      - {person: P%02d, pay.basic: 1000}\n", i)
	}
	text := "group: g\ntitle: 组\nrules:\n  - {rule: never, title: 无, when: pay.basic > 9999, severity: low, grievance: loss, owner: 某局, within: 1d, cite: 某文, says: 无, advice: 无}\n" +
		"cases:\n  - name: 人\n    policy: |\n      policy: none\n      title: 无\n      effective: 2015-01-01\n      items: [{item: basic, title: 零, add: '0', cite: 某条}]\n    expect: []\n    roster:\n" + rows.String()
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(
		"fields:\n  - {name: person, kind: string, key: true, label: 人员编号}\n  - {name: pay.basic, kind: decimal, label: 基本}\n")))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	pack, problems := risk.Load([]*source.File{source.NewFile("g.yaml", []byte(text))}, schema)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	c := pack.Groups[0].Cases[0]
	outcomes, err := c.Inline.ApplyAll(t.Context(), policy.NewPayroll(c.Roster.Sorted()), day(2015, 1, 20), 1)
	if err != nil {
		t.Fatal(err)
	}
	return risk.Scoring{AsOf: day(2015, 1, 20), Judged: []risk.Judgement{{Policy: "none", Outcomes: outcomes}}}
}

func day(y, m, d int) lang.Date {
	date, _ := lang.NewDate(y, m, d)
	return date
}

func found(rule string, points int64, grievance string) risk.Finding {
	return risk.Finding{Rule: rule, Policy: "none", Person: "P00", Points: points, Grievance: grievance}
}

// One cause counts once, petitions fade, and the parts add up.
func TestScoresAddUp(t *testing.T) {
	book, err := petition.NewBook([]petition.Record{
		{Number: "1", Person: "P01", Date: day(2013, 1, 20)},
		{Number: "2", Person: "P02", Date: day(2015, 1, 21)}, // after as_of
		{Number: "3", Person: "P99", Date: day(2014, 1, 20)}, // of nobody on the roster
	})
	if err != nil {
		t.Fatal(err)
	}
	s := scoringOf(t, 10)
	s.Petitions = book
	s.Findings = []risk.Finding{
		found("a", 40, risk.Comparison), found("b", 30, risk.Comparison), found("c", 10, risk.Comparison),
		found("d", 20, risk.Data),
		{Rule: "e", Policy: "none", Points: 40, Grievance: risk.Delay},
	}
	scores := s.Scores()
	if len(scores) != 2 {
		t.Fatalf("scores %+v, want two", scores)
	}
	// 40 + 25 % of 30 + 25 % of 10, and 20; 40 points that are two years old.
	if got := scores[0]; got.Person != "P00" || got.Points.String() != "70" || got.Band != risk.First || got.Rank != 1 {
		t.Errorf("score %+v", got)
	}
	if got := scores[1]; got.Person != "P01" || got.Points.String() != "20" || got.Band != risk.Third || got.Rank != 2 {
		t.Errorf("score %+v", got)
	}
	for _, score := range scores {
		sum := lang.Decimal(0)
		for _, p := range score.Parts {
			sum += p.Points
		}
		if sum != score.Points {
			t.Errorf("parts of %s come to %s, not %s", score.Person, sum, score.Points)
		}
	}
}

// The order of findings never decides, and ties share the better rank.
func TestScoresDoNotDependOnOrder(t *testing.T) {
	s := scoringOf(t, 20)
	rapid.Check(t, func(t *rapid.T) {
		var findings []risk.Finding
		for i := range rapid.IntRange(1, 30).Draw(t, "findings") {
			f := found(fmt.Sprint("r", i), int64(rapid.IntRange(0, 4).Draw(t, "points"))*10, risk.Grievances()[i%3])
			f.Person = fmt.Sprintf("P%02d", rapid.IntRange(0, 19).Draw(t, "person"))
			findings = append(findings, f)
		}
		one, other := s, s
		one.Findings, other.Findings = findings, rapid.Permutation(findings).Draw(t, "order")
		a, b := one.Scores(), other.Scores()
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
		for i := 1; i < len(a); i++ {
			if a[i].Points > a[i-1].Points || (a[i].Points == a[i-1].Points) != (a[i].Rank == a[i-1].Rank) {
				t.Fatalf("ranks of %+v", a)
			}
		}
	})
}

// Fade is 2^(−months/24) to a hundredth of a point.
func TestFade(t *testing.T) {
	for _, points := range []int64{1, 5, 40, 1000} { // 5 after 3 months are 4.58502
		for months := range int64(200) {
			got := float64(risk.Fade(lang.Decimal(points)*lang.One, months)) / float64(lang.One)
			if want := float64(points) * math.Exp2(-float64(months)/24); math.Abs(got-want) > .00500001 {
				t.Fatalf("%d points after %d months: %g, want %g", points, months, got, want)
			}
		}
	}
	if got := risk.Fade(1000*lang.One, 100_000); got != 0 {
		t.Errorf("after eight thousand years %s points are left", got)
	}
}

// A weights file says what its reader must know, all at once.
func TestWeightsFile(t *testing.T) {
	good := "calibrated: {on: 2015-01-20, from: 2011-01-01, to: 2014-12-31, events: 24, method: rescaled}\nintercept: -3\nrest: 25\nprior_visit: 50.5\nloss_5: 1\nloss_10: 2\nrules: {a: 7}\n"
	w, problems := risk.LoadWeights(source.NewFile("w.yaml", []byte(good)))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	s := scoringOf(t, 3)
	s.Weights, s.Findings = w, []risk.Finding{found("a", 40, risk.Data), found("b", 10, risk.Loss)}
	if got := s.Scores()[0].Points.String(); got != "17" {
		t.Errorf("%s points, want 17: 7 of the file and 10 of the rule", got)
	}
	for method, want := range map[string][2]string{
		"expert":   {"未经校准（2015-01-20 检验：24 人次信访与分值不相符，分值未调整）", "uncalibrated"},
		"rescaled": {"未逐项校准，仅整体伸缩（2015-01-20，24 人次信访）", "rescaled:2015-01-20"},
		"fitted":   {"已校准（2015-01-20，24 人次信访）", "calibrated:2015-01-20"},
	} {
		w, problems := risk.LoadWeights(source.NewFile("w.yaml", []byte(strings.Replace(good, "rescaled", method, 1))))
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		if got := w.Basis().ZH; got != want[0] || w.BasisCode() != want[1] {
			t.Errorf("basis of %s: %s, %s", method, got, w.BasisCode())
		}
	}
	bad := strings.NewReplacer("rest: 25", "rest: 125", "loss_5: 1", "loss_5: -1", "{a: 7}", "{a: 1001}", "rescaled", "guessed").Replace(good)
	if _, problems := risk.LoadWeights(source.NewFile("w.yaml", []byte(bad))); len(problems) != 4 {
		t.Errorf("problems %v, want four", problems)
	}
}
