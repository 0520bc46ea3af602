package jobs

import (
	"weiran/configs"
	"weiran/rules"
)

// ScanningOf gives how a configuration has hotspots looked for.
func ScanningOf(c configs.Config) rules.Scanning {
	s := rules.Scanning{
		Seed: uint64(c.Hotspots.Seed), MinCases: int(c.Hotspots.MinCases), Replicates: int(c.Hotspots.Replicates),
		Trees: []string{}, Flat: c.Hotspots.Flat, Crosses: []string{},
	}
	for _, tree := range c.Hotspots.Trees {
		s.Trees = append(s.Trees, string(tree))
	}
	for _, cross := range c.Hotspots.Crosses {
		s.Crosses = append(s.Crosses, string(cross))
	}
	return s
}
