package library

import (
	"bytes"

	"weiran/rules/source"
)

// placeholder stands in a skeleton where the id of what is new belongs.
const placeholder = "ID-HERE"

// templateMark ends the title of a shipped policy whose tables its user fills in.
const templateMark = "（模板）"

// NewPolicy gives a policy file to begin with: every part of the format in the
// order in which an author fills it in, with comments in both languages. Its
// figures are examples. It is read without an error, and its cases come out; what
// it warns of is the figure that it leaves unknown and the one that is expected.
func NewPolicy(id string) *source.File { return skeleton("policy", id) }

// NewRule gives a rule file to begin with, of a group and one rule that both have
// the id. It is read without a problem, and its case comes out.
func NewRule(id string) *source.File { return skeleton("rule", id) }

// CopyPolicy gives a shipped policy under another id, to be changed: a template
// to be filled in, or a document that a county follows in another way. Its title no
// longer says that it is a template. ok is false where no policy of that id is
// shipped.
func CopyPolicy(shipped, id string) (f *source.File, ok bool) {
	of, ok := Policy(shipped)
	if !ok {
		return nil, false
	}
	text := bytes.Replace(of.Text, []byte("\npolicy: "+shipped+"\n"), []byte("\npolicy: "+id+"\n"), 1)
	text = bytes.Replace(text, []byte(templateMark+"\n"), []byte("\n"), 1)
	return source.NewFile(id+".yaml", text), true
}

func skeleton(kind, id string) *source.File {
	text, err := files.ReadFile("skeletons/" + kind + ".yaml")
	if err != nil {
		panic(err) // the files are part of the program
	}
	return source.NewFile(id+".yaml", bytes.ReplaceAll(text, []byte(placeholder), []byte(id)))
}
