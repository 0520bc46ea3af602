package roster

import (
	"slices"
	"strconv"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// An EnumValue is one allowed value of a field, with the words that mean it.
// The code of an int field is written in digits.
type EnumValue struct {
	Code    string
	Label   string
	Aliases []string
}

// valueWords are the words of a field's allowed values, folded as headers are.
type valueWords map[string]lang.Value

// allowed finds the value that a word means: its code, label or alias.
func (s *Schema) allowed(field int, text string) (v lang.Value, ok bool) {
	f := &s.Fields[field]
	if f.Enum == nil {
		return lang.Value{}, false
	}
	if v, ok = s.words[field][text]; ok {
		return v, true // most cells are written as the schema writes them
	}
	word := headerWord(text)
	if f.Kind == lang.Int {
		word = withoutZeroes(word)
	}
	v, ok = s.words[field][word]
	return v, ok
}

// notAllowed says that a text is no value of the field. The text is repeated
// where it is nearly one, so that it cannot be a name that slipped in.
func (f *Field) notAllowed(text string) source.Fault {
	var known []string
	for _, e := range f.Enum {
		known = append(known, e.Label, e.Code)
	}
	name := shown(text)
	if source.Nearest(text, known) != "" {
		name = quoted(text)
	}
	return source.Fault{
		Message: source.Say("%[1]s is not a value of %[2]s", "%[1]s不是“%[3]s”的取值", name, f.Name, f.Label),
		Hint:    source.DidYouMean(text, known),
	}
}

// allows reports whether a known value is one of the field's.
func (f *Field) allows(v lang.Value) bool {
	code := v.String()
	return slices.ContainsFunc(f.Enum, func(e EnumValue) bool { return e.Code == code })
}

func (f Field) codes() []lang.Code {
	var codes []lang.Code
	for _, v := range f.Enum {
		codes = append(codes, lang.Code{Code: v.Code, Label: v.Label})
	}
	return codes
}

// ValueLabel gives a value of a field as reports print it: a code as its Chinese
// label (lixiu as 离休, rank 131 as 县处级正职), a bool as 是 or 否, anything else as
// it is; an unknown value is 未知.
func (s *Schema) ValueLabel(field int, v lang.Value) string {
	if !v.Known() {
		return "未知"
	}
	code := v.String()
	for _, e := range s.Fields[field].Enum {
		if e.Code == code {
			return e.Label
		}
	}
	switch {
	case v.Kind() != lang.Bool:
		return code
	case v.Bool():
		return "是"
	}
	return "否"
}

// enum reads the allowed values of a field and the words that mean them.
func (ld *loader) enum(kind lang.Kind, entries []valueEntry, words valueWords) []EnumValue {
	if len(entries) > 0 && kind != lang.String && kind != lang.Int {
		ld.fault(entries[0].Code, source.Say("a field of kind %s cannot list its values", "%s 类型的字段不能列出取值", kind),
			source.Say("leave out values; min and max bound it", "请去掉 values；可用 min 和 max 限定范围"))
		return nil
	}
	var list []EnumValue
	for _, e := range entries {
		value, ok := ld.code(kind, list, e.Code)
		list = append(list, EnumValue{Code: e.Code.Value, Label: e.Label.Value, Aliases: values(e.Aliases)})
		if !ok {
			continue
		}
		for _, word := range append([]source.Str{e.Code, e.Label}, e.Aliases...) {
			ld.word(words, value, word)
		}
	}
	return list
}

// code reads a code, which is not repeated and of the field's kind.
func (ld *loader) code(kind lang.Kind, before []EnumValue, code source.Str) (v lang.Value, ok bool) {
	if slices.ContainsFunc(before, func(e EnumValue) bool { return e.Code == code.Value }) {
		ld.fault(code, source.Say("the value %q is given twice", "取值 %q 重复", code.Value),
			source.Say("keep one of them; further words for it are its aliases", "请只保留一个；其他写法放在 aliases"))
		return lang.Value{}, false
	}
	if kind == lang.String {
		return lang.StringOf(code.Value), true
	}
	n, err := strconv.ParseInt(code.Value, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != code.Value {
		ld.fault(code, source.Say("%q is not a whole number", "%q 不是整数", code.Value),
			source.Say("the codes of an int field are numbers, without + and leading zeros", "int 字段的代码应为整数，不带加号和前导零"))
		return lang.Value{}, false
	}
	return lang.IntOf(n), true
}

// word lets a word mean a value. It may mean no other.
func (ld *loader) word(words valueWords, value lang.Value, word source.Str) {
	folded := headerWord(word.Value)
	if folded == "" {
		return
	}
	owner, taken := words[folded]
	if taken && !owner.Equal(value) {
		ld.fault(word, source.Say("%q already means the value %q", "%q 已表示取值 %q", word.Value, owner),
			source.Say("a word means one value of a field", "同一字段中一个词只表示一个取值"))
		return
	}
	words[folded] = value
}
