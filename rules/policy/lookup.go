package policy

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// LookupInfo describes a table, a band or a single value of the file, with the
// place of everything, for explanations, proofs and reports.
type LookupInfo struct {
	Name  string // as expressions write it: table.lixiu, band.age, value.disabled
	Cite  string
	Pos   source.Pos // of its name in the file
	Width int
	By    []lang.Field // what a table is looked up by; the one argument of a band; none of a value
	Rows  []Row        // in the order of the file; a value is one
	Else  *Row         // nil for none

	find  func(args []lang.Value) *Row        // nil for a value
	words func(args []lang.Value) source.Text // names the arguments
}

// A Row is a row of a table, a range of a band, an else, or a single value.
type Row struct {
	Keys      []lang.Value // of a table; fewer than By stand for every row that begins with them, a hole
	Low, High *Bound       // of a band; nil where it is open
	Words     source.Text  // rank 131, in Chinese 职级 131; empty for a value, or the whole of a table
	Figure    Figure

	Pos   source.Pos // of the row's last key, of the range, of else, of the value's name
	Width int
}

// A Bound is one end of a band's row.
type Bound struct {
	At      int64 // in units of the kind: days, ones, 1/10 000
	Outside bool  // whether the bound itself lies outside the row
	Written lang.Value
}

// Find gives the row that answers for some arguments: the first range that holds
// the argument of a band, else the Else; nil where none does, or an argument is
// not known.
func (l *LookupInfo) Find(args ...lang.Value) *Row {
	if l.find == nil {
		return &l.Rows[0]
	}
	for _, arg := range args {
		if !arg.Known() {
			return nil
		}
	}
	return l.find(args)
}

// on gives the lookup as a function of expressions, with the figures of a day.
func (l *LookupInfo) on(day lang.Date) lang.Lookup {
	return lang.Lookup{Name: l.Name, Params: l.By, Result: lang.DecimalKind, Call: func(args []lang.Value) lang.Value {
		what := func() source.Text { return source.Say("%s for %s", "%s 中 %s ", l.Name, l.words(args)) }
		if r := l.find(args); r != nil {
			return r.Figure.value(day, what)
		}
		return lang.Failed(source.Fault{
			Message: source.Say("%s has no row for %s", "%s 中没有 %s 的行", l.Name, l.words(args)),
			Hint:    source.Say("add the row, or an else for all others", "请补上这一行，或用 else 写明其余情形"),
		})
	}}
}

// valueOn gives a single value as expressions read it on a day.
func (l *LookupInfo) valueOn(day lang.Date) lang.Value {
	return l.Rows[0].Figure.value(day, func() source.Text { return source.Say("%s", "%s ", l.Name) })
}

// all gives the rows, else among them.
func (l *LookupInfo) all() []Row {
	if l.Else == nil {
		return l.Rows
	}
	return append(l.Rows[:len(l.Rows):len(l.Rows)], *l.Else)
}

// changes reports whether some figure is not the same on all days.
func (l *LookupInfo) changes() bool {
	for _, r := range l.all() {
		if r.Figure.Dated() {
			return true
		}
	}
	return false
}

// A Caution is a figure of the file that is not as sure as others.
type Caution struct {
	Lookup string      // table.lixiu
	Row    source.Text // rank 131, in Chinese 职级 131; empty for a single value or a whole table
	Cite   string
	Step   Step // with the day from which it holds, its value and its place

	// InForce says that the figure holds on the day the policy takes effect, so
	// that amounts rest on it or want for it. Others only show what came before
	// or is to come after.
	InForce bool
}

// Holes gives the figures that are known to exist and not known how much
// (unknown, 未知), in the order of the file's tables, bands and values.
func (p *Policy) Holes() []Caution { return p.cautions(Hole) }

// Expected gives the figures that are announced and not enacted (expected:
// true), in the order of the file's tables, bands and values. They count.
func (p *Policy) Expected() []Caution { return p.cautions(Expected) }

func (p *Policy) cautions(state State) []Caution {
	var found []Caution
	for i := range p.Lookups {
		l := &p.Lookups[i]
		for _, r := range l.all() {
			now, _ := r.Figure.On(p.Effective)
			for _, s := range r.Figure.Steps {
				if s.State == state {
					found = append(found, Caution{Lookup: l.Name, Row: r.Words, Cite: l.Cite, Step: s, InForce: s == now})
				}
			}
		}
	}
	return found
}
