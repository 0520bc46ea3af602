package jobs

import (
	"errors"
	"slices"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A FileKind is what a YAML file of weiran is for.
type FileKind uint8

// The kinds of files, recognized by their keys.
const (
	UnknownFile FileKind = iota
	PolicyFile           // has policy:
	RuleFile             // has group:
	SchemaFile           // has fields:
	ConfigFile           // has keys of the configuration only
)

var kindNames = [...]source.Text{
	{EN: "unknown", ZH: "未知"},
	{EN: "policy", ZH: "政策"},
	{EN: "rules", ZH: "规则"},
	{EN: "schema", ZH: "名册结构"},
	{EN: "config", ZH: "配置"},
}

// FileKinds gives all kinds, each at its own index.
func FileKinds() []FileKind {
	return []FileKind{UnknownFile, PolicyFile, RuleFile, SchemaFile, ConfigFile}
}

// Name gives the kind's name for people.
func (k FileKind) Name() source.Text { return kindNames[k] }

// A CheckedFile is a file that was checked, with what is wrong with it.
type CheckedFile struct {
	File     *source.File
	Kind     FileKind
	Problems source.Problems
}

// CheckFiles checks policies, rules, schemas and configurations, each by what
// its keys say it is, and finds all problems of all of them. Policies and rules
// are checked against the schema; an id that two files share is a problem.
func CheckFiles(files []*source.File, s *roster.Schema) []CheckedFile {
	c := checker{schema: s}
	for _, f := range files {
		kind, problems := Recognize(f)
		c.files = append(c.files, CheckedFile{File: f, Kind: kind, Problems: problems})
	}
	c.policies()
	c.rules()
	c.each(SchemaFile, func(f *source.File) source.Problems {
		_, problems := roster.LoadSchema(f)
		return problems
	})
	c.each(ConfigFile, checkConfig)
	return c.files
}

// checkConfig checks a configuration, and that each time of a job ever comes.
func checkConfig(f *source.File) source.Problems {
	c, problems := configs.Load(f)
	for _, j := range c.Schedule.Jobs {
		var fault source.Fault
		if j.Cron != "" && errors.As(checkTime(c, j), &fault) {
			problems.Add(j.Pos, fault.Message, fault.Hint)
		}
	}
	return problems
}

type checker struct {
	schema *roster.Schema
	files  []CheckedFile
}

// each checks the files of a kind one by one.
func (c *checker) each(kind FileKind, check func(*source.File) source.Problems) {
	for i := range c.files {
		if c.files[i].Kind == kind {
			c.files[i].Problems = append(c.files[i].Problems, check(c.files[i].File)...)
		}
	}
}

func (c *checker) policies() {
	b := &Books{Schema: c.schema}
	c.each(PolicyFile, func(f *source.File) source.Problems { return b.loadPolicies([]*source.File{f}) })
	c.share(PolicyFile, rules.CheckOrder(b.Policies))
}

// rules checks the rule files together, since an id may be used twice among
// them, and hands each its own problems.
func (c *checker) rules() {
	var files []*source.File
	for _, f := range c.files {
		if f.Kind == RuleFile {
			files = append(files, f.File)
		}
	}
	if len(files) == 0 {
		return
	}
	_, problems := risk.Load(files, c.schema)
	c.share(RuleFile, problems)
}

// share hands each file of a kind its own of some problems.
func (c *checker) share(kind FileKind, problems source.Problems) {
	c.each(kind, func(f *source.File) (own source.Problems) {
		for _, p := range problems {
			if p.Pos.File == f {
				own = append(own, p)
			}
		}
		return own
	})
}

// Recognize tells from its keys what a file is for. A file that is none of
// weiran's, or no YAML, has the problems that say so.
func Recognize(f *source.File) (FileKind, source.Problems) {
	var top topKeys
	problems := source.Decode(f, &top)
	if len(top.keys) == 0 {
		return UnknownFile, problems
	}
	for _, mark := range marks {
		if slices.ContainsFunc(top.keys, func(k source.Str) bool { return slices.Contains(mark.keys, k.Value) }) {
			return mark.kind, nil
		}
	}
	first := top.keys[0]
	problems = nil
	problems.Add(first.Pos(0),
		source.Say("the key %q starts no file of weiran", "以键 %q 开头的不是 weiran 的文件", first.Value),
		source.DidYouMean(first.Value, []string{"policy", "group", "fields"}))
	return UnknownFile, problems
}

// marks are the keys that tell a kind, the surest first: a rule file without a
// group is still known by its peers.
var marks = []struct {
	kind FileKind
	keys []string
}{
	{PolicyFile, []string{"policy"}},
	{RuleFile, []string{"group"}},
	{SchemaFile, []string{"fields"}},
	{PolicyFile, []string{"effective", "items", "bands", "tables"}},
	{RuleFile, []string{"peers"}},
	{ConfigFile, []string{
		"county", "database", "schema", "roster", "petitions", "weights", "policies", "rules", "levels", "out", "schedule", "report", "workers", "language", "log",
	}},
}

// topKeys are the keys of a file's outermost mapping.
type topKeys struct{ keys []source.Str }

// UnmarshalSource reads the keys and leaves the values alone.
func (t *topKeys) UnmarshalSource(n source.Node) {
	for _, e := range n.Entries() {
		t.keys = append(t.keys, e.Key)
	}
}

// keyPlace is the place of a key of a file's outermost mapping, or the file.
func keyPlace(f *source.File, name string) source.Pos {
	var top topKeys
	source.Decode(f, &top)
	for _, k := range top.keys {
		if k.Value == name {
			return k.Pos(0)
		}
	}
	return source.Pos{File: f}
}

// Passed reports whether nothing is wrong that stops the work.
func (f CheckedFile) Passed() bool { return f.Problems.Err() == nil }
