package reports

import (
	"bytes"
	"encoding/json"
	"io"
)

// A jsonList writes a JSON array as [json.Encoder] does, but element by element:
// the text of all findings of a province would take more memory than the run.
type jsonList struct {
	w       io.Writer
	element bytes.Buffer
	encoder *json.Encoder // to element
	length  int
}

func newJSONList(w io.Writer) *jsonList {
	l := &jsonList{w: w}
	l.encoder = json.NewEncoder(&l.element)
	l.encoder.SetEscapeHTML(false)
	l.encoder.SetIndent("  ", "  ")
	return l
}

// add writes the next element.
func (l *jsonList) add(element any) error {
	l.element.Reset()
	l.element.WriteString(l.before())
	if err := l.encoder.Encode(element); err != nil {
		return err
	}
	l.length++
	_, err := l.w.Write(bytes.TrimSuffix(l.element.Bytes(), []byte("\n")))
	return err
}

// before is what stands between the next element and the one before it.
func (l *jsonList) before() string {
	if l.length == 0 {
		return "[\n  "
	}
	return ",\n  "
}

// end closes the array.
func (l *jsonList) end() error {
	last := "\n]\n"
	if l.length == 0 {
		last = "[]\n"
	}
	_, err := io.WriteString(l.w, last)
	return err
}
