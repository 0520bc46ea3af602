package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// A scribe describes what a rule finds. One program computes, for many persons at
// a time, every step that a trace may list and every value that the texts name.
type scribe struct {
	rule     *Rule
	engine   *engine
	accounts []account // of the condition, then of each expression of what it says
	advice   []int     // of each expression of the advice: its result
	alike    bool      // the advice is the same for everybody
	words    int       // how many different texts the steps have
}

// An account is what an explanation of one expression may list.
type account struct {
	outline *lang.Outline
	first   int   // result of the outline's first part; the others follow
	words   []int // of each part: the number of its text
}

// whole is the result that is the expression's own value.
func (c account) whole() int { return c.first + len(c.outline.Parts) - 1 }

// newScribe gives nil where a step cannot be computed alone, so that the rule is
// described row by row.
func newScribe(g *Group, rule *Rule) *scribe {
	sc := &scribe{rule: rule, alike: true}
	var exprs []*lang.Expr
	numbers := map[string]int{}
	for _, x := range append([]*lang.Expr{rule.When}, rule.Says.Exprs()...) {
		o, ok := x.Outline()
		if !ok {
			return nil
		}
		c := account{outline: o, first: len(exprs)}
		for _, text := range o.Texts {
			n, known := numbers[text]
			if !known {
				n = len(numbers)
				numbers[text] = n
			}
			c.words = append(c.words, n)
		}
		exprs = append(exprs, o.Parts...)
		sc.accounts = append(sc.accounts, c)
	}
	for _, x := range rule.Advice.Exprs() {
		sc.alike = sc.alike && g.layout.constant(x)
		sc.advice = append(sc.advice, len(exprs))
		exprs = append(exprs, x)
	}
	sc.words = len(numbers)
	var err error
	if sc.engine, err = newEngine(lang.Scope{Fields: g.layout.fields}, exprs); err != nil {
		return nil
	}
	return sc
}

// constant says that an expression is the same for everybody.
func (l *layout) constant(x *lang.Expr) bool {
	for _, field := range x.Reads() {
		if field < l.head || field >= l.impact && field != l.asOf {
			return false
		}
	}
	return true
}

// describe completes findings of the job, one a row.
func (j job) describe(findings []Finding) error {
	common := j.finding()
	for i := range findings {
		findings[i] = common
	}
	sc := j.a.scribes[j.rule]()
	if sc == nil {
		j.describeInWords(findings, nil)
		return nil
	}
	return sc.engine.run(j.gathered(sc.engine.program.Reads()), func(results []column.Result) {
		p := newPage(j, sc, results)
		p.write(findings)
		j.describeInWords(findings, p.failed)
	})
}

// describeInWords completes the findings of some rows by cel-go; nil means of
// all.
func (j job) describeInWords(findings []Finding, rows column.Bits) {
	for i := range findings {
		if rows == nil || rows.Has(i) {
			j.inWords(&findings[i], int(j.rows[i]))
		}
	}
}

// gathered makes a batch of the persons of the job: columns of what is read of
// them, each of few rows.
func (j job) gathered(reads []int) column.Batch {
	l := j.a.group.layout
	b := column.Batch{Rows: len(j.rows), Columns: make([]column.Column, len(l.fields))}
	cells := make([][]lang.Value, len(reads))
	r := &row{a: j.a, met: j.met}
	for at, i := range j.rows {
		r.move(int(i))
		for n, field := range reads {
			if at == 0 {
				cells[n] = make([]lang.Value, len(j.rows))
			}
			cells[n][at] = r.Field(field)
		}
	}
	for n, field := range reads {
		b.Columns[field] = column.Values(l.fields[field].Kind, cells[n])
	}
	return b
}
