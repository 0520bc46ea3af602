package rules

import (
	"slices"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// DefaultSeed is what replicates are drawn by where a screening names no other.
const DefaultSeed = 20140101

// Scanning says how to look for hotspots. What is zero, and a list that is nil, is
// as in [DefaultScanning]; a list that is empty asks for nothing.
type Scanning struct {
	Seed       uint64   `json:"seed"`       // of the replicates
	MinCases   int      `json:"min_cases"`  // flagged persons of a hotspot, fixed before the data are seen
	Replicates int      `json:"replicates"` // 0 means by the size of the roster: 9 999 up to a thousand persons, 999 up to twenty thousand, then 199
	Trees      []string `json:"trees"`      // fields from the top down, each within the one before: region/unit
	Flat       []string `json:"flat"`       // fields that each group by themselves
	Crosses    []string `json:"crosses"`    // two fields together: rank*category
}

// DefaultScanning is how a screening looks for hotspots unless it is told
// otherwise. The people of a unit live in many townships, so that it is a tree of
// its own: a tree of units in townships would tear them apart. cohort is the decade
// of birth, by which people compare themselves: it has no field of its own. From
// five persons on a petition counts as collective.
func DefaultScanning() Scanning {
	return Scanning{
		Seed: DefaultSeed, MinCases: 5,
		Trees:   []string{"region/unit", "region/township"},
		Flat:    []string{"rank", "category", cohort, "payer", "unit_kind"},
		Crosses: []string{"cohort*category", "cohort*payer", "rank*category", "region*cohort"},
	}
}

const cohort = "cohort"

// OrDefault puts what is usual where nothing is said.
func (s Scanning) OrDefault() Scanning {
	usual := DefaultScanning()
	if s.Seed == 0 {
		s.Seed = usual.Seed
	}
	if s.MinCases == 0 {
		s.MinCases = usual.MinCases
	}
	if s.Trees == nil {
		s.Trees = usual.Trees
	}
	if s.Flat == nil {
		s.Flat = usual.Flat
	}
	if s.Crosses == nil {
		s.Crosses = usual.Crosses
	}
	return s
}

func (s Scanning) equal(t Scanning) bool {
	return s.Seed == t.Seed && s.MinCases == t.MinCases && s.Replicates == t.Replicates &&
		slices.Equal(s.Trees, t.Trees) && slices.Equal(s.Flat, t.Flat) && slices.Equal(s.Crosses, t.Crosses)
}

// levels gives the fields by which persons are grouped, crosses left out, each once.
func (s Scanning) levels() (all []string) {
	for _, tree := range s.Trees {
		for _, name := range levelsOf(tree) {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return append(all, s.Flat...)
}

// levelsOf gives the fields of a tree from the top down.
func levelsOf(tree string) []string { return strings.Split(tree, "/") }

// deepestTree is how many levels a tree may have: province, county, township and
// village.
const deepestTree = 4

// check refuses ways of grouping that the roster does not have, or that would tell
// who somebody is. A usual one that a county's own schema lacks is left out.
func (s Scanning) check(schema *roster.Schema) error {
	if err := s.checkTrees(); err != nil {
		return err
	}
	levels := s.levels()
	for i, name := range levels {
		if slices.Contains(levels[:i], name) {
			return scanFault(source.Say("%s is named twice", "%s 写了两次", name),
				source.Say("name a field once, in trees or in flat", "一个字段只能在 trees 或 flat 中出现一次"))
		}
		if err := checkGrouping(schema, name); err != nil {
			return err
		}
	}
	return s.checkCrosses()
}

// checkTrees refuses trees that do not tell where a group lies: two may only begin
// with the same levels.
func (s Scanning) checkTrees() error {
	above := map[string]string{} // a level with those above it
	for _, tree := range s.Trees {
		names := levelsOf(tree)
		if len(names) > deepestTree {
			return scanFault(source.Say("the tree %s has %d levels, %d are the most", "层级 %s 有 %d 层，最多 %d 层", tree, len(names), deepestTree),
				source.Say("leave some out, or group by them with flat", "请减少层级，或改用 flat 分组"))
		}
		for i, name := range names {
			way := strings.Join(names[:i+1], "/")
			before, twice := above[name]
			if twice && (before != way || i == len(names)-1) {
				return scanFault(source.Say("%s of %s stands in another tree too", "%[2]s 中的 %[1]s 也在另一层级中", name, tree),
					source.Say("trees may begin alike, such as region/unit and region/township", "各层级只能开头相同，例如 region/unit 与 region/township"))
			}
			above[name] = way
		}
	}
	return nil
}

func (s Scanning) checkCrosses() error {
	levels := s.levels()
	for i, cross := range s.Crosses {
		sides := strings.Split(cross, "*")
		if len(sides) != 2 || sides[0] == sides[1] || slices.Contains(s.Crosses[:i], cross) {
			return scanFault(source.Say("%q does not cross two fields anew", "%q 不是两个字段的交叉，或重复", cross),
				source.Say("write two fields, such as rank*category, once", "请写两个字段，例如 rank*category，只写一次"))
		}
		for _, name := range sides {
			if !slices.Contains(levels, name) {
				return scanFault(source.Say("%s of %s is in neither trees nor flat", "%[2]s 中的 %[1]s 不在 trees 或 flat 中", name, cross),
					source.DidYouMean(name, levels))
			}
		}
	}
	return nil
}

func checkGrouping(schema *roster.Schema, name string) error {
	at := schema.Index(name)
	usual := slices.Contains(DefaultScanning().levels(), name)
	switch {
	case name == cohort || at < 0 && usual:
		return nil
	case at < 0:
		return scanFault(source.Say("the roster has no field %q", "名册没有字段 %q", name), source.DidYouMean(name, groupingNames(schema)))
	case !groups(schema.Fields[at]):
		return scanFault(source.Say("%s does not group persons", "%s 不能用来分组", name),
			source.Say("take a field of words, a whole number or yes and no that names nobody: %s", "请用不指明个人的文字、整数或是否字段：%s",
				strings.Join(groupingNames(schema), ", ")))
	}
	return nil
}

// groups reports whether persons have a field in common: not their names and
// numbers, and hardly a date or an amount, by which one could be told from others.
func groups(f roster.Field) bool {
	return !f.Key && !f.Private && f.Kind != lang.DateKind && f.Kind != lang.DecimalKind
}

func groupingNames(schema *roster.Schema) []string {
	names := []string{cohort}
	for _, f := range schema.Fields {
		if groups(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

func scanFault(what, hint source.Text) error {
	return source.Fault{Message: source.Say("hotspots: %s", "hotspots（热点）：%s", what), Hint: hint}
}
