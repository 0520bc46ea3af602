package main

import (
	"context"
	"fmt"
	"strings"

	"weiran/jobs"
	"weiran/reports"
	"weiran/rules"
	"weiran/rules/hotspot"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// hotspotsOf prints the hotspots of a run.
func (a *app) hotspotsOf(ctx context.Context, dir string, in hotspotFlags) error {
	done, err := jobs.Reopen(ctx, dir)
	if err != nil {
		return err
	}
	if in.format.value == "json" {
		return a.writeHotspots(done)
	}
	for _, h := range done.Result.Hotspots {
		a.printHotspotsOf(done, h, in.all)
	}
	if len(done.Result.Hotspots) == 0 {
		fmt.Fprintln(a.stdout, a.say("The run has no rules, and so nothing that could gather.", "本次排查没有使用规则，无从聚集。"))
	}
	return nil
}

// mostListed is how many hotspots of a kind, and how many groups of as many as
// petition together, are printed unless all are asked for.
const mostListed = 20

func (a *app) printHotspotsOf(done *jobs.Done, h rules.Hotspots, all bool) {
	places, kinds := h.Standing()
	a.section("%s: %d hotspots", "%s：热点 %d 处", h.Policy, len(places)+len(kinds))
	a.printSpots(done, h, source.Say("Units and places", "单位和地方"), places, all)
	a.printSpots(done, h, source.Say("Kinds of people", "人群"), kinds, all)
	if others := others(h); all {
		a.printSpots(done, h, source.Say("What these explain, and what may be chance", "由以上解释的，和可能是偶然的"), others, all)
	} else if len(others) > 0 {
		a.printDim(source.Say("%d more are explained by these, of the same persons, or may be chance; --all lists them",
			"另有 %d 组由以上解释、是同一批人或可能是偶然，加 --all 列出", len(others)))
	}
	a.printMeeting(done, h, all)
	for _, note := range h.Notes {
		a.printDim(note)
	}
	for _, how := range h.How() {
		a.printDim(how)
	}
}

func (a *app) printDim(t source.Text) { fmt.Fprintf(a.stdout, "  %s\n", a.paint(dim, t.In(a.lang))) }

// printSpots prints the first of a list, unless all are asked for.
func (a *app) printSpots(done *jobs.Done, h rules.Hotspots, title source.Text, spots []*rules.Spot, all bool) {
	if len(spots) == 0 {
		return
	}
	fmt.Fprintf(a.stdout, "%s\n", a.paint(bold, title.In(a.lang)))
	for i, s := range spots {
		if !all && i == mostListed {
			a.printDim(source.Say("… and %d more; --all lists them", "……另有 %d 处，加 --all 列出", len(spots)-i))
			return
		}
		a.printSpot(done, h, s)
	}
}

func (a *app) printSpot(done *jobs.Done, h rules.Hotspots, s *rules.Spot) {
	fmt.Fprintf(a.stdout, "#%d %s  %s\n", s.Number, a.paint(tierStyle(s.Tier), s.Tier.Text().In(a.lang)), h.Says(s).In(a.lang))
	fmt.Fprintf(a.stdout, "    %s\n", a.say("by %s; %s; relative risk %s, p %s, q %s", "按%s；%s；相对风险 %s，p %s，q %s",
		a.grouping(done, s.Dimension), a.grievance(s.Cause), reports.Figure(s.RelativeRisk), reports.Figure(s.P), reports.Figure(s.BH)))
	titles := done.Books.RuleTitles()
	var causes []string
	for _, d := range s.Drivers {
		causes = append(causes, fmt.Sprintf("%s %d", titles[d.Rule], d.Persons))
	}
	if words := strings.Join(causes, a.say("; ", "；")); words != "" {
		fmt.Fprintf(a.stdout, "    %s\n", words)
	}
	if words := s.Relation.Text().In(a.lang); words != "" {
		fmt.Fprintf(a.stdout, "    %s\n", a.paint(dim, words))
	}
}

// others gives the spots with a tier that are not told in full.
func others(h rules.Hotspots) (spots []*rules.Spot) {
	for i := range h.Spots {
		if s := &h.Spots[i]; s.Tier > hotspot.NoTier && !s.Stands {
			spots = append(spots, s)
		}
	}
	return spots
}

// printMeeting prints the smallest groups of as many as petition together, places
// before kinds of people.
func (a *app) printMeeting(done *jobs.Done, h rules.Hotspots, all bool) {
	var t table
	t.numbers(2, 3)
	left := 0
	for _, places := range []bool{true, false} {
		for i := range h.Spots {
			switch s := &h.Spots[i]; {
			case !s.Collective || h.IsPlace(s.Dimension) != places:
			case !all && len(t.rows) == mostListed:
				left++
			default:
				t.add("  "+a.grouping(done, s.Dimension), s.Place(), fmt.Sprint(s.Observed), fmt.Sprint(s.Persons), a.grievance(s.Cause))
			}
		}
	}
	if len(t.rows) == 0 {
		return
	}
	a.section("Smallest groups of %d or more with one grievance (of how many)", "同一诉求达到集体访人数（%d 人）的最小组（其后为总人数）", h.MinCases)
	fmt.Fprintln(a.stdout, t.fit(a.width(), 2))
	if left > 0 {
		a.printDim(source.Say("… and %d more; --all lists them", "……另有 %d 组，加 --all 列出", left))
	}
}

func (a *app) grouping(done *jobs.Done, dimension string) string {
	if a.lang == source.Chinese {
		return rules.GroupingLabel(done.Result.Roster.Schema, dimension)
	}
	return dimension
}

func (a *app) grievance(g risk.Grievance) string {
	if a.lang == source.Chinese {
		return risk.GrievanceLabel(g)
	}
	return g
}

func tierStyle(t hotspot.Tier) style {
	switch t {
	case hotspot.Red:
		return red
	case hotspot.Orange, hotspot.Yellow:
		return yellow
	}
	return dim
}

// mostHotspotLines is how many places, and how many kinds of people, the summary of a
// screening prints a policy.
const mostHotspotLines = 3

// printHotspots prints the strongest hotspots that stand by themselves.
func (a *app) printHotspots(res *rules.Result) {
	for _, h := range res.Hotspots {
		places, kinds := h.Standing()
		var t table
		for _, spots := range [][]*rules.Spot{places, kinds} {
			for _, s := range spots[:min(len(spots), mostHotspotLines)] {
				t.add("  "+a.paint(tierStyle(s.Tier), s.Tier.Text().In(a.lang)), h.Says(s).In(a.lang), a.paint(dim, a.grievance(s.Cause)))
			}
		}
		if len(t.rows) > 0 {
			a.section("Hotspots: %d units and places, %d kinds of people (%s)", "热点：单位和地方 %d 处，人群 %d 类（%s）", len(places), len(kinds), h.Policy)
			fmt.Fprintln(a.stdout, t.fit(a.width(), 2))
		}
	}
}
