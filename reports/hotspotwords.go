package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"weiran/rules"
	"weiran/rules/hotspot"
	"weiran/rules/risk"
)

// spotPlaces are what a group is called by its dimension; any other is 这一组.
var spotPlaces = []word{{"region", "这个县区"}, {"township", "这个乡镇街道"}, {"unit", "这个单位"}}

// spotName names a group: 单位 样例局, of several counties 单位 230126 / 样例局.
func (m *Model) spotName(s *rules.Spot) string {
	return rules.GroupingLabel(m.census.schema, s.Dimension) + " " + spotPath(s)
}

func spotPath(s *rules.Spot) string {
	return strings.ReplaceAll(s.Place(), "*", "×")
}

// spotSays puts a spot into one sentence: 这个单位21人中13人有同一类意见，按全县水平应为4人.
func (t *spotTeller) spotSays(s *rules.Spot) string {
	where := say(spotPlaces, s.Dimension)
	if where == s.Dimension {
		where = "这一组"
	}
	return fmt.Sprintf("%s %s 人中 %s 人有同一类意见（%s），按%s水平应为 %s 人。",
		where, count(s.Persons), count(s.Observed), risk.GrievanceLabel(s.Cause), t.hotspots.Beside.ZH, expectedPersons(s.Expected))
}

// expectedPersons writes how many persons are expected: whole ones from ten on, and else a
// decimal, for a half is no person and yet more than none.
func expectedPersons(n float64) string {
	if n >= 10 {
		return count(int(math.Round(n)))
	}
	return strconv.FormatFloat(n, 'f', 1, 64)
}

// times writes a relative risk.
func times(r float64) string {
	if math.IsInf(r, 1) {
		return "组外无人"
	}
	return strconv.FormatFloat(r, 'f', 1, 64) + " 倍"
}

// chances writes a p-value; what is below the reach of replicates is said so.
func chances(p float64) string {
	if p < 0.0001 {
		return "<0.0001"
	}
	return strconv.FormatFloat(p, 'f', 4, 64)
}

// spotRelation says what a stronger spot leaves of one; known are all by number.
func (m *Model) spotRelation(s *rules.Spot, known map[int]*rules.Spot) string {
	other, ok := known[s.Relation.Of]
	if !ok {
		if s.Relation.Kind == hotspot.Hotspot {
			return "单独成立，不能由更强的聚集解释"
		}
		if s.Relation.Kind == hotspot.Unexamined {
			return ""
		}
		return "与更强的聚集有关"
	}
	of := "“" + m.spotName(other) + "”"
	switch s.Relation.Kind {
	case hotspot.Wider:
		return "扣除" + of + "后，其余部分仍偏高"
	case hotspot.Explained:
		return "由" + of + "解释，扣除后不再偏高"
	case hotspot.Focus:
		return "是" + of + "中最集中的部分"
	case hotspot.Alternative:
		return "与" + of + "大体是同一批人"
	}
	return ""
}

// byNumber finds spots by the number to which relations refer.
func byNumber(spots []rules.Spot) map[int]*rules.Spot {
	known := map[int]*rules.Spot{}
	for i := range spots {
		if spots[i].Compared() {
			known[spots[i].Number] = &spots[i]
		}
	}
	return known
}
