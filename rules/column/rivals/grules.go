package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/hyperjumptech/grule-rule-engine/ast"
	"github.com/hyperjumptech/grule-rule-engine/builder"
	grule "github.com/hyperjumptech/grule-rule-engine/engine"
	"github.com/hyperjumptech/grule-rule-engine/pkg"
)

// grules is grule, asked which rules match: that evaluates each once, whereas
// executing them would evaluate all again after each.
type grules struct {
	engine  *grule.GruleEngine
	base    *ast.KnowledgeBase
	context ast.IDataContext
	fact    person
	people  *people
}

func newGrules(p *people, workers int) (engine, error) {
	library := ast.NewKnowledgeLibrary()
	text := pkg.NewBytesResource([]byte(gruleText()))
	if err := builder.NewRuleBuilder(library).BuildRuleFromResource("pack", "1", text); err != nil {
		return nil, err
	}
	return newByPerson(p.persons, workers, func() (judge, error) {
		base, err := library.NewKnowledgeBaseInstance("pack", "1")
		if err != nil {
			return nil, err
		}
		g := &grules{engine: grule.NewGruleEngine(), base: base, context: ast.NewDataContext(), people: p}
		g.engine.ReturnErrOnFailedRuleEvaluation = true
		return g, g.context.Add("P", &g.fact)
	})
}

// gruleText writes the rules as a file of grule; each is named by its number.
func gruleText() string {
	var b strings.Builder
	for i, r := range rules {
		fmt.Fprintf(&b, "rule r%d { when %s then Complete(); }\n", i, r.grule)
	}
	return b.String()
}

func (g *grules) rules(person int) (flags uint16, err error) {
	g.fact = g.people.person(person)
	matching, err := g.engine.FetchMatchingRules(g.context, g.base)
	if err != nil {
		return 0, err
	}
	for _, entry := range matching {
		rule, err := strconv.Atoi(entry.RuleName[1:])
		if err != nil {
			return 0, err
		}
		flags |= 1 << rule
	}
	return flags, nil
}
