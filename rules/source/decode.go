package source

import (
	"encoding"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Decode fills the struct that out points to from a YAML file, strictly, and
// returns every problem found. What could be read is filled in even so.
//
// Struct fields are matched by the yaml tag; "yaml:"name,required"" makes a
// value mandatory, and "yaml:"name,filled"" its key one that is left out or has a
// value. A field named Pos of type [Pos] is set to where its mapping
// starts. A field may be a string, bool, int or int64, a [Str], a pointer, a
// slice, a [Map], an encoding.TextUnmarshaler, an [Unmarshaler], or a struct.
// A string takes any scalar as it is written: 0123 stays "0123".
func Decode(f *File, out any) Problems {
	d := &decoder{file: f}
	if root := d.root(); root != nil {
		d.value(root, reflect.ValueOf(out).Elem())
	}
	d.problems.Sort()
	return d.problems
}

// A Fault is an error of a value, in both languages, with a hint. An
// UnmarshalText method returns one to have both printed.
type Fault struct{ Message, Hint Text }

// Error gives the message in English.
func (f Fault) Error() string { return f.Message.EN }

type decoder struct {
	file     *File
	problems Problems
	aliases  int // followed so far
}

func (d *decoder) pos(n *yaml.Node) Pos {
	return Pos{File: d.file, Line: n.Line, Col: n.Column}
}

// fault reports an error at a node and underlines its text, with its quotes.
func (d *decoder) fault(n *yaml.Node, message, hint Text) {
	width := utf8.RuneCountInString(n.Value)
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		width += len(`""`)
	}
	d.problems = append(d.problems, Problem{Pos: d.pos(n), Width: width, Message: message, Hint: hint})
}

func (d *decoder) value(n *yaml.Node, out reflect.Value) {
	n = d.follow(n)
	if isNull(n) {
		return
	}
	if out.Kind() == reflect.Pointer {
		if out.IsNil() {
			out.Set(reflect.New(out.Type().Elem()))
		}
		d.value(n, out.Elem())
		return
	}
	switch p := out.Addr().Interface().(type) {
	case Unmarshaler:
		p.UnmarshalSource(Node{d: d, n: n})
	case *Str:
		d.str(n, p)
	case encoding.TextUnmarshaler:
		d.text(n, p)
	default:
		d.plain(n, out)
	}
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func (d *decoder) str(n *yaml.Node, p *Str) {
	if d.scalar(n) {
		*p = Str{Value: n.Value, node: n, file: d.file}
	}
}

func (d *decoder) text(n *yaml.Node, p encoding.TextUnmarshaler) {
	if !d.scalar(n) {
		return
	}
	err := p.UnmarshalText([]byte(n.Value))
	var fault Fault
	switch {
	case errors.As(err, &fault):
		d.fault(n, fault.Message, fault.Hint)
	case err != nil:
		d.fault(n, Say("%s", "%s", err.Error()), Text{})
	}
}

func (d *decoder) scalar(n *yaml.Node) bool {
	if n.Kind == yaml.ScalarNode {
		return true
	}
	d.fault(n, Say("a single value is needed here", "此处应为单个值"), Text{})
	return false
}

func (d *decoder) plain(n *yaml.Node, out reflect.Value) {
	switch out.Kind() {
	case reflect.Struct:
		d.structure(n, out)
	case reflect.Slice:
		d.slice(n, out)
	case reflect.String:
		if d.scalar(n) {
			out.SetString(n.Value)
		}
	case reflect.Bool:
		d.boolean(n, out)
	case reflect.Int, reflect.Int64:
		d.integer(n, out)
	default:
		panic("source: cannot decode into " + out.Type().String())
	}
}

func (d *decoder) boolean(n *yaml.Node, out reflect.Value) {
	switch {
	case !d.scalar(n):
	case n.Value == "true" || n.Value == "false":
		out.SetBool(n.Value == "true")
	default:
		d.fault(n, Say("%q is not true or false", "%q 不是 true 或 false", n.Value),
			Say("write true or false", "请写 true 或 false"))
	}
}

func (d *decoder) integer(n *yaml.Node, out reflect.Value) {
	if !d.scalar(n) {
		return
	}
	i, err := strconv.ParseInt(n.Value, 10, 64)
	if err != nil {
		d.fault(n, Say("%q is not a whole number", "%q 不是整数", n.Value), Text{})
		return
	}
	out.SetInt(i)
}

func (d *decoder) slice(n *yaml.Node, out reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.fault(n, Say("a list is needed here", "此处应为列表"), listHint(n, out.Type().Elem()))
		return
	}
	list := reflect.MakeSlice(out.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		d.value(c, list.Index(i))
	}
	out.Set(list)
}

// listHint says how to write a list. Where its members are words, a word that
// stands alone is shown as one.
func listHint(n *yaml.Node, member reflect.Type) Text {
	words := member.Kind() == reflect.String || member == reflect.TypeFor[Str]()
	if words && n.Kind == yaml.ScalarNode && n.Value != "" && !strings.ContainsAny(n.Value, "[]{},:#\n") {
		return Say("write [%s]", "请写成 [%s]", n.Value)
	}
	return Say("write [a, b] or one \"- item\" a line", "请写成 [a, b]，或每行一个“- 项”")
}

func (d *decoder) mapping(n *yaml.Node) bool {
	if n.Kind == yaml.MappingNode {
		return true
	}
	d.fault(n, Say("\"key: value\" pairs are needed here", "此处应为“键: 值”"), Text{})
	return false
}

func (d *decoder) structure(n *yaml.Node, out reflect.Value) {
	if !d.mapping(n) {
		return
	}
	fields := fieldsOf(out.Type())
	if at := out.FieldByName("Pos"); at.IsValid() && at.Type() == reflect.TypeFor[Pos]() {
		at.Set(reflect.ValueOf(d.pos(n)))
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		f, ok := fields.byName[key.Value]
		switch {
		case key.Kind != yaml.ScalarNode:
			d.fault(key, Say("a key must be a plain text", "键须为普通文本"), Text{})
			continue
		case !ok:
			d.fault(key, Say("unknown key %q", "未知的键 %q", key.Value), keyHint(key.Value, fields.names))
			continue
		case seen[key.Value]:
			d.repeated(key)
			continue
		}
		seen[key.Value] = true
		if f.filled && isNull(val) {
			d.fault(key, Say("%q has no value", "%q 没有值", key.Value),
				Say("write it after the colon", "请在冒号后填写"))
		}
		d.value(val, out.Field(f.index))
	}
	for _, name := range fields.names {
		if fields.byName[name].required && !seen[name] {
			d.fault(n, Say("%q is missing", "缺少 %q", name), Say("add a line \"%s: …\"", "请补一行“%s: …”", name))
		}
	}
}

func (d *decoder) repeated(key *yaml.Node) {
	d.fault(key, Say("%q is given twice", "%q 重复出现", key.Value), Say("keep one of them", "请只保留一个"))
}

// A field is one key of a mapping. One that is filled may not be left empty: it
// is required, or it is a [Str], where an empty "when:" is a slip and would
// otherwise read as no condition at all, or its tag says so for the same reason.
type field struct {
	index    int
	required bool
	filled   bool
}

type fields struct {
	names  []string
	byName map[string]field
}

func fieldsOf(t reflect.Type) fields {
	fs := fields{byName: map[string]field{}}
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("yaml")
		name, option, _ := strings.Cut(tag, ",")
		if name == "" || name == "-" {
			continue
		}
		fs.names = append(fs.names, name)
		required := option == "required"
		filled := required || option == "filled" || t.Field(i).Type == reflect.TypeFor[Str]()
		fs.byName[name] = field{index: i, required: required, filled: filled}
	}
	return fs
}
