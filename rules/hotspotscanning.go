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
	Tree       []string `json:"tree"`       // fields from the top down, each within the one before
	Flat       []string `json:"flat"`       // fields that each group by themselves
	Crosses    []string `json:"crosses"`    // two fields together: rank*category
}

// DefaultScanning is how a screening looks for hotspots unless it is told
// otherwise. cohort is the decade of birth, by which people compare themselves: it
// has no field of its own. From five persons on a petition counts as collective.
func DefaultScanning() Scanning {
	return Scanning{
		Seed: DefaultSeed, MinCases: 5,
		Tree:    []string{"region", "township", "unit"},
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
	if s.Tree == nil {
		s.Tree = usual.Tree
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
		slices.Equal(s.Tree, t.Tree) && slices.Equal(s.Flat, t.Flat) && slices.Equal(s.Crosses, t.Crosses)
}

// levels gives the fields by which persons are grouped, crosses left out.
func (s Scanning) levels() []string { return slices.Concat(s.Tree, s.Flat) }

// A place is one of a few persons in a street or a unit of a county: deeper
// hierarchies than these are not kept.
const deepestTree = 4

// check refuses ways of grouping that the roster does not have, or that would tell
// who somebody is. A usual one that a county's own schema lacks is left out.
func (s Scanning) check(schema *roster.Schema) error {
	if len(s.Tree) > deepestTree {
		return scanFault(source.Say("tree has %d levels, %d are the most", "tree 有 %d 层，最多 %d 层", len(s.Tree), deepestTree),
			source.Say("leave some out, or group by them with flat", "请减少层级，或改用 flat 分组"))
	}
	levels := s.levels()
	for i, name := range levels {
		if slices.Contains(levels[:i], name) {
			return scanFault(source.Say("%s is named twice", "%s 写了两次", name),
				source.Say("name a field once, in tree or in flat", "一个字段只能在 tree 或 flat 中出现一次"))
		}
		if err := checkGrouping(schema, name); err != nil {
			return err
		}
	}
	for _, cross := range s.Crosses {
		sides := strings.Split(cross, "*")
		if len(sides) != 2 || sides[0] == sides[1] {
			return scanFault(source.Say("%q does not cross two fields", "%q 不是两个字段的交叉", cross),
				source.Say("write two fields, such as rank*category", "请写两个字段，例如 rank*category"))
		}
		for _, name := range sides {
			if !slices.Contains(levels, name) {
				return scanFault(source.Say("%s of %s is in neither tree nor flat", "%[2]s 中的 %[1]s 不在 tree 或 flat 中", name, cross),
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
