package risk

import "weiran/rules/lang"

// A Band says how soon somebody is to be visited.
type Band string

// The bands. One takes the persons of the highest scores, as a share of everybody
// in the run, who have so many points at least: in a quiet county nobody is first.
const (
	First  Band = "first"  // the top 1 %, of 60 points: eight times the odds
	Second Band = "second" // the top 5 %, of 40 points: four times
	Third  Band = "third"  // the top 20 %, of 20 points: twice
	Rest   Band = "rest"
)

// bands are from the highest; the shares are those of hotspot statistics, the
// floors weiran's own.
var bands = []struct {
	band  Band
	share int // percent of the run
	floor lang.Decimal
	label string
}{
	{First, 1, 60 * lang.One, "优先走访"},
	{Second, 5, 40 * lang.One, "重点关注"},
	{Third, 20, 20 * lang.One, "一般关注"},
	{Rest, 100, 0, "其余"},
}

// bandOf gives the band of a rank. A share of the run is rounded up to whole
// persons, and who ties with its last is in it, too.
func bandOf(rank, persons int, points lang.Decimal) Band {
	for _, b := range bands {
		if (rank-1)*100 < b.share*persons && points >= b.floor {
			return b.band
		}
	}
	return Rest
}

// BandLabel gives a band in Chinese; an unknown one as it is.
func BandLabel(b Band) string {
	for _, known := range bands {
		if known.band == b {
			return known.label
		}
	}
	return string(b)
}
