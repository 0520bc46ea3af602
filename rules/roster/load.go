package roster

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// A schema file as it is written. Everything is a text with a place until the
// checks below have read it.
type (
	schemaFile struct {
		Fields []fieldEntry `yaml:"fields,required"`
		Checks []checkEntry `yaml:"checks"`
	}
	fieldEntry struct {
		Pos     source.Pos
		Name    source.Str   `yaml:"name,required"`
		Kind    source.Str   `yaml:"kind,required"`
		Label   source.Str   `yaml:"label,required"`
		Aliases []source.Str `yaml:"aliases"`
		Unit    source.Str   `yaml:"unit"`
		Values  []valueEntry `yaml:"values"`
		Min     source.Str   `yaml:"min"`
		Max     source.Str   `yaml:"max"`
		Key     bool         `yaml:"key"`
		Private bool         `yaml:"private"`
	}
	valueEntry struct {
		Code    source.Str   `yaml:"code,required"`
		Label   source.Str   `yaml:"label,required"`
		Aliases []source.Str `yaml:"aliases"`
	}
	checkEntry struct {
		ID       source.Str `yaml:"id,required"`
		Field    source.Str `yaml:"field,required"`
		When     source.Str `yaml:"when,required"`
		Says     source.Str `yaml:"says,required"`
		Severity source.Str `yaml:"severity"`
	}
)

// LoadSchema reads a schema file and reports all of its problems. With problems
// that are errors the schema is nil.
func LoadSchema(f *source.File) (*Schema, source.Problems) {
	var entries schemaFile
	ld := &loader{schema: &Schema{file: f, key: -1, headers: map[string]int{}}}
	ld.problems = source.Decode(f, &entries)
	if ld.problems.Err() != nil && len(entries.Fields) == 0 {
		return nil, ld.problems
	}
	for _, e := range entries.Fields {
		ld.field(e)
	}
	ld.keyed(entries.Fields)
	ld.checks(entries.Checks)
	ld.problems.Sort()
	if ld.problems.Err() != nil {
		return nil, ld.problems
	}
	return ld.schema, ld.problems
}

// A loader builds a schema and gathers what is wrong with its file.
type loader struct {
	schema   *Schema
	problems source.Problems
	broken   bool // some field could not be read, so checks cannot be typed
}

// fault reports a problem under the whole of a text.
func (ld *loader) fault(at source.Str, message, hint source.Text) {
	ld.problems = append(ld.problems, source.Problem{
		Pos: at.Pos(0), Width: utf8.RuneCountInString(at.Value), Message: message, Hint: hint,
	})
}

func (ld *loader) field(e fieldEntry) {
	name, kind := ld.name(e.Name), ld.kind(e)
	if name == "" || kind == lang.Invalid {
		ld.broken = true
		return
	}
	f := Field{
		Name: name, Kind: kind, Label: e.Label.Value, Unit: e.Unit.Value,
		Aliases: values(e.Aliases), Key: e.Key, Private: e.Private,
	}
	words := valueWords{}
	f.Enum = ld.enum(kind, e.Values, words)
	f.Min, f.Max = ld.bounds(kind, e)
	for _, header := range append([]source.Str{e.Name, e.Label}, e.Aliases...) {
		ld.header(header)
	}
	ld.schema.Fields = append(ld.schema.Fields, f)
	ld.schema.words = append(ld.schema.words, words)
	ld.schema.unknowns = append(ld.schema.unknowns, lang.Unknown(f.Dotted()))
}

// fieldName is what a field may be called: a name that an expression can write.
var fieldName = regexp.MustCompile(`^(pay\.)?[a-z][a-z0-9_]*$`)

// keywords are the words of CEL that no field can be called.
var keywords = []string{"in", "true", "false", "null"}

func (ld *loader) name(name source.Str) string {
	switch {
	case name.Empty():
		return ""
	case !fieldName.MatchString(name.Value) || slices.Contains(keywords, name.Value):
		ld.fault(name, source.Say("%q cannot be the name of a field", "%q 不能作为字段名", name.Value),
			source.Say("use a–z, 0–9 and _, such as born or pay.basic; the Chinese name is the label",
				"请用小写字母、数字和下划线，例如 born 或 pay.basic；中文名写在 label"))
		return ""
	case ld.schema.Index(name.Value) >= 0:
		ld.fault(name, source.Say("field %q is given twice", "字段 %q 重复", name.Value),
			source.Say("keep one of them", "请只保留一个"))
		return ""
	}
	return name.Value
}

// kinds are the kinds that a column may have, by their names in the file.
var kinds = []lang.Kind{lang.String, lang.Int, lang.DecimalKind, lang.DateKind, lang.Bool}

func (ld *loader) kind(e fieldEntry) lang.Kind {
	if e.Kind.Empty() {
		return lang.Invalid
	}
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.String()
		if names[i] != e.Kind.Value {
			continue
		}
		if strings.HasPrefix(e.Name.Value, payPrefix) && k != lang.DecimalKind {
			ld.fault(e.Kind, source.Say("the pay item %q is not a decimal", "薪酬项目 %q 不是 decimal", e.Name.Value),
				source.Say("write kind: decimal", "请写 kind: decimal"))
			return lang.Invalid
		}
		return k
	}
	ld.fault(e.Kind, source.Say("unknown kind %q", "未知的类型 %q", e.Kind.Value), source.DidYouMean(e.Kind.Value, names))
	return lang.Invalid
}

// bounds reads min and max.
func (ld *loader) bounds(kind lang.Kind, e fieldEntry) (low, high lang.Value) {
	low, high = ld.bound(kind, e.Min), ld.bound(kind, e.Max)
	if low.Known() && high.Known() && compare(low, high) > 0 {
		ld.fault(e.Max, source.Say("max %s is below min %s", "max %s 小于 min %s", high, low),
			source.Say("no value could be both", "没有值能同时满足"))
	}
	return low, high
}

// bound reads min or max, which must be of the field's kind.
func (ld *loader) bound(kind lang.Kind, text source.Str) lang.Value {
	if text.Empty() {
		return lang.Value{}
	}
	v, err := bound(kind, text.Value)
	if err != nil {
		ld.fault(text, source.Say("%q cannot bound a field of kind %s", "%q 不能限定 %s 类型的字段", text.Value, kind),
			source.Say("min and max are values of an int, decimal or date field", "min 和 max 用于 int、decimal 或 date 字段，并与其类型一致"))
		return lang.Value{}
	}
	return v
}

func bound(kind lang.Kind, text string) (lang.Value, error) {
	switch kind {
	case lang.Int:
		n, err := strconv.ParseInt(text, 10, 64)
		return lang.IntOf(n), err
	case lang.DecimalKind:
		d, err := lang.ParseDecimal(text)
		return lang.DecimalOf(d), err
	case lang.DateKind:
		d, err := lang.ParseDate(text)
		return lang.DateOf(d), err
	}
	return lang.Value{}, strconv.ErrSyntax
}

// header gives the field that is being read a header, which no other may have.
func (ld *loader) header(text source.Str) {
	word, field := headerWord(text.Value), len(ld.schema.Fields)
	if word == "" {
		return
	}
	if owner, taken := ld.schema.headers[word]; taken && owner != field {
		ld.fault(text, source.Say("the header %q already means the field %q", "表头 %q 已表示字段 %q", text.Value, ld.schema.Fields[owner].Name),
			source.Say("a header names one field", "一个表头只能对应一个字段"))
		return
	}
	ld.schema.headers[word] = field
}

// keyed finds the one field that identifies a person.
func (ld *loader) keyed(entries []fieldEntry) {
	for i, f := range ld.schema.Fields {
		if f.Key && ld.schema.key < 0 {
			ld.schema.key = i
		}
	}
	keys := 0
	for _, e := range entries {
		if !e.Key {
			continue
		}
		if keys++; keys > 1 {
			ld.fault(e.Name, source.Say("%q is a second key", "%q 是第二个主键", e.Name.Value),
				source.Say("only one field identifies a person", "只能有一个字段标识人员"))
		}
		ld.keyable(e)
	}
	if keys == 0 {
		ld.problems.Add(source.Pos{File: ld.schema.file},
			source.Say("no field is the key", "没有主键字段"),
			source.Say("write key: true on the field that identifies a person", "请在标识人员的字段上写 key: true"))
	}
}

// keyable refuses a key that reports could not print.
func (ld *loader) keyable(e fieldEntry) {
	if e.Kind.Value != lang.String.String() && !e.Kind.Empty() {
		ld.fault(e.Name, source.Say("the key %q is not a string", "主键 %q 不是 string", e.Name.Value),
			source.Say("write kind: string; a number would lose its leading zeros", "请写 kind: string；写成数字会丢失前导零"))
	}
	if e.Private {
		ld.fault(e.Name, source.Say("the key %q is private", "主键 %q 不能是私密字段", e.Name.Value),
			source.Say("reports name a person by the key: use a number of the bureau's own", "报告用主键指代人员：请用单位自编的编号"))
	}
}

// compare orders two known values of one kind that have an order: negative
// where a is less.
func compare(a, b lang.Value) int { return cmp.Compare(a.Ordinal(), b.Ordinal()) }

func values(list []source.Str) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}
