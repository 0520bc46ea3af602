package reports

import (
	"strconv"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// An issueView counts the rows of the roster that have one kind of problem.
type issueView struct {
	Severity string // 错误, 提醒
	Field    string
	Check    string // what is wrong, in words
	Rows     int
}

// checkNames name the checks that every roster has.
var checkNames = []word{
	{"required", "必填项为空"},
	{"duplicate", "编号重复"},
	{"range", "数值超出允许范围"},
	{"national_id", "身份证号校验码不符"},
}

// checkWords say what a check looks for, and nothing of the person who met it.
func (m *Model) checkWords(check string) string {
	for _, c := range m.census.schema.Checks {
		if c.ID == check && c.Says != nil {
			return impersonal(c.Says)
		}
	}
	return say(checkNames, check)
}

func severityLabel(s source.Severity) string {
	if s == source.Error {
		return "错误"
	}
	return "提醒"
}

// viewIssues counts the problems of the roster by kind, errors first, the most
// frequent first.
func (m *Model) viewIssues() error {
	counts := map[[3]string]int{}
	for _, i := range m.subject.Result.Issues {
		counts[[3]string{strconv.Itoa(int(i.Severity)), m.census.fieldLabel(i.Field), i.Check}]++
	}
	var rows [][]string
	for kind, n := range counts {
		rows = append(rows, append(kind[:], strconv.Itoa(n)))
	}
	f, err := newFrame([]string{"severity", "field", "check", "rows"}, rows, "rows")
	if err != nil {
		return err
	}
	if f, err = f.sumBy("rows", "severity", "field", "check"); err != nil {
		return err
	}
	f, err = f.arrange(ascending("severity"), descending("rows"))
	if err != nil {
		return err
	}
	for _, r := range f.records() {
		severity, err := strconv.Atoi(r[0])
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(r[3])
		if err != nil {
			return err
		}
		m.issues = append(m.issues, issueView{
			Severity: severityLabel(source.Severity(severity)),
			Field:    r[1], Check: m.checkWords(r[2]), Rows: n,
		})
	}
	return nil
}

// issuePerson names the row of an issue: by the person's key, or by its place
// where the key is what is missing.
func issuePerson(i roster.Issue) string {
	if i.Person != "" {
		return i.Person
	}
	return "第 " + strconv.Itoa(i.Row+1) + " 行"
}
