package calibrate

import "math"

// PDO is how many points double the odds.
const PDO = 20

// Points gives the points of a weight on the scale of log odds, rounded to whole
// ones: weight·PDO/ln 2.
func Points(weight float64) int64 { return int64(math.Round(weight * PDO / math.Ln2)) }

// Weight gives the weight of points on the scale of log odds.
func Weight(points float64) float64 { return points * math.Ln2 / PDO }
