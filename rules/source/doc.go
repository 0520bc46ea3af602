// Package source reads the YAML files that weiran's users write, and says what
// is wrong with them.
//
// A [File] is a text with a name. [Decode] fills a struct from it, strictly:
// an unknown key, a repeated key, a missing value or a value of the wrong kind
// is a [Problem]. A problem has a place (file:line:col), a message, a hint, and
// shows the offending line with a caret:
//
//	cn-2015-3.yaml:12:9: error: unknown key "ammount"
//	   12 |         ammount: 460
//	      |         ^^^^^^^ did you mean "amount"?
//
// Every reader collects all problems of a file before it gives up, so that an
// author mends them in one go. Messages are [Text]: English and Chinese side by
// side, printed in the language of the reader's locale.
package source
