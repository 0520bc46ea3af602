package policy

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A partText is a part of the file that holds figures, in whichever shape it is
// written: a scalar, a map of further parts, or a list of maps.
type partText struct {
	pos    source.Pos
	shape  shape
	value  source.Str // of a scalar
	inside source.Map[partText]
	list   []source.Map[partText]
}

type shape uint8

const (
	absent shape = iota
	blank        // a key without a value
	null         // null or ~, written out
	scalar
	mapping
	listing
)

// UnmarshalSource reads the part in whichever shape it has.
func (t *partText) UnmarshalSource(n source.Node) {
	t.pos = n.Pos()
	switch {
	case n.IsMap():
		t.shape = mapping
		for _, e := range n.Entries() {
			t.inside = append(t.inside, source.Entry[partText]{Key: e.Key, Value: partOf(e.Value)})
		}
	case n.IsList():
		t.shape = listing
		n.Decode(&t.list)
	default:
		t.shape = scalar
		t.value = n.Str()
	}
}

// partOf reads a part that may be null, which for a dated figure means that it
// ends.
func partOf(n source.Node) (t partText) {
	if !n.IsNull() {
		n.Decode(&t)
		return t
	}
	t.pos, t.value, t.shape = n.Pos(), n.Str(), null
	if t.value.Value == "" {
		t.shape = blank
	}
	return t
}

// hollow reports whether rows are there, but none.
func (t partText) hollow() bool {
	return (t.shape == mapping || t.shape == listing) && len(t.inside)+len(t.list) == 0
}

// isHole reports whether the part says that a figure is not known.
func (t partText) isHole() bool { return t.shape == scalar && isHole(t.value.Value) }

func isHole(text string) bool { return text == "unknown" || text == "未知" }

// initial stands for the day from which a figure holds that has held before any
// day that is known.
const initial = "initial"

// dated reports whether a map has the keys of a dated figure, well written or
// not.
func (t partText) dated() bool {
	return slices.ContainsFunc(t.inside, func(e source.Entry[partText]) bool { return datedKey(e.Key.Value) })
}

func datedKey(text string) bool {
	_, err := lang.ParseDate(text)
	return err == nil || text == initial
}

var datedForm = source.Say("write {initial: 300, 2006-07-01: 400, 2012-10-01: null}", "请写成 {initial: 300, 2006-07-01: 400, 2012-10-01: null}")

// figure reads a figure, plain or dated; ok is false where there is none, or
// something is wrong with it.
func (l *loader) figure(text partText) (f Figure, ok bool) {
	switch text.shape {
	case mapping:
		return l.datedFigure(text)
	case listing:
		l.problems.Add(text.pos, source.Say("one value is needed here", "此处应为单个值"), source.Text{})
		return f, false
	case absent, blank, null:
		return f, false
	}
	s, ok := l.step(text.value)
	s.First = true
	return Figure{Steps: []Step{s}}, ok
}

// datedFigure reads a map from days to numbers.
func (l *loader) datedFigure(text partText) (f Figure, ok bool) {
	if len(text.inside) == 0 {
		l.problems.Add(text.pos, source.Say("the figure has no value on any day", "没有写明任何日期的数额"), datedForm)
		return f, false
	}
	ok = true
	for _, e := range text.inside {
		s, read := l.datedStep(e)
		ok = ok && read
		if read && !s.First && slices.ContainsFunc(f.Steps, func(o Step) bool { return !o.First && o.From == s.From }) {
			l.repeated(e.Key)
			ok = false
		}
		f.Steps = append(f.Steps, s)
	}
	slices.SortStableFunc(f.Steps, func(a, b Step) int {
		if a.First != b.First {
			return map[bool]int{true: -1, false: 1}[a.First]
		}
		return cmp.Compare(a.From, b.From)
	})
	return f, ok
}

// datedStep reads one day with its number.
func (l *loader) datedStep(e source.Entry[partText]) (s Step, ok bool) {
	var from lang.Date
	first := e.Key.Value == initial
	if !first {
		var err error
		if from, err = lang.ParseDate(e.Key.Value); err != nil {
			l.noDay(e.Key)
			return s, false
		}
	}
	s, ok = l.stepText(e)
	s.From, s.First = from, first
	return s, ok
}

// noDay says what is wrong with a key that stands where a day should.
func (l *loader) noDay(key source.Str) {
	if slices.Contains(stepKeys, key.Value) {
		l.fault(key,
			source.Say("%q stands below the day from which it holds", "%q 应写在起始日期之下", key.Value),
			source.Say("write {2027-01-01: {value: 900, expected: true}}", "请写成 {2027-01-01: {value: 900, expected: true}}"))
		return
	}
	l.fault(key, source.Say("%q is not the day from which a figure holds", "%q 不是起始日期", key.Value), datedForm)
}

// stepText reads what a figure is from a day on: a number, unknown, null, or
// {value: …, expected: true}.
func (l *loader) stepText(e source.Entry[partText]) (Step, bool) {
	switch text := e.Value; text.shape {
	case scalar:
		return l.step(text.value)
	case null:
		return Step{State: Ended, Pos: text.pos, Width: widthOf(text.value)}, true
	case mapping:
		return l.marked(text)
	case listing:
		l.problems.Add(text.pos, source.Say("one value is needed here", "此处应为单个值"), source.Text{})
		return Step{}, false
	}
	l.fault(e.Key, source.Say("%q has no value", "%q 没有值", e.Key.Value),
		source.Say("write the number, unknown for one that is not known, null where the figure ends",
			"请写数额；尚不知道的写 unknown，标准终止写 null"))
	return Step{}, false
}

var stepKeys = []string{"value", "expected"}

// marked reads a number that is announced and not enacted.
func (l *loader) marked(text partText) (s Step, ok bool) {
	value, expected := partText{}, false
	ok = true
	for _, e := range text.inside {
		switch e.Key.Value {
		case "value":
			value = e.Value
		case "expected":
			var read bool
			expected, read = l.truth(e)
			ok = ok && read
		default:
			ok = false
			l.fault(e.Key, source.Say("unknown key %q", "未知的键 %q", e.Key.Value), source.DidYouMean(e.Key.Value, stepKeys))
		}
	}
	if value.shape != scalar {
		if ok {
			l.problems.Add(text.pos, source.Say("%q is missing", "缺少 %q", "value"),
				source.Say("write {value: 900, expected: true}", "请写成 {value: 900, expected: true}"))
		}
		return s, false
	}
	s, read := l.step(value.value)
	if expected && s.State == Given {
		s.State = Expected
	}
	return s, ok && read
}

// truth reads true or false.
func (l *loader) truth(e source.Entry[partText]) (b, ok bool) {
	switch text := e.Value.value.Value; {
	case e.Value.shape == scalar && (text == "true" || text == "false"):
		return text == "true", true
	case e.Value.shape == scalar:
		l.fault(e.Value.value, source.Say("%q is not true or false", "%q 不是 true 或 false", text),
			source.Say("write true or false", "请写 true 或 false"))
	default:
		l.fault(e.Key, source.Say("write true or false", "请写 true 或 false"), source.Text{})
	}
	return false, false
}

// step reads a number, or the word for one that is not known.
func (l *loader) step(text source.Str) (Step, bool) {
	s := Step{Pos: text.Pos(0), Width: widthOf(text)}
	if isHole(strings.TrimSpace(text.Value)) {
		s.State = Hole
		return s, true
	}
	d, err := lang.ParseDecimal(text.Value)
	if err != nil {
		fault := faultOf(err)
		l.fault(text, fault.Message, fault.Hint)
		return s, false
	}
	s.Value = d
	return s, true
}

func widthOf(text source.Str) int { return utf8.RuneCountInString(text.Value) }
