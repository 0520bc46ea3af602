package source

import (
	"reflect"

	"go.yaml.in/yaml/v4"
)

// An Unmarshaler reads itself from a node: for values whose shape no struct has,
// such as the nested rows of a table.
type Unmarshaler interface {
	UnmarshalSource(n Node)
}

// A Node is a value of a YAML file with its place. Problems that are reported
// on it become part of what [Decode] returns.
type Node struct {
	d *decoder
	n *yaml.Node
}

// Pos gives where the value starts.
func (n Node) Pos() Pos { return n.d.pos(n.n) }

// IsMap reports whether the value is a mapping.
func (n Node) IsMap() bool { return n.n.Kind == yaml.MappingNode }

// IsList reports whether the value is a list.
func (n Node) IsList() bool { return n.n.Kind == yaml.SequenceNode }

// IsNull reports whether the value is empty.
func (n Node) IsNull() bool { return isNull(n.n) }

// Str gives a scalar as it is written; of a map or a list it is empty.
func (n Node) Str() Str { return Str{Value: n.n.Value, node: n.n, file: n.d.file} }

// Tag gives the YAML tag of a scalar as resolved: !!str, !!int, !!float,
// !!bool, !!timestamp or !!null.
func (n Node) Tag() string { return n.n.ShortTag() }

// Decode fills what out points to from the value, as [Decode] does.
func (n Node) Decode(out any) { n.d.value(n.n, reflect.ValueOf(out).Elem()) }

// Problem reports an error at the value.
func (n Node) Problem(message, hint Text) { n.d.fault(n.n, message, hint) }

// Items gives the members of a list.
func (n Node) Items() []Node {
	if !n.IsList() {
		return nil
	}
	items := make([]Node, len(n.n.Content))
	for i, c := range n.n.Content {
		items[i] = n.child(c)
	}
	return items
}

// An Entry is one key of a mapping with its value.
type Entry[T any] struct {
	Key   Str
	Value T
}

// Entries gives the keys and values of a mapping in the order of the file;
// a repeated key is reported and left out.
func (n Node) Entries() []Entry[Node] {
	if !n.d.mapping(n.n) {
		return nil
	}
	var entries []Entry[Node]
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.n.Content); i += 2 {
		key := n.child(n.n.Content[i])
		if seen[key.Str().Value] {
			n.d.repeated(key.n)
			continue
		}
		seen[key.Str().Value] = true
		entries = append(entries, Entry[Node]{Key: key.Str(), Value: n.child(n.n.Content[i+1])})
	}
	return entries
}

func (n Node) child(c *yaml.Node) Node { return Node{d: n.d, n: n.d.follow(c)} }

// A Map is a mapping with free keys, in the order of the file.
type Map[T any] []Entry[T]

// UnmarshalSource reads the mapping.
func (m *Map[T]) UnmarshalSource(n Node) {
	for _, e := range n.Entries() {
		var v T
		e.Value.Decode(&v)
		*m = append(*m, Entry[T]{Key: e.Key, Value: v})
	}
}

// Get gives the value of a key.
func (m Map[T]) Get(key string) (T, bool) {
	for _, e := range m {
		if e.Key.Value == key {
			return e.Value, true
		}
	}
	var zero T
	return zero, false
}
