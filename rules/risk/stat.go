package risk

import (
	"strings"

	"weiran/rules/lang"
)

// A stat is one number about a group of peers.
type stat uint8

const (
	count stat = iota
	mean
	lowest
	p10
	p50
	p90
	highest
	rank
	shareTrue
)

var stats = [...]struct {
	name, label string
	kind        lang.Kind
}{
	count:     {"count", "人数", lang.Int},
	mean:      {"mean", "平均数", lang.DecimalKind},
	lowest:    {"min", "最低", lang.DecimalKind},
	p10:       {"p10", "第10百分位数", lang.DecimalKind},
	p50:       {"p50", "中位数", lang.DecimalKind},
	p90:       {"p90", "第90百分位数", lang.DecimalKind},
	highest:   {"max", "最高", lang.DecimalKind},
	rank:      {"rank", "名次", lang.Int},
	shareTrue: {"share", "占比", lang.DecimalKind},
}

func (s stat) name() string    { return stats[s].name }
func (s stat) label() string   { return stats[s].label }
func (s stat) kind() lang.Kind { return stats[s].kind }

var (
	numberStats = []stat{count, mean, lowest, p10, p50, p90, highest, rank}
	boolStats   = []stat{count, shareTrue}
)

// statsOf gives what is measured of a field of a kind; nil where nothing can be.
func statsOf(kind lang.Kind) []stat {
	switch kind {
	case lang.Int, lang.DecimalKind:
		return numberStats
	case lang.Bool:
		return boolStats
	}
	return nil
}

// shortName is what a measured field is called below its peers: delta for
// impact.delta.
func shortName(field string) string { return field[strings.LastIndexByte(field, '.')+1:] }
