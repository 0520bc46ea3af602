package source

import "fmt"

// A Language is one of the two languages of the command line.
type Language uint8

// The languages of messages. English is the language of Error strings.
const (
	English Language = iota
	Chinese
)

// A Text is one message in both languages.
type Text struct{ EN, ZH string }

// Say formats a message in both languages. Both formats take the same
// arguments; use explicit indexes (%[2]s) where the word order differs.
// An argument that is itself a Text is put in the language of its sentence.
func Say(en, zh string, args ...any) Text {
	return Text{EN: format(English, en, args), ZH: format(Chinese, zh, args)}
}

func format(l Language, layout string, args []any) string {
	if len(args) == 0 {
		return layout
	}
	local := make([]any, len(args))
	for i, a := range args {
		if t, ok := a.(Text); ok {
			a = t.In(l)
		}
		local[i] = a
	}
	return fmt.Sprintf(layout, local...)
}

// In gives the message in one language.
func (t Text) In(l Language) string {
	if l == Chinese && t.ZH != "" {
		return t.ZH
	}
	return t.EN
}

// Empty reports whether there is no message.
func (t Text) Empty() bool { return t.EN == "" && t.ZH == "" }

// String gives the English message.
func (t Text) String() string { return t.EN }
