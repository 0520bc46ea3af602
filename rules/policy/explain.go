package policy

import (
	"fmt"
	"slices"
	"strings"

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
	if filled := e.filled(text, steps); filled != amount {
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

// citeOf gives the clause of the table, band or value that a step looks up, if
// it is one look-up and nothing else.
func (e *explanation) citeOf(text string) string {
	if lookup := e.lookedUp(text); lookup != nil {
		return lookup.Cite
	}
	return ""
}

// standardOf says of which day a figure is, where it is not the same on all days,
// and whether it is enacted.
func (e *explanation) standardOf(text string, steps []lang.Step) string {
	lookup := e.lookedUp(text)
	if lookup == nil || !lookup.changes() {
		return ""
	}
	standard := e.day.String() + " 的标准"
	if e.expected(lookup, text, steps) {
		standard += notEnacted
	}
	return standard
}

func inBrackets(text string) string {
	if text == "" {
		return ""
	}
	return "（" + text + "）"
}

// lookedUp gives the table, band or value that a text looks up, nil for none.
func (e *explanation) lookedUp(text string) *LookupInfo {
	for i := range e.policy.Lookups {
		lookup := &e.policy.Lookups[i]
		if args, ok := strings.CutPrefix(text, lookup.Name); ok && (args == "" || isBracketed(args)) {
			return lookup
		}
	}
	return nil
}

// isBracketed reports whether a text is one pair of brackets from end to end.
func isBracketed(text string) bool {
	depth := 0
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			return i > 0 && i == len(text)-1
		}
	}
	return false
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

// result explains what the amount does to the pay item, and the arrears.
func (e *explanation) result(item *Item, c Clause) {
	label := e.label(item)
	before, known := c.Before.Decimal()
	after, _ := c.After.Decimal()
	switch {
	case item.Sets:
		e.stepLine(label, "由 "+yuan(before)+" 改为 "+yuan(after), signed(c.Delta)+" 元/月")
	case known:
		e.stepLine(label, yuan(before)+" "+plus(c.Delta), yuan(after)+" 元/月")
	default:
		e.stepLine(label, "原标准未知", signed(c.Delta)+" 元/月")
	}
	if e.months > 0 && c.Delta != 0 {
		e.stepLine("补发", yuan(c.Delta)+" × "+e.period(), yuan(c.Arrears)+" 元")
	}
}

// period names the months of arrears: 8 个月（2014-10 至 2015-05）.
func (e *explanation) period() string {
	year, month, _ := e.policy.Effective.Civil()
	last := int64(year)*12 + int64(month) - 1 + e.months - 1
	return fmt.Sprintf("%d 个月（%04d-%02d 至 %04d-%02d）", e.months, year, month, last/12, last%12+1)
}

// conclude explains the totals, or what keeps the outcome open.
func (e *explanation) conclude() {
	o := e.outcome()
	if o.Status == Affected || o.Status == Unchanged {
		e.total(o)
	}
	e.clauseLine("", "结论", strings.Join(e.obstacles(o), "；"), o.Status.Label())
}

func (e *explanation) total(o Outcome) {
	var parts strings.Builder
	for i, c := range o.Clauses {
		if i == 0 {
			parts.WriteString(yuan(c.Delta))
			continue
		}
		parts.WriteString(" " + plus(c.Delta))
	}
	e.clauseLine("", "每月合计", parts.String(), signed(o.Delta)+" 元/月")
	if before, ok := o.Before.Decimal(); ok {
		after, _ := o.After.Decimal()
		e.stepLine("调整前后", yuan(before)+" "+plus(o.Delta), yuan(after)+" 元/月")
	}
	if o.Months > 0 && o.Delta != 0 {
		e.stepLine("补发合计", yuan(o.Delta)+" × "+e.period(), yuan(o.Arrears)+" 元")
	}
}

// obstacles names the missing fields by their labels, and what failed.
func (e *explanation) obstacles(o Outcome) []string {
	var obstacles []string
	for _, name := range o.Missing {
		if f, ok := e.input(name); ok {
			name = f.Label + "（" + name + "）"
		}
		obstacles = append(obstacles, "缺少 "+name)
	}
	for _, r := range o.Reasons {
		obstacles = append(obstacles, r.Message.ZH)
	}
	return obstacles
}

// filled gives an expression with what its parts come to in their place, the
// largest parts first: table.lixiu(131), 28 + 49.4.
func (e *explanation) filled(text string, parts []lang.Step) string {
	var filled strings.Builder
	for at := 0; at < len(text); {
		part, ok := largest(text, at, parts)
		if !ok {
			filled.WriteByte(text[at])
			at++
			continue
		}
		filled.WriteString(e.words(part.Value))
		at += len(part.Text)
	}
	return filled.String()
}

// largest finds the longest part that stands at a place of an expression, as a
// whole word. A part that failed is left as it is written.
func largest(text string, at int, parts []lang.Step) (lang.Step, bool) {
	var found lang.Step
	for _, part := range parts {
		_, failed := part.Value.Fault()
		end := at + len(part.Text)
		switch {
		case failed, part.Text == text, len(part.Text) <= len(found.Text):
		case !strings.HasPrefix(text[at:], part.Text), at > 0 && inWord(text[at-1]), end < len(text) && inWord(text[end]):
		default:
			found = part
		}
	}
	return found, found.Text != ""
}

// inWord reports whether a byte carries a name on.
func inWord(b byte) bool {
	return b == '_' || b == '.' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// fieldWords gives the value of an input with its Chinese label beside a code.
func (e *explanation) fieldWords(name string, v lang.Value) string {
	schema := e.policy.layout.schema
	index := slices.IndexFunc(e.policy.layout.fields, func(f lang.Field) bool { return f.Name == name })
	if index < 0 || !v.Known() {
		return e.words(v)
	}
	label := schema.ValueLabel(index, v)
	if v.Kind() == lang.Bool || label == v.String() {
		return label
	}
	return v.String() + " " + label
}

// words gives a value for readers.
func (e *explanation) words(v lang.Value) string {
	if fault, failed := v.Fault(); failed {
		return fault.Message.ZH
	}
	switch {
	case !v.Known():
		return "未知"
	case v.Kind() == lang.Bool && v.Bool():
		return "成立"
	case v.Kind() == lang.Bool:
		return "不成立"
	}
	return v.String()
}

var roundingWords = map[lang.Rounding]string{
	lang.HalfUp:   "四舍五入",
	lang.HalfEven: "四舍六入五成双",
	lang.Up:       "进一",
	lang.Down:     "舍去",
}

// words gives the rule in Chinese: 四舍五入到 0.01 元.
func (r RoundingRule) words() string {
	return roundingWords[r.Mode] + "到 " + r.To.String() + " 元"
}

// yuan writes an amount to the fen, and further where it is finer.
func yuan(d lang.Decimal) string {
	if d%fen == 0 {
		return d.Fixed(2)
	}
	return d.String()
}

// signed writes an amount with its sign; zero has none.
func signed(d lang.Decimal) string {
	if d > 0 {
		return "+" + yuan(d)
	}
	return yuan(d)
}

// plus writes an amount as a further term of a sum: + 100.00, − 20.00.
func plus(d lang.Decimal) string {
	if d < 0 {
		return "− " + strings.TrimPrefix(yuan(d), "-")
	}
	return "+ " + yuan(d)
}
