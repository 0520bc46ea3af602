package risk

import (
	"weiran/rules/column"
	"weiran/rules/lang"
)

// A Plan is one column program of a rule file. Program.Plan lists its steps, and
// Program.Roots says which of them gives the value of each expression.
type Plan struct {
	Name    string   // conditions, or peers.<name> for what tells those peers apart
	Whose   []string // of each expression: the id of its rule, or the expression as it is written
	Program *column.Program
}

// Plans gives the column programs that judge the rules of a file: that of all
// conditions together, then one for each of the peers. A pack runs the conditions
// of all its files as one program, in which what two files ask stands once. Rules
// asked once a policy have none, and a file of no others has no programs. An
// error is a mistake of weiran itself, for the file was checked.
func (g *Group) Plans() ([]Plan, error) {
	if len(g.Rules) == 0 {
		return nil, nil
	}
	e, err := g.engines()
	if err != nil {
		return nil, err
	}
	judges, err := column.Compile(lang.Scope{Fields: g.layout.fields}, g.conditions())
	if err != nil {
		return nil, err
	}
	conditions := Plan{Name: "conditions", Program: judges}
	for _, r := range g.Rules {
		conditions.Whose = append(conditions.Whose, r.ID)
	}
	plans := []Plan{conditions}
	for _, p := range g.Peers {
		keyer := e.run(p.By...)
		if keyer == nil { // nothing is read of these peers
			continue
		}
		plan := Plan{Name: "peers." + p.Name, Program: keyer.program}
		for _, by := range p.By {
			plan.Whose = append(plan.Whose, by.Text())
		}
		plans = append(plans, plan)
	}
	return plans, nil
}
