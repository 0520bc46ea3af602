package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"weiran/reports"
	"weiran/rules/hotspot"
)

// A groupColumn is one column of the groups of a scan.
type groupColumn struct {
	name string
	cell func(r *hotspot.Row) string
}

// usualColumns are those that other tools have too.
var usualColumns = []groupColumn{
	{"dimension", func(r *hotspot.Row) string { return r.Dimension }},
	{"node", func(r *hotspot.Row) string { return strings.Join(r.Path, "/") }},
	{"n", func(r *hotspot.Row) string { return strconv.Itoa(r.Persons) }},
	{"observed", func(r *hotspot.Row) string { return strconv.Itoa(r.Observed) }},
	{"expected", func(r *hotspot.Row) string { return exact(r.Expected) }},
	{"rr", func(r *hotspot.Row) string { return exact(r.RelativeRisk) }},
	{"llr", func(r *hotspot.Row) string { return exact(r.LLR) }},
	{"p", func(r *hotspot.Row) string { return exact(r.P) }},
	{"method", func(r *hotspot.Row) string { return r.Origin.String() }},
	{"p_hyper", func(r *hotspot.Row) string { return exact(r.Tail) }},
	{"q_bh", func(r *hotspot.Row) string { return exact(r.BH) }},
	{"q_by", func(r *hotspot.Row) string { return exact(r.BY) }},
	{"ic025", func(r *hotspot.Row) string { return exact(r.IC025) }},
	{"relation", func(r *hotspot.Row) string { return reports.RelationCell(r.Relation) }},
}

// furtherColumns are the rest of what is known of a group. A cell is empty where
// there is no such figure: a group that did not come up in the iterative scan, or
// whose level has too few groups to be fitted.
var furtherColumns = []groupColumn{
	{"excess", func(r *hotspot.Row) string { return exact(r.Excess) }},
	{"reached", func(r *hotspot.Row) string { return ofDrawn(r, r.Reached) }},
	{"replicates", func(r *hotspot.Row) string { return ofDrawn(r, r.Of) }},
	{"p_gumbel", func(r *hotspot.Row) string { return exactOrNone(r.Gumbel) }},
	{"midp", func(r *hotspot.Row) string { return exact(r.MidTail) }},
	{"p_min", func(r *hotspot.Row) string { return exact(r.Attainable) }},
	{"q_tarone", func(r *hotspot.Row) string { return exact(r.Tarone) }},
	{"ic", func(r *hotspot.Row) string { return exact(r.IC) }},
	{"eb", func(r *hotspot.Row) string { return rounded(r.EB) }},
	{"eb05", func(r *hotspot.Row) string { return rounded(r.EB05) }},
	{"share", func(r *hotspot.Row) string { return rounded(r.Share) }},
	{"relation_p", func(r *hotspot.Row) string { return exactOrNone(r.Relation.P) }},
	{"round", func(r *hotspot.Row) string { return countOrNone(r.Round) }},
	{"p_round", func(r *hotspot.Row) string { return exactOrNone(r.AdjustedP) }},
	{"tier", func(r *hotspot.Row) string { return r.Tier.Text().EN }},
	{"aliases", aliases},
}

// groupColumns gives the columns by the name of a choice.
func groupColumns(choice string) []groupColumn {
	if choice == "all" {
		return append(usualColumns[:len(usualColumns):len(usualColumns)], furtherColumns...)
	}
	return usualColumns
}

// writeGroups writes every group.
func writeGroups(w io.Writer, found *hotspot.Result, choice string) error {
	columns := groupColumns(choice)
	out := csv.NewWriter(w)
	line := make([]string, len(columns))
	for i, c := range columns {
		line[i] = c.name
	}
	if err := out.Write(line); err != nil {
		return err
	}
	for i := range found.Rows {
		for k, c := range columns {
			line[k] = c.cell(&found.Rows[i])
		}
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// noticeFits shrinks the groups and tells of every level how much they differ.
func (a *app) noticeFits(found *hotspot.Result) {
	for _, f := range found.Shrink() {
		if f.Alike || f.SharesAlike {
			a.notice(a.say("%s: no difference between the groups can be told from chance, so the shrunk figures say little",
				"%s：各组之间看不出偶然以外的差别，收缩后的数字意义不大", f.Dimension))
			continue
		}
		a.notice(a.say("%s: ratios gamma with shape %.4g and rate %.4g; shares beta with mean %.4g and size %.4g",
			"%s：比值服从伽马分布（形状 %.4g，速率 %.4g）；比例服从贝塔分布（均值 %.4g，规模 %.4g）", f.Dimension, f.Shape, f.Rate, f.Mean, f.Size))
	}
}

// aliases lists the groups of exactly the same persons.
func aliases(r *hotspot.Row) string {
	var names []string
	for _, g := range r.Aliases {
		names = append(names, g.Dimension+"="+strings.Join(g.Path, "/"))
	}
	return strings.Join(names, ";")
}

// exact writes a number with twelve digits; without a bound it is inf. Twelve are
// enough to compare with another tool and few enough to be the same on every
// processor.
func exact(v float64) string {
	return strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(v, 'g', 12, 64)), "+")
}

// rounded writes what a search found, of which only a few digits are certain.
func rounded(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'g', 5, 64)
}

func exactOrNone(v float64) string {
	if v == 0 {
		return ""
	}
	return exact(v)
}

func countOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ofDrawn is empty where the probability was worked out.
func ofDrawn(r *hotspot.Row, n int) string {
	if r.Of == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
