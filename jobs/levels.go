package jobs

import (
	"weiran/configs"
	"weiran/rules/risk"
)

// LevelsOf gives the thresholds of the level that a configuration sets.
func LevelsOf(c configs.Config) risk.Thresholds {
	return risk.Thresholds{
		High: int64(c.Levels.High), Medium: int64(c.Levels.Medium), Collective: int64(c.Levels.Collective),
	}
}
