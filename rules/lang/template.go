package lang

import "weiran/rules/source"

// A Template is a text with expressions in braces, such as "每月增加
// {impact.delta} 元". "{{" writes a brace.
type Template struct{}

// Template checks every expression of a text of a file.
func (e *Env) Template(text source.Str) (*Template, source.Problems) { panic("not yet") }

// Render fills the template over a row. An unknown is written 未知, a decimal
// with two places where it has more than none, a code as its Chinese label.
func (t *Template) Render(row Row) string { panic("not yet") }
