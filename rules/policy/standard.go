package policy

import (
	"strings"

	"weiran/rules/lang"
)

// Standards are the figures of a policy in force on one day, as expressions read
// them.
type standards struct {
	scope  lang.Scope
	values []lang.Value // of the scope's last fields, in the order of the file
}

// valuePrefix stands before the name of a single value.
const valuePrefix = "value."

// inForce gives the figures of the policy on a day.
func (p *Policy) inForce(day lang.Date) standards {
	s := standards{scope: lang.Scope{Fields: p.layout.inputs()}}
	for i := range p.Lookups {
		info := &p.Lookups[i]
		name, single := strings.CutPrefix(info.Name, valuePrefix)
		if !single {
			s.scope.Lookups = append(s.scope.Lookups, info.on(day))
			continue
		}
		s.scope.Fields = append(s.scope.Fields, lang.Field{Name: info.Name, Kind: lang.DecimalKind, Label: name})
		s.values = append(s.values, info.valueOn(day))
	}
	return s
}

// changing reports whether an expression reads a figure that is not the same on
// all days.
func (p *Policy) changing(x *lang.Expr) bool {
	if x == nil {
		return false
	}
	for i := range p.Lookups {
		if info := &p.Lookups[i]; info.changes() && reads(x, info.Name) {
			return true
		}
	}
	return false
}

// reads reports whether an expression mentions a table, a band or a value.
func reads(x *lang.Expr, name string) bool {
	for _, called := range x.Lookups() {
		if called == name {
			return true
		}
	}
	for _, field := range x.Reads() {
		if x.Scope().Fields[field].Name == name {
			return true
		}
	}
	return false
}
