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
		a.printHotspotsOf(done, h)
	}
	if len(done.Result.Hotspots) == 0 {
		fmt.Fprintln(a.stdout, a.say("The run has no rules, and so nothing that could gather.", "本次排查没有使用规则，无从聚集。"))
	}
	return nil
}

func (a *app) printHotspotsOf(done *jobs.Done, h rules.Hotspots) {
	titles := done.Books.RuleTitles()
	a.section("%s: %d hotspots", "%s：热点 %d 处", h.Policy, len(tiered(h)))
	for _, s := range tiered(h) {
		fmt.Fprintf(a.stdout, "#%d %s  %s\n", s.Number, a.paint(tierStyle(s.Tier), s.Tier.Text().In(a.lang)), a.paint(bold, s.Says().In(a.lang)))
		fmt.Fprintf(a.stdout, "    %s\n", a.say("by %s; %s; relative risk %s, p %s, q %s", "按%s；%s；相对风险 %s，p %s，q %s",
			a.grouping(done, s.Dimension), a.grievance(s.Cause), reports.Figure(s.RelativeRisk), reports.Figure(s.P), reports.Figure(s.BH)))
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
	a.printMeeting(done, h)
	for _, note := range h.Notes {
		fmt.Fprintf(a.stdout, "  %s\n", a.paint(dim, note.In(a.lang)))
	}
	if h.Null.EN != "" {
		fmt.Fprintf(a.stdout, "  %s\n", a.paint(dim, a.say("chance: %s; %d replicates, seed %d, at least %d persons",
			"假设：%s；随机模拟 %d 次，种子 %d，下限 %d 人", h.Null, h.Drawn, h.Seed, h.MinCases)))
	}
}

// printMeeting prints the smallest groups of as many as petition together.
func (a *app) printMeeting(done *jobs.Done, h rules.Hotspots) {
	var t table
	t.numbers(2, 3)
	for i := range h.Spots {
		if s := &h.Spots[i]; s.Collective {
			t.add("  "+a.grouping(done, s.Dimension), strings.Join(s.Path, " / "), fmt.Sprint(s.Observed), fmt.Sprint(s.Persons), a.grievance(s.Cause))
		}
	}
	if len(t.rows) == 0 {
		return
	}
	a.section("Smallest groups of %d or more with one grievance (of how many)", "同一诉求达到集体访人数（%d 人）的最小组（其后为总人数）", h.MinCases)
	fmt.Fprintln(a.stdout, t.fit(a.width(), 2))
}

// tiered gives the spots that have a tier.
func tiered(h rules.Hotspots) (spots []*rules.Spot) {
	for i := range h.Spots {
		if h.Spots[i].Tier > hotspot.NoTier {
			spots = append(spots, &h.Spots[i])
		}
	}
	return spots
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

// mostHotspotLines is how many hotspots the summary of a screening prints a policy.
const mostHotspotLines = 3

// printHotspots prints the strongest hotspots that stand by themselves.
func (a *app) printHotspots(res *rules.Result) {
	for _, h := range res.Hotspots {
		var t table
		for _, s := range tiered(h) {
			if s.Tier > hotspot.Blue && s.Relation.Kind == hotspot.Hotspot && len(t.rows) < mostHotspotLines {
				t.add("  "+a.paint(tierStyle(s.Tier), s.Tier.Text().In(a.lang)), s.Says().In(a.lang), a.paint(dim, a.grievance(s.Cause)))
			}
		}
		if len(t.rows) > 0 {
			a.section("Hotspots: %d (%s)", "热点 %d 处（%s）", len(tiered(h)), h.Policy)
			fmt.Fprintln(a.stdout, t.fit(a.width(), 2))
		}
	}
}
