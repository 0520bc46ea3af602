package configs_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"weiran/configs"
	"weiran/rules/source"
)

// load reads a configuration that has no problem.
func load(t interface {
	Helper()
	Fatal(...any)
}, text string,
) configs.Config {
	t.Helper()
	c, problems := configs.Load(source.NewFile("weiran.yaml", []byte(text)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c
}

// ignorePlaces compares configurations but for where their jobs and levels stand.
var ignorePlaces = cmp.Options{cmpopts.IgnoreFields(configs.Job{}, "Pos"), cmpopts.IgnoreFields(configs.Levels{}, "Pos")}

func TestDefaultFile(t *testing.T) {
	golden(t, "weiran.yaml", configs.Default().YAML())
}

func TestAbsentKeysKeepTheirDefaults(t *testing.T) {
	with := func(change func(*configs.Config)) configs.Config {
		c := configs.Default()
		change(&c)
		return c
	}
	for name, test := range map[string]struct {
		text string
		want configs.Config
	}{
		"empty":        {"", configs.Default()},
		"comments":     {"# nothing\n\n  # yet\n", configs.Default()},
		"one key":      {"out: results", with(func(c *configs.Config) { c.Out = "results" })},
		"null":         {"county:\nout: ~", configs.Default()},
		"empty out":    {`out: ""`, configs.Default()},
		"inner key":    {"report: {title: 影响评估}", with(func(c *configs.Config) { c.Report.Title = "影响评估" })},
		"bare region":  {"county: {region: 230126}", with(func(c *configs.Config) { c.County.Region = "230126" })},
		"no jobs":      {"schedule: {jobs: []}", with(func(c *configs.Config) { c.Schedule.Jobs = []configs.Job{} })},
		"policies":     {"policies: [cn-2015-3]", with(func(c *configs.Config) { c.Policies = []string{"cn-2015-3"} })},
		"byte order":   {"\ufeffworkers: 2", with(func(c *configs.Config) { c.Workers = 2 })},
		"windows line": {"workers: 2\r\nlanguage: zh\r\n", with(func(c *configs.Config) { c.Workers, c.Language = 2, configs.Chinese })},
		"one level":    {"levels: {high: 60%}", with(func(c *configs.Config) { c.Levels.High = 60 })},
		"no tree":      {"hotspots: {trees: [], min_cases: 6}", with(func(c *configs.Config) { c.Hotspots.Trees, c.Hotspots.MinCases = []configs.Tree{}, 6 })},
		"usual tree":   {"hotspots: {trees: , flat: [sex], crosses: ~}", with(func(c *configs.Config) { c.Hotspots.Flat = []string{"sex"} })},
		"levels": {
			"levels: {high: 100%, medium: 1%, collective: 2}",
			with(func(c *configs.Config) { c.Levels = configs.Levels{High: 100, Medium: 1, Collective: 2} }),
		},
		"job defaults": {
			"schedule: {jobs: [{name: weekly, cron: '@weekly'}]}",
			with(func(c *configs.Config) {
				c.Schedule.Jobs = []configs.Job{{
					Name: "weekly", Cron: "@weekly", Policies: []string{}, Rules: []string{}, Timeout: configs.DefaultTimeout,
				}}
			}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, load(t, test.text), ignorePlaces); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestProblems prints the problems of each bad file as people see them.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, problems := configs.Load(source.NewFile(filepath.Base(path), text))
			if problems.Err() == nil {
				t.Error("no problem found")
			}
			var out strings.Builder
			source.Printer{}.Print(&out, problems)
			source.Printer{Language: source.Chinese}.Print(&out, problems)
			golden(t, strings.TrimSuffix(path, ".yaml")+".golden", []byte(out.String()))
		})
	}
}

func TestYAMLReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("aZ0 县\"'\\#:{}[]\t\n\u3000%@&*!|>-~é\x01")))
		texts := rapid.SliceOfN(text, 0, 3)
		c := configs.Default()
		c.County = configs.County{Name: text.Draw(t, "name"), Office: text.Draw(t, "office"), Region: "230126"}
		c.Database.URL = rapid.SampledFrom([]configs.DatabaseURL{"", "sqlite:a b.db", "postgres://h/县"}).Draw(t, "url")
		c.Schema, c.Roster, c.Petitions = text.Draw(t, "schema"), text.Draw(t, "roster"), text.Draw(t, "petitions")
		c.Policies, c.Rules = texts.Draw(t, "policies"), texts.Draw(t, "rules")
		c.Out = "o" + text.Draw(t, "out")
		c.Visits = configs.Visits(rapid.IntRange(1, 1_000_000).Draw(t, "visits"))
		c.Report = configs.Report{MinGroup: configs.GroupSize(rapid.IntRange(1, 99).Draw(t, "group")), Title: text.Draw(t, "title")}
		medium := rapid.IntRange(1, 99).Draw(t, "medium")
		c.Levels = configs.Levels{
			High: configs.Percent(rapid.IntRange(medium+1, 100).Draw(t, "high")), Medium: configs.Percent(medium),
			Collective: configs.Gathering(rapid.IntRange(2, 99).Draw(t, "collective")),
		}
		c.Hotspots = configs.Hotspots{
			Trees:      rapid.SliceOfN(rapid.SampledFrom([]configs.Tree{"region/unit", "a", "a/b/c.d/e_1"}), 0, 2).Draw(t, "trees"),
			Flat:       texts.Draw(t, "flat"),
			Crosses:    rapid.SliceOfN(rapid.SampledFrom([]configs.Cross{"rank*sex", "pay.basic*a_1"}), 0, 2).Draw(t, "crosses"),
			MinCases:   configs.Gathering(rapid.IntRange(2, 99).Draw(t, "cases")),
			Replicates: configs.Replicates(rapid.IntRange(0, 999_999).Draw(t, "replicates")),
			Seed:       configs.Seed(rapid.Uint64Range(1, 1<<63-1).Draw(t, "seed")),
		}
		c.Workers = configs.Workers(rapid.IntRange(0, 64).Draw(t, "workers"))
		c.Language = rapid.SampledFrom([]configs.Language{configs.Auto, configs.Chinese, configs.English}).Draw(t, "language")
		c.Schedule.Jobs = jobs(t, texts)
		if diff := cmp.Diff(c, load(t, string(c.YAML())), ignorePlaces, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func jobs(t *rapid.T, texts *rapid.Generator[[]string]) []configs.Job {
	jobs := make([]configs.Job, rapid.IntRange(0, 3).Draw(t, "jobs"))
	for i := range jobs {
		jobs[i] = configs.Job{
			Name: fmt.Sprint("任务", i), Cron: "*/5 1-6 * * 1,3",
			Policies: texts.Draw(t, "job policies"), Rules: texts.Draw(t, "job rules"),
			Timeout: configs.Duration(rapid.Int64Range(1, 1e15).Draw(t, "timeout")),
		}
	}
	return jobs
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]string{
		"30m": "30m", "90m": "1h30m", "1h": "1h", "45s": "45s", "1h0m5s": "1h0m5s", "0s": "0s", "1500ms": "1.5s", "20h": "20h",
	} {
		var d configs.Duration
		if err := d.UnmarshalText([]byte(text)); err != nil || d.String() != want {
			t.Errorf("%s is written %s (%v), want %s", text, d, err, want)
		}
	}
}

func TestPasswordIsNeverPrinted(t *testing.T) {
	for _, url := range []string{
		"postgres://weiran:s3cret@db.example/weiran?sslmode=disable",
		"postgres://weiran:s3cret@with@at@db.example/weiran",
		"postgres://:s3cret@db.example/weiran",
		"postgres://weiran@db.example/weiran?sslmode=disable&password=s3cret",
		"postgres://weiran@db.example/weiran?PASSWORD=s3cret&x=1",
		"postgresql://weiran:s3cret:more/@db.example/weiran",
	} {
		c := configs.Default()
		c.Database.URL = configs.DatabaseURL(url)
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("open", "url", c.Database.URL, "config", c.Database)
		for form, text := range map[string]string{
			"%v": fmt.Sprintf("%v", c.Database), "%+v": fmt.Sprintf("%+v", c), "%#v": fmt.Sprintf("%#v", c),
			"%q": fmt.Sprintf("%q", c.Database.URL), "yaml": string(c.YAML()), "log": log.String(),
		} {
			if strings.Contains(text, "s3cret") {
				t.Errorf("%s of %s prints the password: %s", form, url, text)
			}
		}
		if !c.Database.URL.Secret() || !strings.Contains(string(c.YAML()), "# The password is hidden here") {
			t.Errorf("nothing says that %s hides a password", c.Database.URL)
		}
		if !strings.Contains(c.Database.URL.String(), "db.example/weiran") {
			t.Errorf("%s hides the host too", c.Database.URL)
		}
	}
}

func TestEnvironmentGoesBeforeFile(t *testing.T) {
	c := load(t, "database: {url: 'sqlite:file.db'}")
	env := map[string]string{"DATABASE_URL": "postgres://env/db"}
	set, err := c.WithEnvironment(func(k string) string { return env[k] })
	if got := set.Database.URL; err != nil || got != "postgres://env/db" {
		t.Errorf("with DATABASE_URL set the database is %s, %v", got, err)
	}
	unset, err := c.WithEnvironment(func(string) string { return "" })
	if got := unset.Database.URL; err != nil || got != "sqlite:file.db" {
		t.Errorf("without DATABASE_URL the database is %s, %v", got, err)
	}
	_, err = c.WithEnvironment(func(string) string { return "mysql://u:geheim@host/db" })
	if err == nil || !strings.Contains(err.Error(), "DATABASE_URL") || strings.Contains(err.Error(), "geheim") {
		t.Errorf("with a DATABASE_URL of no known kind: %v", err)
	}
	if got := configs.Default().Database.URL.OrDefault(); got != configs.DefaultDatabase {
		t.Errorf("without a URL the database is %s", got)
	}
}

func TestLocation(t *testing.T) {
	noon := time.Date(2015, 1, 20, 4, 0, 0, 0, time.UTC).In(configs.Default().Schedule.Timezone.Location())
	if noon.Hour() != 12 {
		t.Errorf("noon in Shanghai is %s", noon)
	}
}

func TestBureau(t *testing.T) {
	for want, c := range map[string]configs.County{
		"县委老干部局":   {},
		"甲县委老干部局":  {Name: "甲县"},
		"甲县老干部工作局": {Name: "甲县", Office: "甲县老干部工作局"},
	} {
		if got := c.Bureau(); got != want {
			t.Errorf("%+v signs as %s, want %s", c, got, want)
		}
	}
}
