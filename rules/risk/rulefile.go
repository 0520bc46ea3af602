package risk

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// The types below are a rule file as it is written.
type (
	fileShape struct {
		Group source.Str             `yaml:"group,required"`
		Title source.Str             `yaml:"title,required"`
		Peers source.Map[peersShape] `yaml:"peers"`
		Rules []ruleShape            `yaml:"rules,required"`
		Cases []caseShape            `yaml:"cases"`
	}
	peersShape struct {
		By []source.Str `yaml:"by,required"`
		Of []source.Str `yaml:"of"`
	}
	ruleShape struct {
		Pos       source.Pos
		Rule      source.Str    `yaml:"rule,required"`
		Title     source.Str    `yaml:"title,required"`
		When      source.Str    `yaml:"when,required"`
		Severity  severityCell  `yaml:"severity,required"`
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
		Pos    source.Pos
		Name   source.Str               `yaml:"name,required"`
		AsOf   *lang.Date               `yaml:"as_of"`
		Roster []source.Map[source.Str] `yaml:"roster,required"`
		Policy source.Str               `yaml:"policy,required"`
		Expect []expectedShape          `yaml:"expect,required"`
	}
	expectedShape struct {
		Rule   source.Str `yaml:"rule,required"`
		Person source.Str `yaml:"person,required"`
	}
)
