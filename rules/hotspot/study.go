package hotspot

// MissingLabel names the group of persons whose code is not filled in.
const MissingLabel = "未填"

// A Study is what to scan: persons as columns, the ways in which they are grouped,
// why they are flagged, and what chance would look like.
type Study struct {
	Persons    int
	Dimensions []Dimension
	Crosses    [][]string // each two or more levels by name: {"rank", "retire_type"}
	Causes     []Cause    // at most 64
	Null       Null

	MinPersons int     // of a group; 0 means 5
	MinCases   int     // flagged persons of a hotspot, in the data and in replicates; 0 means 5
	MaxShare   float64 // of all persons that a group may hold; 0 means one half

	Method     Method
	Replicates int    // 0 means as many as the size allows: 99 999, 9 999 or 999
	StopAfter  int    // replicates above the strongest that end the drawing; 0 means 50, below 0 never
	Rounds     int    // of the iterative scan; 0 means 20, or 3 above a million persons; below 0 none
	Seed       uint64 // of the replicates
	Workers    int    // 0 means one; the result is the same whatever it is
}

// A Dimension is one way of dividing all persons: levels from the top down, the
// groups of each within those of the one above. A flat dimension has one level.
// Several may begin with the same levels: the units of a county, and its townships.
type Dimension struct{ Levels []Level }

// A Level is one column of codes. Codes point into Labels, one a person; −1, an
// empty label and MissingLabel all mean that nothing is filled in. Two codes with
// one label are one group, and the order of the labels means nothing.
type Level struct {
	Name   string
	Codes  []int32
	Labels []string
}

// A Cause is one reason why a person is flagged, such as one grievance.
type Cause struct {
	Name  string
	Flags []bool
}

// A Method says where the p-values of a scan come from.
type Method uint8

// The methods.
const (
	// Auto is Exact for one dimension and one cause of up to 5 000 flagged persons,
	// unless the null hypothesis has strata; else MonteCarlo.
	Auto Method = iota
	// Exact asks for the exact probability however many are flagged. Where there
	// is none to be had, replicates are drawn and a note says so.
	Exact
	// MonteCarlo asks for replicates even so.
	MonteCarlo
)

const (
	smallestGroup   = 5
	smallestCluster = 5 // from here on a petition counts as collective
	greatestShare   = 0.5
	stopAfter       = 50
	significant     = 0.05
	largeStudy      = 1_000_000
	exactFlagged    = 5_000
	mostCauses      = 64
)

// withDefaults puts a number where the study gives none.
func (s Study) withDefaults() Study {
	s.MinPersons = orElse(s.MinPersons, smallestGroup)
	s.MinCases = orElse(s.MinCases, smallestCluster)
	s.MaxShare = orElse(s.MaxShare, greatestShare)
	s.StopAfter = orElse(s.StopAfter, stopAfter)
	s.Workers = orElse(s.Workers, 1)
	rounds := 20
	if s.Persons > largeStudy {
		rounds = 3
	}
	s.Rounds = orElse(s.Rounds, rounds)
	return s
}

func orElse[T int | float64](value, otherwise T) T {
	if value == 0 {
		return otherwise
	}
	return value
}
