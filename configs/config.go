package configs

import (
	"time"

	"weiran/rules/source"
)

// A Config is what a county sets. Every key may be left out: [Default] says what
// then holds. Paths are relative to the folder that weiran is started in.
type Config struct {
	// Who uses weiran; printed on every report.
	County County `yaml:"county"`
	// Where imported rosters and runs are kept.
	Database Database `yaml:"database"`
	// Path of the county's own roster schema; empty means the shipped one.
	Schema string `yaml:"schema"`
	// Path of the roster file; empty means the last one imported into the database.
	Roster string `yaml:"roster"`
	// Path of a file of petitions; empty means the ones last imported into the database.
	Petitions string `yaml:"petitions"`
	// Path of a file of weights, as weiran calibrate writes it; empty means the experts' points.
	Weights string `yaml:"weights"`
	// How many persons the staff can visit; weiran backtest says what these would have met.
	Visits Visits `yaml:"visits"`
	// The policies to screen: paths, folders, or ids of shipped policies.
	Policies []string `yaml:"policies"`
	// The rule files to screen with: paths or folders; none listed means the shipped ones.
	Rules []string `yaml:"rules"`
	// From where on a risk is medium or high.
	Levels Levels `yaml:"levels"`
	// How to look for where trouble gathers.
	Hotspots Hotspots `yaml:"hotspots"`
	// Folder that takes the run folders.
	Out string `yaml:"out"`
	// What runs by itself, and when.
	Schedule Schedule `yaml:"schedule"`
	// What reports show.
	Report Report `yaml:"report"`
	// How many workers screen at once; 0 means one a processor. It never changes a result.
	Workers Workers `yaml:"workers"`
	// Language of messages: auto (by the locale), zh or en. Reports are in Chinese.
	Language Language `yaml:"language"`
	// The program's own log, on standard error.
	Log Log `yaml:"log"`
}

// County says who uses weiran.
type County struct {
	// Name of the county, such as 样例县.
	Name string `yaml:"name"`
	// Name of the bureau that signs reports; empty means the county's 县委老干部局.
	Office string `yaml:"office"`
	// Code of the county in GB/T 2260, six digits; empty where it does not matter.
	Region Region `yaml:"region"`
}

// Bureau gives the name that stands on reports: the office, or else the bureau
// of the county named.
func (c County) Bureau() string {
	switch {
	case c.Office != "":
		return c.Office
	case c.Name != "":
		return c.Name + "委老干部局"
	}
	return "县委老干部局"
}

// Database says where rosters and runs are kept.
type Database struct {
	// postgres://… or sqlite:PATH; empty means sqlite:weiran.db. The environment variable DATABASE_URL goes before it.
	URL DatabaseURL `yaml:"url"`
}

// Schedule says what runs by itself.
type Schedule struct {
	// Time zone of the cron times and of the date a run is made for.
	Timezone Timezone `yaml:"timezone"`
	// The jobs; each has a name of its own.
	Jobs []Job `yaml:"jobs"`
}

// A Job is one screening that runs by itself.
type Job struct {
	Pos source.Pos `yaml:"-"` // where the job stands, for problems found later

	// Name of the job in the run's record; no two jobs share one.
	Name string `yaml:"name,required"`
	// When it runs: minute, hour, day of month, month, day of week; or @daily and the like.
	Cron Cron `yaml:"cron,required"`
	// The policies to screen; none listed means those of the configuration.
	Policies []string `yaml:"policies"`
	// The rule files; none listed means those of the configuration.
	Rules []string `yaml:"rules"`
	// How long it may take before it is stopped, such as 30m; absent or 0s means 30m.
	Timeout Duration `yaml:"timeout"`
}

// Report says what reports show.
type Report struct {
	// The least count of persons that a committee report shows as a group of its own; smaller ones are merged.
	MinGroup GroupSize `yaml:"min_group"`
	// Title of the reports; empty means the policy's own.
	Title string `yaml:"title"`
}

// Log says what the program's log holds. It never holds a name, an identity
// number, a telephone or a password.
type Log struct {
	// debug, info, warn or error.
	Level LogLevel `yaml:"level"`
	// text or json.
	Format LogFormat `yaml:"format"`
}

// DefaultTimeout is how long a job may take unless its configuration says
// otherwise.
const DefaultTimeout = Duration(30 * time.Minute)

// Default gives the configuration that holds where a file is silent.
func Default() Config {
	return Config{
		Visits:   20,
		Policies: []string{},
		Rules:    []string{},
		Levels:   Levels{High: 50, Medium: 10, Collective: 5},
		Hotspots: Hotspots{
			Trees:    []Tree{"region/unit", "region/township"},
			Flat:     []string{"rank", "category", "cohort", "payer", "unit_kind"},
			Crosses:  []Cross{"cohort*category", "cohort*payer", "rank*category", "region*cohort"},
			MinCases: 5, Seed: 20140101,
		},
		Out: "runs",
		Schedule: Schedule{
			Timezone: "Asia/Shanghai",
			Jobs:     []Job{{Name: "nightly", Cron: "0 2 * * *", Policies: []string{}, Rules: []string{}, Timeout: DefaultTimeout}},
		},
		Report:   Report{MinGroup: 5},
		Language: Auto,
		Log:      Log{Level: LevelInfo, Format: FormatText},
	}
}
