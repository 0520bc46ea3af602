package lang

import "weiran/rules/source"

// An Env compiles expressions over one scope.
type Env struct{ scope Scope }

// NewEnv makes an environment. Names that clash or that no expression could
// write are a mistake of the caller and an error.
func NewEnv(scope Scope) (*Env, error) { return &Env{scope: scope}, nil }

// Scope gives what the environment's expressions may read.
func (e *Env) Scope() Scope { return e.scope }

// Compile checks an expression of a file and prepares it. The result must be of
// the wanted kind; where a decimal is wanted an int serves. Invalid wants any
// kind. Problems stand at their places inside the file.
func (e *Env) Compile(text source.Str, want Kind) (*Expr, source.Problems) {
	panic("not yet")
}

// An Expr is a checked expression. It is safe for concurrent use.
type Expr struct{}

// A Row gives the value of each field of the scope, by the field's index in
// Scope.Fields. An unknown field is [Unknown] of its own name.
type Row interface{ Field(index int) Value }

// Text gives the expression as it was written.
func (x *Expr) Text() string { panic("not yet") }

// Kind gives the kind of the result.
func (x *Expr) Kind() Kind { panic("not yet") }

// Reads gives the indexes of the fields that the expression mentions, sorted.
func (x *Expr) Reads() []int { panic("not yet") }

// Lookups gives the names of the tables and bands that it calls, sorted.
func (x *Expr) Lookups() []string { panic("not yet") }

// Eval computes the expression over a row.
func (x *Expr) Eval(row Row) Value { panic("not yet") }

// A Step is a sub-expression with its value over a row.
type Step struct {
	Text  string
	Value Value
}

// Explain evaluates the expression over a row and gives the steps that decided
// it, innermost first, constants left out, the whole expression last.
func (x *Expr) Explain(row Row) []Step { panic("not yet") }
