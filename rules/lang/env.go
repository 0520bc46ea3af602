package lang

import (
	"fmt"

	"cel.dev/cel-go/cel"
	celchecker "cel.dev/cel-go/checker"
	"cel.dev/cel-go/common/types"

	"weiran/rules/source"
)

// An Env compiles expressions over one scope. It is safe for concurrent use.
type Env struct {
	scope    Scope
	fields   map[string]int // index by name
	lookups  map[string]*Lookup
	unknowns []*types.Unknown // of each field, of its own name
	cel      *cel.Env
	confirm  *celchecker.Env
}

// NewEnv makes an environment. Names that clash or that no expression could
// write are a mistake of the caller and an error.
func NewEnv(scope Scope) (*Env, error) {
	if err := checkScope(scope); err != nil {
		return nil, err
	}
	env := &Env{scope: scope, fields: map[string]int{}, lookups: map[string]*Lookup{}}
	for i, f := range scope.Fields {
		env.fields[f.Name] = i
		env.unknowns = append(env.unknowns, unknownOf(int64(i)+1, []string{f.Name}))
	}
	for i := range scope.Lookups {
		env.lookups[scope.Lookups[i].Name] = &scope.Lookups[i]
	}
	if err := env.declare(); err != nil {
		return nil, fmt.Errorf("lang: declare the scope: %w", err)
	}
	return env, nil
}

// declare makes cel-go's environment and checker of the scope.
func (e *Env) declare() (err error) {
	if e.cel, err = newCEL(e.scope); err != nil {
		return err
	}
	if e.confirm, err = celchecker.NewEnv(e.cel.Container, e.cel.CELTypeProvider()); err != nil {
		return err
	}
	if err := e.confirm.AddIdents(e.cel.Variables()...); err != nil {
		return err
	}
	for _, f := range e.cel.Functions() {
		if f.IsDeclarationDisabled() {
			continue
		}
		if err := e.confirm.AddFunctions(f); err != nil {
			return err
		}
	}
	return nil
}

// Scope gives what the environment's expressions may read.
func (e *Env) Scope() Scope { return e.scope }

// Compile checks an expression of a file and prepares it. The result must be of
// the wanted kind; where a decimal is wanted an int serves, and is made one.
// Invalid wants any kind. Problems stand at their places inside the file; where
// there are any, the Expr is nil.
func (e *Env) Compile(text source.Str, want Kind) (*Expr, source.Problems) {
	return e.compile(unit{file: text, text: text.Value}, want)
}
