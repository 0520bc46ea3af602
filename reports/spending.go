package reports

import (
	"fmt"

	"weiran/rules"
	"weiran/rules/lang"
)

// A spendingTable shows what the policies together cost, month by month: a line
// for neighbouring months that cost the same.
type spendingTable struct {
	Rows  []spendingRow
	Notes []string
}

// A spendingRow is one line of it, every cell as text.
type spendingRow struct{ Months, Count, Entitled, Paid, Lump, Spent, Open string }

// spend works out the spending of the run, and for the committee the spending
// that tells of nobody.
func (m *Model) spend() (err error) {
	if len(m.policies) == 0 {
		return nil
	}
	if m.spending, err = rules.Spend(m.subject.Result); err != nil {
		return err
	}
	m.shownSpending = m.spending.Months
	if m.fewDie() {
		m.shownSpending, err = rules.SpendOnAll(m.subject.Result)
	}
	return err
}

// fewDie reports whether the difference between two months, or between arrears
// and months of a difference, would tell what a few persons got who died.
func (m *Model) fewDie() bool {
	for _, months := range m.spending.Deaths {
		for _, persons := range months {
			if m.few(persons) {
				return true
			}
		}
	}
	return false
}

// spendingTable gives the table for the committee, if there is anything to spend.
func (m *Model) spendingTable() (t spendingTable, err error) {
	switch {
	case m.cumulative.affected() == 0:
		return t, nil
	case m.hidesSome():
		t.Notes = []string{"有的政策所涉人数过少，逐月支出可推出少数人的金额，故不列示；详见本单位台账。"}
		return t, nil
	}
	for _, span := range rules.SpentSpans(m.shownSpending) {
		row, err := newSpendingRow(span)
		if err != nil {
			return t, err
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = []string{"金额（元）为全部可判定人员较调整前的增减合计：应增自生效之月起算，实增自首次发放之月起算，首次发放之月一并补发此前各月；列至最后一次首次发放后十二个月。"}
	if m.fewDie() {
		t.Notes = append(t.Notes, fmt.Sprintf("其间去世人员不足 %d 人，为免推知其金额，本表未扣减其去世后的部分；扣减后的数额见本单位台账。", m.subject.MinGroup))
	}
	if n := m.undecided(); n > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("另有 %s 人无法判定，本表不含其未确定部分。", count(n)))
	}
	return t, nil
}

func newSpendingRow(span []rules.MonthSpent) (spendingRow, error) {
	first, last := span[0], span[len(span)-1]
	spent, err := spentIn(span)
	if err != nil {
		return spendingRow{}, fmt.Errorf("spending from %s: %w", first.Month, err)
	}
	months := monthWords(first.Month)
	if len(span) > 1 {
		months += "至" + monthWords(last.Month)
	}
	return spendingRow{
		Months: months, Count: count(len(span)), Entitled: change(first.Entitled), Paid: change(first.Paid),
		Lump: money(first.Lump), Spent: money(spent), Open: money(last.Open),
	}, nil
}

// spentIn gives what leaves the till in some months: what is paid and arrears.
func spentIn(months []rules.MonthSpent) (sum lang.Decimal, err error) {
	for _, m := range months {
		for _, d := range []lang.Decimal{m.Paid, m.Lump} {
			if sum, err = sum.Add(d); err != nil {
				return 0, err
			}
		}
	}
	return sum, nil
}

// monthWords writes a month as documents do: 2014年10月.
func monthWords(m rules.Month) string {
	year, month := m.Civil()
	return fmt.Sprintf("%d年%d月", year, month)
}

// spendingSheet gives every month of the run, the dead left out from the month
// after their death.
func (m *Model) spendingSheet(b *workbook) error {
	p, err := b.page("逐月支出", 16, 18, 18, 18, 18, 18)
	if err != nil {
		return err
	}
	if err := p.across(b.styles.title, 6, 34, "逐月支出（较调整前的增减，元）"); err != nil {
		return err
	}
	var header []any
	for _, title := range []string{"月份", "应增", "实增", "补发", "支出合计", "月末尚欠补发"} {
		header = append(header, cell(b.styles.header, title))
	}
	if err := p.line(22, header...); err != nil {
		return err
	}
	for i, s := range m.spending.Months {
		spent, err := spentIn(m.spending.Months[i : i+1])
		if err != nil {
			return fmt.Errorf("spending in %s: %w", s.Month, err)
		}
		line := []any{cell(b.styles.text, s.Month.String())}
		for _, d := range []lang.Decimal{s.Entitled, s.Paid, s.Lump, spent, s.Open} {
			line = append(line, cell(b.styles.money, number(d)))
		}
		if err := p.line(18, line...); err != nil {
			return err
		}
	}
	return p.stream.Flush()
}
