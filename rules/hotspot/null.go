package hotspot

import (
	"cmp"
	"slices"
	"strconv"

	"weiran/rules/source"
)

// A Null is what chance would look like: the null hypothesis of a scan. The zero
// Null is Global.
type Null struct {
	kind   nullKind
	strata Level
	risk   []float64
}

type nullKind uint8

const (
	global nullKind = iota
	within
	bands
	shares
)

// mostBands is into how many bands of risk persons are cut at most.
const mostBands = 50

// Global says that every person is as likely to be flagged as any other. The
// statistic is the conditional Bernoulli likelihood ratio.
func Global() Null { return Null{} }

// Within says so within each stratum only: within each county, say. What is
// expected of a group is the sum over strata of its persons times the share of
// the flagged there; the statistic is the conditional Poisson likelihood ratio,
// and a replicate draws in each stratum as many as were flagged there.
func Within(strata Level) Null { return Null{kind: within, strata: strata} }

// RiskBands says so within bands of equal expected risk, at most fifty, cut at the
// quantiles of the risks given, one a person. The number of flagged persons is
// kept in each band, so it holds however many are flagged.
func RiskBands(risk []float64) Null { return Null{kind: bands, risk: risk} }

// RiskShares says that a person is flagged in proportion to the risk given. A
// replicate draws with putting back, so a person may be counted twice: use it only
// where fewer than a tenth are flagged. Give nobody a risk of 0: a group of such
// persons with MinCases flagged would be infinitely strong.
func RiskShares(risk []float64) Null { return Null{kind: shares, risk: risk} }

// DefaultNull is Global below a hundred thousand persons. From there on it is
// Within the counties, or else the plain differences between counties make every
// county significant.
func DefaultNull(persons int, counties Level) Null {
	if persons < manyPersons || len(counties.Codes) == 0 {
		return Global()
	}
	return Within(counties)
}

// manyPersons is where a difference too small to matter becomes significant.
const manyPersons = 100_000

// Stratified reports whether persons are compared within strata only.
func (n Null) Stratified() bool { return n.kind == within || n.kind == bands }

// describe says what the hypothesis is.
func (n Null) describe() source.Text {
	switch n.kind {
	case within:
		return source.Say("within each %s every person is equally likely to be flagged", "在同一%s内，每人被标记的可能性相同", n.strata.Name)
	case bands:
		return source.Say("within each band of expected risk every person is equally likely to be flagged", "在同一风险档内，每人被标记的可能性相同")
	case shares:
		return source.Say("a person is flagged in proportion to the expected risk", "每人被标记的可能性与其预期风险成正比")
	}
	return source.Say("every person is equally likely to be flagged", "每人被标记的可能性相同")
}

// level gives the strata as a column, of those hypotheses that have any.
func (n Null) level() (Level, bool) {
	switch n.kind {
	case within:
		return n.strata, true
	case bands:
		return riskBands(n.risk), true
	}
	return Level{}, false
}

// riskBands cuts risks at their quantiles. Equal risks share a band, so that the
// order of the rows decides nothing.
func riskBands(risk []float64) Level {
	sorted := slices.Sorted(slices.Values(risk))
	var edges []float64
	for k := 1; k < mostBands; k++ {
		edges = append(edges, sorted[len(sorted)*k/mostBands])
	}
	edges = slices.Compact(edges)
	l := Level{Name: "risk", Codes: make([]int32, len(risk))}
	for k := range len(edges) + 1 {
		l.Labels = append(l.Labels, strconv.Itoa(100+k)) // three digits, to sort as numbers do
	}
	for i, r := range risk {
		at, equal := slices.BinarySearchFunc(edges, r, cmp.Compare[float64])
		if equal {
			at++
		}
		l.Codes[i] = int32(at)
	}
	return l
}
