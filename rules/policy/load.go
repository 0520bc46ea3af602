package policy

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"sync"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// Load reads a policy file and reports all of its problems. With problems that
// are errors the policy is nil.
func Load(f *source.File, s *roster.Schema) (*Policy, source.Problems) {
	return newLoader(f, s).load()
}

func newLoader(f *source.File, s *roster.Schema) *loader {
	return &loader{file: f, schema: s, layout: layoutOf(s)}
}

// load reads the file and reports all of its problems.
func (l *loader) load() (*Policy, source.Problems) {
	var text fileText
	l.problems = source.Decode(l.file, &text)
	p := l.policy(text)
	l.prove(p, text)
	l.problems.Sort()
	if l.problems.Err() != nil {
		return nil, l.problems
	}
	return p, l.problems
}

// A loader turns the text of one file into a policy and gathers its problems.
type loader struct {
	file   *source.File
	schema *roster.Schema
	layout layout

	env       *lang.Env // of the day the policy takes effect
	envBefore *lang.Env // of the day before
	problems  source.Problems

	watch func(p *Policy) // wraps the lookups before expressions are compiled; nil for none
}

func (l *loader) policy(text fileText) *Policy {
	p := &Policy{
		ID:         l.id(text.ID),
		Title:      text.Title,
		Document:   l.document(text.Document),
		Status:     l.oneOf(text.Status, statusCodes, "enacted"),
		Channel:    l.channel(text.Channel),
		Matters:    l.matters(text.Matters),
		Near:       text.Near.nearness(),
		Headline:   l.headline(text.Headline),
		Rounding:   roundingWithin(text.Rounding, RoundingRule{To: fen, Mode: lang.HalfUp}),
		Milestones: l.milestones(text.Milestones),
		Notes:      text.Notes,
		File:       l.file,
		layout:     l.layout,
	}
	l.dates(p, text)
	l.prepare(p, text)
	p.Follows = l.follows(text.Follows, p.ID)
	p.Scope = Scope{When: l.expression(text.Scope.When, lang.Bool), Cite: text.Scope.Cite}
	for _, item := range text.Items {
		p.Items = append(p.Items, l.item(p, item))
	}
	p.changed = changedSlots(p.Items)
	p.met = p.metSlots()
	p.Cases = l.cases(text.Cases, p)
	p.head = p.HeadValues()
	p.engine = sync.OnceValues(p.compile)
	p.surveys = newSurveys()
	p.rests = sync.OnceValue(p.restsOfAll)
	return p
}

// fen is the smallest coin, 0.01 yuan, to which amounts are rounded unless the
// file says otherwise.
const fen = lang.One / 100

// prepare makes the environment of the file's expressions from its tables,
// bands and values, and that of the day before.
func (l *loader) prepare(p *Policy, text fileText) {
	for _, entry := range text.Tables {
		l.lookup(p, entry.Key, l.table(entry))
	}
	for _, entry := range text.Bands {
		l.lookup(p, entry.Key, l.band(entry))
	}
	for _, entry := range text.Values {
		l.value(p, entry)
	}
	p.standards, p.dayBefore = p.inForce(p.Effective), p.inForce(p.Effective-1)
	if l.watch != nil {
		l.watch(p)
	}
	l.env, l.envBefore = l.environment(p.scope), l.environment(p.dayBefore.scope)
}

// environment makes that of one day; nil where the file has a name that no
// expression could write.
func (l *loader) environment(scope lang.Scope) *lang.Env {
	env, err := lang.NewEnv(scope)
	if err != nil {
		if l.problems.Err() == nil {
			fault := faultOf(err)
			l.problems.Add(source.Pos{File: l.file}, fault.Message, fault.Hint)
		}
		return nil
	}
	return env
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// keywords mean something else to an expression.
var keywords = []string{"in", "true", "false", "null"}

// lookup adds a table, a band or a value to the policy under a name that an
// expression can write.
func (l *loader) lookup(p *Policy, name source.Str, info LookupInfo) {
	if !identifier.MatchString(name.Value) || slices.Contains(keywords, name.Value) {
		l.fault(name,
			source.Say("%q cannot be the name of a table, band or value", "%q 不能用作表、分段或数值的名称", name.Value),
			source.Say("use Latin letters, digits and _, like age_addition", "请用英文字母、数字和下划线，例如 age_addition"))
		return
	}
	info.Pos, info.Width = name.Pos(0), widthOf(name)
	p.Lookups = append(p.Lookups, info)
}

// value adds a single value to the policy.
func (l *loader) value(p *Policy, entry source.Entry[valueText]) {
	f, ok := l.figure(entry.Value.Value)
	if !ok {
		return
	}
	row := Row{Figure: f, Pos: entry.Key.Pos(0), Width: widthOf(entry.Key)}
	l.lookup(p, entry.Key, LookupInfo{Name: valuePrefix + entry.Key.Value, Cite: entry.Value.Cite, Rows: []Row{row}})
}

// Policy ids name files and take part in the keys of a run.
var idShape = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._-]*$`)

func (l *loader) id(text source.Str) string {
	if written(text) && !idShape.MatchString(text.Value) {
		l.fault(text,
			source.Say("%q cannot be the id of a policy", "%q 不能用作政策编号", text.Value),
			source.Say("use letters, digits, . _ and -, like cn-2015-3", "请用字母、数字和 . _ -，例如 cn-2015-3"))
	}
	return text.Value
}

// follows reads the ids of the policies that come before this one.
func (l *loader) follows(texts []source.Str, own string) []Reference {
	var list []Reference
	for _, text := range texts {
		switch {
		case text.Value == own:
			l.fault(text, source.Say("a policy cannot follow itself", "政策不能排在自己之后"),
				source.Say("name the policies that are applied before this one, or leave it out", "请写排在本政策之前的政策，否则删去"))
		case slices.ContainsFunc(list, func(r Reference) bool { return r.ID == text.Value }):
			l.repeated(text)
		default:
			list = append(list, Reference{ID: l.id(text), Pos: text.Pos(0), Width: widthOf(text)})
		}
	}
	return list
}

func (l *loader) document(text documentText) Document {
	d := Document{
		Number:     text.Number,
		Issuer:     text.Issuer,
		Confidence: l.oneOf(text.Confidence, confidenceCodes, ""),
	}
	if text.Issued != nil {
		d.Issued = *text.Issued
	}
	return d
}

// oneOf gives the code that a text names by code or label, or the code to use
// where the file is silent.
func (l *loader) oneOf(text source.Str, codes []lang.Code, silent string) string {
	if text.Empty() {
		return silent
	}
	var known, labels []string
	for _, c := range codes {
		if text.Value == c.Code || text.Value == c.Label {
			return c.Code
		}
		known, labels = append(known, c.Code), append(labels, c.Code+"（"+c.Label+"）")
	}
	hint := source.Text{}
	switch near := source.Nearest(text.Value, known); {
	case len(near) > 1 || strings.EqualFold(near, text.Value):
		hint = source.DidYouMean(near, []string{near})
	}
	l.fault(text, source.Say("%q is not one of %s", "%q 不是 %s 之一", text.Value,
		source.Text{EN: strings.Join(known, ", "), ZH: strings.Join(labels, "、")}), hint)
	return silent
}

// dates reads when the policy is due and first paid, and looks at their order.
// The order is that of months, since pay is monthly.
func (l *loader) dates(p *Policy, text fileText) {
	if text.Effective.date == nil {
		return
	}
	p.Effective, p.PaidFrom = *text.Effective.date, *text.Effective.date
	if text.PaidFrom.date != nil {
		p.PaidFrom = *text.PaidFrom.date
	}
	if p.Effective.CalendarMonths(p.PaidFrom) < 0 {
		l.fault(text.PaidFrom.text,
			source.Say("paid from %s, before the policy takes effect on %s", "%s 开始发放，早于执行时间 %s", p.PaidFrom, p.Effective),
			source.Say("paid_from is the first payroll that pays the change", "paid_from 是首次按新标准发放的月份"))
	}
	if issued := p.Document.Issued; text.PaidFrom.text.Value == "" && issued != 0 && p.Effective.CalendarMonths(issued) > 0 {
		l.warn(text.Effective.text,
			source.Say("issued on %s, after it takes effect on %s, yet no paid_from is given: no arrears are counted",
				"%s 印发，晚于执行时间 %s，但未写 paid_from：未计补发", issued, p.Effective),
			source.Say("add a line \"paid_from: …\" with the first payroll that pays it", "请补一行“paid_from: …”，写明首次发放的月份"))
	}
}

// channel reads the payers that the document names as codes of the roster's
// payer field; without such a field they stay as written.
func (l *loader) channel(payers []source.Str) []string {
	var codes []string
	field := l.schema.Index("payer")
	for _, payer := range payers {
		code := payer.Value
		if field >= 0 {
			v, ok := l.cell(field, payer)
			if !ok {
				continue
			}
			code = v.Str()
		}
		if slices.Contains(codes, code) {
			l.repeated(payer)
			continue
		}
		codes = append(codes, code)
	}
	return codes
}

// matters reads the categories of petitions that the policy touches. Any text is
// one: petition offices have their own.
func (l *loader) matters(categories []source.Str) []string {
	var matters []string
	for _, category := range categories {
		if slices.Contains(matters, category.Value) {
			l.repeated(category)
			continue
		}
		matters = append(matters, category.Value)
	}
	return matters
}

func (l *loader) headline(text *headlineText) Headline {
	if text == nil {
		return Headline{}
	}
	if (text.Amount == nil) == (text.Rate == nil) {
		l.problems.Add(text.Pos,
			source.Say("the headline is either an amount or a rate", "headline 应为金额或比例之一"),
			source.Say("write {amount: 460} or {rate: 3.8%}", "请写 {amount: 460} 或 {rate: 3.8%}"))
	}
	return Headline{Amount: amountOf(text.Amount), Rate: amountOf(text.Rate)}
}

// amountOf gives an amount of the file, unknown where the file is silent.
func amountOf(d *lang.Decimal) lang.Value {
	if d == nil {
		return lang.Value{}
	}
	return lang.DecimalOf(*d)
}

// roundingWithin gives the rounding rule of a text; what it leaves out is that
// of the rule around it.
func roundingWithin(text roundingText, around RoundingRule) RoundingRule {
	rule := around
	if text.To.amount != nil {
		rule.To = *text.To.amount
	}
	if text.Mode != nil {
		rule.Mode = *text.Mode
	}
	return rule
}

func (l *loader) milestones(texts []milestoneText) []Milestone {
	var milestones []Milestone
	seen := map[string]bool{}
	for _, m := range texts {
		if seen[m.ID.Value] && !m.ID.Empty() {
			l.repeated(m.ID)
		}
		seen[m.ID.Value] = true
		milestones = append(milestones, Milestone{ID: m.ID.Value, Title: m.Title, Owner: m.Owner, Due: m.Due, Done: m.Done})
	}
	return milestones
}

// payItemMeant is the hint for a pay item that is not known: one that is named by
// its label, or else the nearest.
func (l *loader) payItemMeant(name string) source.Text {
	for slot, item := range l.layout.payItems {
		if l.layout.fields[l.layout.paid[slot]].Label == name || "pay."+item == name {
			return source.DidYouMean(item, []string{item})
		}
	}
	return source.DidYouMean(name, l.layout.payItems)
}

func (l *loader) item(p *Policy, text itemText) Item {
	slot := l.layout.slot(text.PayItem.Value)
	if slot < 0 && !text.PayItem.Empty() {
		l.fault(text.PayItem,
			source.Say("unknown pay item %q", "未知的工资项目 %q", text.PayItem.Value),
			l.payItemMeant(text.PayItem.Value))
	}
	item := Item{
		PayItem:  text.PayItem.Value,
		Title:    text.Title,
		When:     l.expression(text.When, lang.Bool),
		Sets:     text.Add.Empty(),
		Rounding: roundingWithin(text.Rounding, p.Rounding),
		Cite:     text.Cite,
		Pos:      text.Pos,
		slot:     slot,
	}
	if text.Add.Empty() == text.Set.Empty() {
		l.problems.Add(text.Pos,
			source.Say("an item either adds or sets", "每项应且只应写 add 或 set 之一"),
			source.Say("write add for an amount on top of what is paid, set for a new standard", "在原额上增加用 add，改为新标准用 set"))
	}
	item.Amount = l.expression(text.Add, lang.DecimalKind)
	if set := l.expression(text.Set, lang.DecimalKind); item.Sets {
		item.Amount = set
		item.before = l.former(p, text, &item)
	}
	return item
}

// former gives what a set comes to with the figures of the day before, where
// some figure that it reads is dated. Any other amount is what the policy brings,
// and says nothing of what was paid before it.
func (l *loader) former(p *Policy, text itemText, item *Item) *former {
	if l.envBefore == nil || item.Amount == nil || !p.changing(item.When) && !p.changing(item.Amount) {
		return nil
	}
	f := &former{}
	f.amount, _ = l.envBefore.Compile(text.Set, lang.DecimalKind)
	if item.When != nil {
		f.when, _ = l.envBefore.Compile(text.When, lang.Bool)
	}
	return f
}

// changedSlots gives the slots of the pay items that items change, in the order
// of the schema.
func changedSlots(items []Item) []int {
	var slots []int
	for _, item := range items {
		slots = append(slots, item.slot)
	}
	slices.Sort(slots)
	return slices.Compact(slots)
}

// expression compiles an expression of the file; an absent one is nil.
func (l *loader) expression(text source.Str, want lang.Kind) *lang.Expr {
	if text.Empty() {
		l.blank(text)
		return nil
	}
	if l.env == nil {
		return nil
	}
	x, problems := l.env.Compile(text, want)
	l.problems = append(l.problems, problems...)
	if x == nil || problems.Err() != nil {
		return nil
	}
	for _, index := range x.Reads() {
		if index < len(l.schema.Fields) && l.schema.Fields[index].Private {
			l.private(text, l.layout.fields[index].Name)
		}
	}
	return x
}

// blank refuses an expression that is there, but empty: read as absent, an empty
// condition would let everybody in.
func (l *loader) blank(text source.Str) {
	if written(text) {
		l.fault(text,
			source.Say("the expression is empty", "表达式为空"),
			source.Say("write a condition or an amount, or leave the key out", "请写条件或金额，或删去此键"))
	}
}

// written reports whether the file gives a text at all.
func written(text source.Str) bool { return text.Pos(0).File != nil }

// private refuses a field that names a person: explanations and reasons show
// the values that an expression reads, and they may be shown to others.
func (l *loader) private(text source.Str, field string) {
	l.fault(text,
		source.Say("%s is private and cannot decide an amount", "%s 属于个人隐私字段，不能用于计算", field),
		source.Say("use a field that does not identify a person", "请改用不识别个人身份的字段"))
}

// cell reads a text as a cell of a roster field; the place of what is wrong
// with it is the text's.
func (l *loader) cell(field int, text source.Str) (lang.Value, bool) {
	v, err := l.schema.ParseCell(field, text.Value)
	switch {
	case err != nil:
		fault := faultOf(err)
		l.fault(text, fault.Message, fault.Hint)
		return v, false
	case !v.Known():
		l.fault(text, source.Say("a value is needed here", "此处应有值"), source.Text{})
		return v, false
	}
	return v, true
}

func (l *loader) repeated(text source.Str) {
	l.fault(text, source.Say("%q is given twice", "%q 重复出现", text.Value), source.Say("keep one of them", "请只保留一个"))
}

// fault reports an error at a text of the file.
func (l *loader) fault(at source.Str, message, hint source.Text) {
	l.problems = append(l.problems, source.Problem{
		Pos: at.Pos(0), Width: len([]rune(at.Value)), Message: message, Hint: hint,
	})
}

// warn reports what is allowed, but hardly meant.
func (l *loader) warn(at source.Str, message, hint source.Text) {
	l.fault(at, message, hint)
	l.problems[len(l.problems)-1].Severity = source.Warning
}

// faultOf gives the message of an error in both languages.
func faultOf(err error) source.Fault {
	var fault source.Fault
	if errors.As(err, &fault) {
		return fault
	}
	return source.Fault{Message: source.Say("%s", "%s", err.Error())}
}
