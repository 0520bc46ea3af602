package reports

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// randomRun is a run of a few policies over persons with random outcomes.
func randomRun(tb testing.TB, t *rapid.T) Subject {
	s := village(tb)
	persons := s.Result.Roster.Len()
	s.Result.Findings, s.Result.Unsure, s.Result.Policies = nil, nil, nil
	for i := range rapid.IntRange(1, 3).Draw(t, "policies") {
		p := raise(tb)
		p.ID = fmt.Sprintf("p%d", i)
		var list []policy.Outcome
		for range persons {
			list = append(list, drawOutcome(t))
		}
		s.Result.Policies = append(s.Result.Policies, rules.PolicyResult{Policy: p, Outcomes: policy.Gather(list)})
	}
	s.MinGroup = 1
	return s
}

// TestTotalsAreTheSumOfImpacts holds invariant 3 of the design: the rows of
// impacts.csv come to the totals of the summary and the committee's report, to
// the fen.
func TestTotalsAreTheSumOfImpacts(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := model(t, randomRun(t, rt))
		delta, arrears := sumOfImpacts(t, write(t, m, "impacts.csv"))
		page := string(write(t, m, "report.html"))
		for _, p := range m.Summary().Policies {
			id := p.Policy.ID
			if p.Delta != delta[id] || p.Arrears != arrears[id] {
				rt.Errorf("%s: the summary has %s and %s, the impacts %s and %s", id, p.Delta, p.Arrears, delta[id], arrears[id])
			}
			if p.Gain+p.Lose > 0 && !strings.Contains(page, money(delta[id])) && !strings.Contains(page, change(delta[id])) {
				rt.Errorf("%s: the report lacks %s", id, money(delta[id]))
			}
		}
	})
}

// TestLedgerTotals holds the same of the ledger.
func TestLedgerTotals(t *testing.T) {
	for name, s := range map[string]Subject{"village": village(t), "county": county(t), "three policies": many(t, 3)} {
		m := model(t, s)
		delta, arrears := sumOfImpacts(t, write(t, m, "impacts.csv"))
		ledger := totalsOfLedger(t, write(t, m, "ledger.xlsx"))
		for i, p := range s.Result.Policies {
			id := p.Policy.ID
			if want := [2]string{delta[id].String(), arrears[id].String()}; ledger[i] != want {
				t.Errorf("%s: %s is %s in the ledger, %s by the impacts", name, id, ledger[i], want)
			}
		}
	}
}

func sumOfImpacts(t testing.TB, data []byte) (delta, arrears map[string]lang.Decimal) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	delta, arrears = map[string]lang.Decimal{}, map[string]lang.Decimal{}
	for _, row := range rows[1:] {
		if row[6] != "" {
			delta[row[1]] += yuan(t, row[6])
			arrears[row[1]] += yuan(t, row[7])
		}
	}
	return delta, arrears
}

// totalsOfLedger reads the totals of each policy from the sheet 汇总.
func totalsOfLedger(t testing.TB, data []byte) [][2]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("汇总")
	if err != nil {
		t.Fatal(err)
	}
	var totals [][2]string
	for _, row := range rows[2:] {
		if len(row) < 10 {
			break
		}
		totals = append(totals, [2]string{row[8], row[9]})
	}
	return totals
}

// TestEveryoneIsCountedOnce holds invariant 6: a person has one status.
func TestEveryoneIsCountedOnce(t *testing.T) {
	for _, p := range model(t, county(t)).Summary().Policies {
		sum := 0
		for _, n := range p.Status {
			sum += n
		}
		if sum != 178 {
			t.Errorf("%s counts %d persons of 178", p.Policy.ID, sum)
		}
	}
}

func TestCumulative(t *testing.T) {
	s := village(t)
	second := raise(t)
	second.ID, second.Title = "later", "第二项政策"
	outcomes := make([]policy.Outcome, s.Result.Roster.Len())
	for i := range outcomes {
		outcomes[i] = policy.Outcome{Status: policy.OutOfScope}
	}
	outcomes[0] = gets(t, "5870", "-700") // S01 loses more than the first policy gave
	outcomes[7] = gets(t, "3600", "10")
	s.Result.Policies = append(s.Result.Policies, rules.PolicyResult{Policy: second, Outcomes: policy.Gather(outcomes)})
	m := model(t, s)
	c := m.cumulative
	if c.lose != 1 || c.gain != 6 || c.status[policy.CannotTell] != 2 || c.status[policy.OutOfScope] != 0 {
		t.Errorf("%d lose, %d gain, by status %v", c.lose, c.gain, c.status)
	}
	if want := m.policies[0].total.delta + m.policies[1].total.delta; c.delta != want {
		t.Errorf("in sum %s, want %s", c.delta, want)
	}
	page := string(write(t, m, "report.html"))
	for _, want := range []string{`id="cumulative"`, `id="policy-2"`, hiddenAmount, "1 人的待遇将会减少"} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	// The second policy touches two persons: its amounts, and the sum from which
	// they could be worked out, are hidden.
	for _, secret := range []string{money(c.delta), "690.00"} {
		if strings.Contains(page, secret) {
			t.Errorf("the report gives away %s", secret)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	huge := village(t)
	list := huge.outcomes()
	for i := range list[:2] {
		list[i] = gets(t, "", "600000000000000")
		list[i].Arrears = 0
	}
	huge.become(list)
	short := village(t)
	short.become(short.outcomes()[1:])
	foreign := village(t)
	foreign.Result.Findings[0].Policy = "another"
	if _, err := New(huge); !errors.Is(err, lang.ErrOverflow) {
		t.Errorf("got %v, want an overflow", err)
	}
	for want, s := range map[string]Subject{
		"needs a result":           {},
		"8 outcomes for 9 persons": short,
		"another":                  foreign,
	} {
		if _, err := New(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error that says %q", err, want)
		}
	}
}
