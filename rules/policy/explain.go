package policy

import (
	"slices"

	"weiran/rules/lang"
)

// A Line is one step of an explanation, for a reader with a desk calculator.
type Line struct {
	Cite  string // the clause of the document, or that of a table
	Title string
	Text  string // table.lixiu(person.rank)
	Value string // what the text comes to
	Depth int    // 0 a clause, 1 a step inside it
}

// Explain gives the calculation clause by clause, in Chinese: the scope; each
// item with the values it reads, its rounding, what was paid before and after,
// and its arrears, or why it does not apply; then the totals, or what is missing.
// No line repeats a private field.
func (p *Policy) Explain(person lang.Row, asOf lang.Date) []Line {
	e := &explanation{calculation: p.begin(person, asOf), day: p.Effective}
	if e.scope() {
		for i := range p.Items {
			e.item(i)
		}
	}
	e.conclude()
	return e.lines
}

// An explanation is a calculation that writes down what it does.
type explanation struct {
	*calculation
	day   lang.Date // whose figures are in force
	lines []Line
}

func (e *explanation) clauseLine(cite, title, text, value string) {
	e.lines = append(e.lines, Line{Cite: cite, Title: title, Text: text, Value: value})
}

func (e *explanation) stepLine(title, text, value string) {
	e.lines = append(e.lines, Line{Title: title, Text: text, Value: value, Depth: 1})
}

// scope explains whether the policy is for the person, and reports whether the
// items are to be looked at.
func (e *explanation) scope() bool {
	scope := e.policy.Scope
	in := e.covers()
	text, value := "未限定范围，适用于全部人员", "在范围内"
	if scope.When != nil {
		text = scope.When.Text()
	}
	switch {
	case e.outside:
		value = "不在范围"
	case !in:
		value = "无法判定"
	}
	cite := scope.Cite
	if e.outside {
		cite = e.leftOutBy // none where death decided
	}
	e.clauseLine(cite, "适用范围", text, value)
	if died, ok := e.died(); ok {
		e.death(died)
		if died < e.policy.Effective {
			return false
		}
	}
	e.steps(scope.When)
	return in
}

func (e *explanation) death(died lang.Date) {
	value := "补发计至去世当月"
	if died < e.policy.Effective {
		value = "去世早于执行时间，不在范围"
	}
	e.stepLine("去世时间", died.String(), value)
}

// item explains one item while it is applied. The steps are taken down first,
// because applying moves the running value on.
func (e *explanation) item(index int) {
	item := &e.policy.Items[index]
	inner := &explanation{calculation: e.calculation, day: e.day}
	inner.condition(item)
	value := "无法判定"
	switch when := e.holds(item.When); {
	case when.Known() && !when.Bool():
		value = "不适用：条件不成立"
	case when.Bool():
		inner.formula(item)
	}
	before := e.running(item)
	_, standard := e.replaced(item)
	switch e.take(item, index) {
	case applied:
		clause := e.clauses[len(e.clauses)-1]
		if item.Sets && !before.Known() {
			inner.former(item, standard)
		}
		inner.result(item, clause)
		value = signed(clause.Delta) + " 元/月"
	case undecided:
		if item.Sets && !before.Known() && !standard.Known() {
			inner.stepLine(e.label(item), e.noBase(item), "算不出增减")
		}
	}
	e.clauseLine(item.Cite, item.Title, item.Amount.Text(), value)
	e.lines = append(e.lines, inner.lines...)
}

// noBase says why there is nothing to set a standard against.
func (e *explanation) noBase(item *Item) string {
	if e.policy.paid(e.frame.person, item.slot).Known() {
		return "前面的条款无法判定"
	}
	if item.before != nil {
		return "原标准未知，" + (e.policy.Effective - 1).String() + " 的标准也算不出"
	}
	return "原标准未知"
}

// condition explains what an item's condition comes to.
func (e *explanation) condition(item *Item) {
	if item.When == nil {
		return
	}
	e.steps(item.When)
	e.stepLine("条件", item.When.Text(), e.words(item.When.Eval(e.frame)))
}

// formula explains the amount before and after rounding. An amount that is
// written as a number needs no calculation.
func (e *explanation) formula(item *Item) {
	e.amountOf(item.Amount, item.Rounding, "计算")
}

// former explains the standard of the day before, which stands for what is
// paid where that is not known.
func (e *explanation) former(item *Item, standard lang.Value) {
	if !standard.Known() {
		return
	}
	shadow := *e.calculation
	shadow.frame = e.base
	then := &explanation{calculation: &shadow, day: e.day - 1}
	d, _ := standard.Decimal()
	e.stepLine(e.label(item), "原标准未知，按 "+then.day.String()+" 的标准推算", yuan(d)+" 元/月")
	then.amountOf(item.before.amount, item.Rounding, "计算")
	e.lines = append(e.lines, then.lines...)
}

// amountOf explains an amount before and after rounding.
func (e *explanation) amountOf(x *lang.Expr, rounding RoundingRule, title string) {
	e.steps(x)
	text := x.Text()
	v := x.Eval(e.frame)
	amount := e.words(v)
	steps := x.Explain(e.frame)
	_, listed := e.input(text) // a figure that stands alone is a step already
	if filled := e.filled(text, steps); filled != amount && !listed {
		e.lines = append(e.lines, Line{Cite: e.citeOf(text), Title: title + inBrackets(e.standardOf(text, steps)), Text: filled, Value: amount, Depth: 1})
	}
	if rounded, ok := rounding.round(v).Decimal(); ok {
		e.stepLine("舍入", rounding.words(), yuan(rounded)+" 元")
	}
}

// steps writes down the values that an expression reads and what its parts come
// to; the whole expression is left to the caller.
func (e *explanation) steps(x *lang.Expr) {
	if x == nil {
		return
	}
	steps := x.Explain(e.frame)
	for i, step := range steps {
		f, isField := e.input(step.Text)
		switch {
		case isField:
			e.lines = append(e.lines, Line{
				Cite: e.citeOf(step.Text), Title: f.Label + inBrackets(e.standardOf(step.Text, steps)), Text: step.Text, Value: e.fieldWords(step.Text, step.Value), Depth: 1,
			})
		case step.Text != x.Text():
			e.lines = append(e.lines, Line{
				Cite: e.citeOf(step.Text), Title: e.standardOf(step.Text, steps), Depth: 1,
				Text: e.filled(step.Text, steps[:i]), Value: e.words(step.Value),
			})
		}
	}
}

// input finds the field that a text names.
func (e *explanation) input(name string) (lang.Field, bool) {
	at := slices.IndexFunc(e.policy.scope.Fields, func(f lang.Field) bool { return f.Name == name })
	if at < 0 {
		return lang.Field{}, false
	}
	return e.policy.scope.Fields[at], true
}

// running gives the running value of the item's pay item.
func (e *explanation) running(item *Item) lang.Value {
	return e.frame.running[item.slot]
}

// label gives the Chinese label of the item's pay item.
func (e *explanation) label(item *Item) string {
	layout := e.policy.layout
	return layout.fields[layout.paid[item.slot]].Label
}
