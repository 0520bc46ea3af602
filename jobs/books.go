package jobs

import (
	"slices"

	"weiran/configs"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// NoRules, as the only name of [Shelf.Rules], means that no rules are applied.
const NoRules = "none"

// A Shelf says where the books of a run stand. A name is a path, a folder or the
// id of a shipped file, as [ReadFiles] reads it.
type Shelf struct {
	Schema   string   // empty means the shipped schema
	Policies []string // none means no policy
	Rules    []string // none means the shipped rules; [NoRules] means no rules
}

// Books are the checked files that say who may be on a roster, what changes and
// what is a risk.
type Books struct {
	Schema   *roster.Schema
	Policies []*policy.Policy
	Pack     *risk.Pack // nil where no rules are applied
	Warnings source.Problems
}

// Open reads and checks the books. The error holds all problems of all files;
// only a bad schema hides the rest, since the rest is checked against it.
func (s Shelf) Open() (*Books, error) {
	b := &Books{}
	if err := b.openSchema(s.Schema); err != nil {
		return nil, err
	}
	policies, err := ReadFiles(s.Policies, library.Policies())
	if err != nil {
		return nil, err
	}
	rules, err := s.ruleFiles()
	if err != nil {
		return nil, err
	}
	problems := append(b.loadPolicies(policies), b.loadRules(rules)...)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	b.Warnings = append(b.Warnings, problems...)
	return b, nil
}

func (s Shelf) ruleFiles() ([]*source.File, error) {
	switch {
	case len(s.Rules) == 0:
		return library.Rules(), nil
	case len(s.Rules) == 1 && s.Rules[0] == NoRules:
		return nil, nil
	}
	return ReadFiles(s.Rules, library.Rules())
}

func (b *Books) openSchema(name string) error {
	f := configs.SchemaFile()
	if name != "" {
		var err error
		if f, err = ReadFile(name); err != nil {
			return err
		}
	}
	var problems source.Problems
	b.Schema, problems = roster.LoadSchema(f)
	b.Warnings = problems
	return problems.Err()
}

func (b *Books) loadPolicies(files []*source.File) (all source.Problems) {
	for _, f := range files {
		p, problems := policy.Load(f, b.Schema)
		all = append(all, problems...)
		if p == nil {
			continue
		}
		if twin := b.policy(p.ID); twin != nil {
			all.Add(keyPlace(f, "policy"),
				source.Say("the policy id %q is taken by %s", "政策编号 %q 已被 %s 使用", p.ID, twin.File.Name),
				source.Say("name each policy once", "每个政策只指定一次"))
			continue
		}
		b.Policies = append(b.Policies, p)
	}
	return all
}

func (b *Books) loadRules(files []*source.File) source.Problems {
	if len(files) == 0 {
		return nil
	}
	pack, problems := risk.Load(files, b.Schema)
	b.Pack = pack
	return problems
}

// RuleTitles gives the titles of the rules by their ids.
func (b *Books) RuleTitles() map[string]string {
	titles := map[string]string{}
	if b.Pack == nil {
		return titles
	}
	for _, g := range b.Pack.Groups {
		for _, r := range g.All() {
			titles[r.ID] = r.Title
		}
	}
	return titles
}

// Doubts gives the warnings about files that are not shipped. What the shipped
// ones leave open every report says.
func (b *Books) Doubts() source.Problems {
	return slices.DeleteFunc(slices.Clone(b.Warnings), func(p source.Problem) bool {
		return p.Pos.File != nil && library.Ships(p.Pos.File)
	})
}

// policy gives the policy of an id, or nil.
func (b *Books) policy(id string) *policy.Policy {
	for _, p := range b.Policies {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// OpenFiles checks policy and rule files of any mix, each by what its keys say
// it is. The error holds all problems of all files.
func OpenFiles(schema string, files []*source.File) (*Books, error) {
	b := &Books{}
	if err := b.openSchema(schema); err != nil {
		return nil, err
	}
	policies, rules, problems := sortFiles(files)
	problems = append(problems, b.loadPolicies(policies)...)
	problems = append(problems, b.loadRules(rules)...)
	b.Warnings = append(b.Warnings, problems...)
	return b, problems.Err()
}

func sortFiles(files []*source.File) (policies, rules []*source.File, problems source.Problems) {
	for _, f := range files {
		switch kind, unknown := Recognize(f); kind {
		case PolicyFile:
			policies = append(policies, f)
		case RuleFile:
			rules = append(rules, f)
		case UnknownFile:
			problems = append(problems, unknown...)
		default:
			problems.Add(wholeFile(f.Name),
				source.Say("a file of this kind has no cases: %s", "这类文件没有算例：%s", kind.Name()),
				source.Say("name policy and rule files", "请指定政策文件或规则文件"))
		}
	}
	return policies, rules, problems
}
