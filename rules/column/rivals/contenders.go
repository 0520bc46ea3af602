package main

import (
	"runtime/debug"

	"weiran/rules/source"
)

// A contender is an engine to be measured.
type contender struct {
	name    source.Text
	module  string // whose version is told; none of weiran's own
	persons int    // how many it judges in a round, at most
	make    func(p *people, workers int) (engine, error)
}

// everyone is more than any roster holds.
const everyone = 1 << 40

// contenders are all engines; the others are compared with the first. Those that
// take longest judge fewer persons, which does not change the time of one.
var contenders = []contender{
	{name: source.Say("weiran, `rules/column`", "weiran，`rules/column`"), persons: everyone, make: newColumns},
	{name: source.Say("DuckDB", "DuckDB"), module: "github.com/marcboeker/go-duckdb/v2", persons: everyone, make: newDuck},
	{name: source.Say("expr", "expr"), module: "github.com/expr-lang/expr", persons: everyone, make: newExprs},
	{name: source.Say("cel-go", "cel-go"), module: "cel.dev/cel-go", persons: everyone, make: newCels},
	{name: source.Say("weiran's reference", "weiran 的逐行参照"), persons: 100_000, make: newReference},
	{name: source.Say("grule", "grule"), module: "github.com/hyperjumptech/grule-rule-engine", persons: 100_000, make: newGrules},
}

// version gives the version of a contender's module that this program is built
// with, empty where it was built without saying.
func (c contender) version() string {
	build, _ := debug.ReadBuildInfo()
	if build == nil {
		return ""
	}
	for _, m := range build.Deps {
		if m.Path == c.module {
			return m.Version
		}
	}
	return ""
}
