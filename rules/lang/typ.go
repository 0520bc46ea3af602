package lang

import (
	"weiran/rules/source"
)

// A typ is the type of a sub-expression: a kind or a list of one, and the codes
// that a text may take where it comes from a field with allowed values. The
// zero typ is one that is already reported as wrong: it silences what follows.
type typ struct {
	kind  Kind
	list  bool
	codes []Code
}

func typeOf(f Field) typ {
	if f.Kind == Strings {
		return typ{kind: String, list: true, codes: f.Enum}
	}
	return typ{kind: f.Kind, codes: f.Enum}
}

// wrong says that a problem has been reported below.
func (t typ) wrong() bool { return t.kind == Invalid && !t.list }

func (t typ) is(kind Kind) bool { return t.kind == kind && !t.list }

func (t typ) number() bool { return t.is(Int) || t.is(DecimalKind) }

// element gives the type of a list's members.
func (t typ) element() typ { return typ{kind: t.kind, codes: t.codes} }

// like says that two types are the same but for their codes; an empty list is
// like any list.
func (t typ) like(u typ) bool {
	return t.list == u.list && (t.kind == u.kind || t.list && (t.kind == Invalid || u.kind == Invalid))
}

// result gives the kind that the type is for the caller of Compile.
func (t typ) result() (kind Kind, ok bool) {
	if !t.list {
		return t.kind, true
	}
	return Strings, t.kind == String
}

// kindWords are the kinds in plain words.
var kindWords = map[Kind]source.Text{
	Invalid:     source.Say("nothing", "空"),
	Bool:        source.Say("true or false", "真假值"),
	Int:         source.Say("a whole number", "整数"),
	DecimalKind: source.Say("a decimal", "小数"),
	DateKind:    source.Say("a date", "日期"),
	String:      source.Say("a text", "文本"),
	Strings:     source.Say("a list of texts", "文本列表"),
}

var listWords = map[Kind]source.Text{
	Invalid:     source.Say("an empty list", "空列表"),
	Bool:        source.Say("a list of true or false", "真假值列表"),
	Int:         source.Say("a list of whole numbers", "整数列表"),
	DecimalKind: source.Say("a list of decimals", "小数列表"),
	DateKind:    source.Say("a list of dates", "日期列表"),
	String:      source.Say("a list of texts", "文本列表"),
}

// words gives the type in plain words.
func (t typ) words() source.Text {
	if t.list {
		return listWords[t.kind]
	}
	return kindWords[t.kind]
}
