package policy

import (
	"slices"
	"strings"

	"weiran/rules/lang"
)

// notEnacted is what an explanation says of a figure that is announced and not
// enacted: it counts, and who reads the amount has to know.
const notEnacted = "，已公布、尚未施行"

// expected reports whether a look-up gives a figure that is announced and not
// enacted. The steps are those of the expression that it stands in: its arguments
// are among them, but for constants; then any row of its value is taken for it.
func (e *explanation) expected(l *LookupInfo, text string, steps []lang.Step) bool {
	if row, ok := l.rowOf(strings.TrimPrefix(text, l.Name), steps); ok {
		return row != nil && row.expectedOn(e.day)
	}
	at := slices.IndexFunc(steps, func(s lang.Step) bool { return s.Text == text })
	if at < 0 {
		return false
	}
	return slices.ContainsFunc(l.all(), func(r Row) bool {
		s, _ := r.Figure.On(e.day)
		return s.State == Expected && lang.DecimalOf(s.Value) == steps[at].Value
	})
}

// rowOf finds the row that arguments in brackets lead to, nil where there is none;
// ok is false where an argument is not among the steps.
func (l *LookupInfo) rowOf(brackets string, steps []lang.Step) (row *Row, ok bool) {
	if l.find == nil {
		return &l.Rows[0], true
	}
	var args []lang.Value
	for _, text := range arguments(brackets) {
		at := slices.IndexFunc(steps, func(s lang.Step) bool { return s.Text == text })
		if at < 0 || !steps[at].Value.Known() {
			return nil, false
		}
		args = append(args, steps[at].Value)
	}
	return l.find(args), true
}

// arguments parts (a, f(b, c)) at the commas between the arguments.
func arguments(brackets string) (args []string) {
	depth, start := 0, 1
	for i, r := range brackets {
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth == 0 || depth == 1 && r == ',' {
			args = append(args, strings.TrimSpace(brackets[start:i]))
			start = i + 1
		}
	}
	return args
}

// expectedOn reports whether the figure in force on a day is not enacted.
func (r *Row) expectedOn(day lang.Date) bool {
	s, ok := r.Figure.On(day)
	return ok && s.State == Expected
}
