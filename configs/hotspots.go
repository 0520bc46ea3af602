package configs

import (
	"regexp"
	"strconv"

	"weiran/rules/source"
)

// Hotspots say how to look for where trouble gathers. Fields are those of the
// roster, and cohort: the decade of birth.
type Hotspots struct {
	// Fields that lie within each other, from the top down, at most four, such as region/unit; [] for none.
	Trees []Tree `yaml:"trees"`
	// Fields that each group by themselves; [] for none.
	Flat []string `yaml:"flat"`
	// Two fields that group together, of those above, such as rank*category; [] for none.
	Crosses []Cross `yaml:"crosses"`
	// Fewest persons with one grievance who make a hotspot, at least 2; fixed before the data are seen.
	MinCases Gathering `yaml:"min_cases"`
	// How many times chance is tried; 0 means by the size of the roster, and 999999 is the most.
	Replicates Replicates `yaml:"replicates"`
	// Where the random numbers start, from 1 on: the same seed gives the same result.
	Seed Seed `yaml:"seed"`
}

// settle gives an absent list of a section as it is by default, and an empty one for
// a list without entries.
func (h *Hotspots) settle() {
	usual := Default().Hotspots
	if h.Trees == nil {
		h.Trees = usual.Trees
	}
	if h.Flat == nil {
		h.Flat = usual.Flat
	}
	if h.Crosses == nil {
		h.Crosses = usual.Crosses
	}
}

// A Tree is fields that lie within each other: region/unit.
type Tree string

var treeShape = regexp.MustCompile(`^[a-z][a-z0-9_.]*(/[a-z][a-z0-9_.]*){0,3}$`)

// UnmarshalText reads one to four fields with strokes between them.
func (t *Tree) UnmarshalText(text []byte) error {
	if !treeShape.Match(text) {
		return source.Fault{
			Message: source.Say("%q is not a tree of fields", "%q 不是合法的层级", string(text)),
			Hint:    source.Say("write one to four fields from the top down with strokes between them, such as region/unit", "请自上而下写一至四个字段，中间用斜线，例如 region/unit"),
		}
	}
	*t = Tree(text)
	return nil
}

// A Cross is two fields together: rank*category.
type Cross string

var crossShape = regexp.MustCompile(`^[a-z][a-z0-9_.]*\*[a-z][a-z0-9_.]*$`)

// UnmarshalText reads two fields with a star between them.
func (c *Cross) UnmarshalText(text []byte) error {
	if !crossShape.Match(text) {
		return source.Fault{
			Message: source.Say("%q does not cross two fields", "%q 不是两个字段的交叉", string(text)),
			Hint:    source.Say("write two fields with a star between them, such as rank*category", "请写两个字段，中间用星号，例如 rank*category"),
		}
	}
	*c = Cross(text)
	return nil
}

// Replicates is how many times chance is tried; 0 means by the size of the roster.
type Replicates int

const mostReplicates = 999_999

// UnmarshalText reads a count from 0 on.
func (r *Replicates) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 0 || n > mostReplicates {
		return source.Fault{
			Message: source.Say("%q is not a count of replicates", "%q 不是合法的模拟次数", string(text)),
			Hint:    source.Say("write 0 for as many as the size of the roster asks for, or up to %d", "写 0 表示按名册人数定，或写不大于 %d 的整数", mostReplicates),
		}
	}
	*r = Replicates(n)
	return nil
}

// Seed is where random numbers start.
type Seed uint64

// UnmarshalText reads a whole number from 1 on.
func (s *Seed) UnmarshalText(text []byte) error {
	n, err := strconv.ParseUint(string(text), 10, 63)
	if err != nil || n == 0 {
		return source.Fault{
			Message: source.Say("%q is not a seed", "%q 不是合法的种子", string(text)),
			Hint:    source.Say("write a whole number of at least 1", "请写不小于 1 的整数"),
		}
	}
	*s = Seed(n)
	return nil
}
