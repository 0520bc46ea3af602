package main

import (
	"fmt"
	"slices"
	"strings"

	"weiran/jobs"
	"weiran/rules"
	"weiran/rules/lang"
)

// printTimeline prints spans of alike months of a person, with the arrears that
// are open at the end of each; and, where there are several pay items, what is
// due and paid of each of them.
func (a *app) printTimeline(e *jobs.Explanation, spans [][]rules.MonthPaid) {
	fmt.Fprintf(a.stdout, "\n%s\n\n", a.paint(bold, a.say("month by month, in yuan", "逐月应发与实发（元）")))
	var t table
	t.numbers(1, 2, 3, 4)
	t.add("  "+a.say("months", "月份"), a.say("due", "应发"), a.say("paid", "实发"), a.say("arrears paid", "补发"), a.say("arrears open", "尚欠补发"))
	for _, span := range spans {
		last := span[len(span)-1]
		t.add("  "+a.spanWords(span), amount(last.Entitled.Total), amount(last.Paid.Total), amount(last.Lump), amount(last.Open),
			a.paint(dim, a.openWords(last)))
	}
	fmt.Fprintln(a.stdout, t.fit(a.width(), 5))
	if len(e.Timeline.Items) > 1 {
		fmt.Fprintf(a.stdout, "\n%s\n", a.itemMonths(e, spans))
	}
}

// spanWords names the months of a span: 2014-10 至 2015-05.
func (a *app) spanWords(span []rules.MonthPaid) string {
	first, last := span[0].Month, span[len(span)-1].Month
	if first == last {
		return first.String()
	}
	return a.say("%s to %s", "%s 至 %s", first, last)
}

// itemMonths is a table of the pay items: what is due of each and, where that is
// not the same, what is paid.
func (a *app) itemMonths(e *jobs.Explanation, spans [][]rules.MonthPaid) string {
	var t table
	header := []string{"  " + a.say("of which due (paid)", "其中应发（实发）")}
	numbers := make([]int, len(e.Timeline.Items))
	for i, item := range e.Timeline.Items {
		header = append(header, e.Books.Schema.Fields[e.Books.Schema.Index("pay."+item)].Label)
		numbers[i] = i + 1
	}
	t.numbers(numbers...)
	t.add(header...)
	for _, span := range spans {
		row := []string{"  " + a.spanWords(span)}
		for i, due := range span[0].Entitled.Items {
			row = append(row, dueAndPaid(due, span[0].Paid.Items[i]))
		}
		t.add(row...)
	}
	return t.String()
}

func dueAndPaid(due, paid lang.Value) string {
	if due.Equal(paid) {
		return amount(due)
	}
	return amount(due) + "（" + amount(paid) + "）"
}

// openWords names the fields for want of which a month is not known, or says
// what failed.
func (a *app) openWords(m rules.MonthPaid) string {
	var missing []string
	for _, v := range []lang.Value{m.Entitled.Total, m.Paid.Total, m.Lump, m.Open} {
		if fault, failed := v.Fault(); failed {
			return fault.Message.In(a.lang)
		}
		missing = append(missing, v.Missing()...)
	}
	if len(missing) == 0 {
		return ""
	}
	slices.Sort(missing)
	return a.say("fill in: %s", "需补充：%s", strings.Join(slices.Compact(missing), ", "))
}
