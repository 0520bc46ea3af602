package reports

import (
	"bytes"
	"encoding/json"
	"testing"
)

// TestJSONListAsTheEncoderWritesIt compares lists with those that the encoder
// writes at once.
func TestJSONListAsTheEncoderWritesIt(t *testing.T) {
	type pair struct {
		Says string `json:"says"`
		List []int  `json:"list"`
	}
	for _, list := range [][]pair{{}, {{Says: "增加 <1>\n"}}, {{List: []int{}}, {List: []int{1, 2}}, {Says: "二"}}} {
		var want, got bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(list); err != nil {
			t.Fatal(err)
		}
		l := newJSONList(&got)
		for _, element := range list {
			if err := l.add(element); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.end(); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("got\n%s\nwant\n%s", got.String(), want.String())
		}
	}
}
