package risk

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// The types below are a rule file as it is written.
type (
	fileShape struct {
		Group      source.Str                       `yaml:"group,required"`
		Title      source.Str                       `yaml:"title,required"`
		Test       *testCell                        `yaml:"test"`
		Peers      source.Map[item[peersShape]]     `yaml:"peers"`
		Twins      source.Map[item[twinShape]]      `yaml:"twins"`
		Inversions source.Map[item[inversionShape]] `yaml:"inversions"`
		Crossings  source.Map[item[crossingShape]]  `yaml:"crossings"`
		Rules      []item[ruleShape]                `yaml:"rules,required"`
		Cases      []item[caseShape]                `yaml:"cases"`
	}
	peersShape struct {
		By []item[source.Str] `yaml:"by,required"`
		Of []item[source.Str] `yaml:"of"`
	}
	twinShape struct {
		Same   []item[source.Str]     `yaml:"same,filled"`
		Unlike []item[source.Str]     `yaml:"unlike,filled"`
		Near   source.Map[source.Str] `yaml:"near,filled"`
	}
	inversionShape struct {
		Within []item[source.Str]           `yaml:"within,filled"`
		Senior item[source.Map[source.Str]] `yaml:"senior,required"`
	}
	crossingShape struct {
		From   source.Str         `yaml:"from,required"`
		Years  []item[source.Str] `yaml:"years,required"`
		Within daysCell           `yaml:"within,required"`
	}
	ruleShape struct {
		Rule      source.Str    `yaml:"rule,required"`
		Title     source.Str    `yaml:"title,required"`
		Scope     *scopeCell    `yaml:"scope"`
		When      source.Str    `yaml:"when,required"`
		Test      *testCell     `yaml:"test"`
		Severity  severityCell  `yaml:"severity,required"`
		Eased     *easedCell    `yaml:"eased"`
		Points    *pointsCell   `yaml:"points"`
		Grievance grievanceCell `yaml:"grievance,required"`
		Owner     source.Str    `yaml:"owner,required"`
		Within    daysCell      `yaml:"within,required"`
		Cite      source.Str    `yaml:"cite,required"`
		Says      source.Str    `yaml:"says,required"`
		Advice    source.Str    `yaml:"advice,required"`
		Limit     *limitCell    `yaml:"limit"`
	}
	caseShape struct {
		Name      source.Str                     `yaml:"name,required"`
		AsOf      *lang.Date                     `yaml:"as_of"`
		Roster    []item[source.Map[source.Str]] `yaml:"roster,required"`
		Policy    source.Str                     `yaml:"policy,required"`
		Petitions []item[source.Map[source.Str]] `yaml:"petitions"`
		Expect    []item[expectedShape]          `yaml:"expect,required"`
	}
	expectedShape struct {
		Rule      source.Str `yaml:"rule,required"`
		Person    source.Str `yaml:"person"`
		Milestone source.Str `yaml:"milestone"`
	}
)

// An item is a member of a list or mapping with its place. One that is begun
// and not written, a lone dash, has no place.
type item[T any] struct {
	pos source.Pos
	is  T
}

// UnmarshalSource reads the member.
func (i *item[T]) UnmarshalSource(n source.Node) {
	i.pos = n.Pos()
	n.Decode(&i.is)
}

// hollow reports whether the item is begun and not written.
func (i item[T]) hollow() bool { return i.pos.File == nil }
