package configs

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"weiran/rules/source"
)

// Load reads a configuration over [Default] and reports all of its problems. A
// file of comments alone is the default configuration.
//
// The lines that problems show have stars for the password of the database.
func Load(f *source.File) (Config, source.Problems) {
	c := Default()
	if silent(f) {
		return c, nil
	}
	problems := source.Decode(f, &c)
	c.settle()
	problems = append(append(problems, c.repeatedJobs()...), c.Levels.check()...)
	problems.Sort()
	shown := source.NewFile(f.Name, []byte(starPasswords(string(f.Text))))
	for i := range problems {
		problems[i].Pos.File = shown
	}
	return c, problems
}

// silent reports whether a file has nothing but comments.
func silent(f *source.File) bool {
	for line := range bytes.Lines(f.Text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// settle fills in what a file leaves open or empty.
func (c *Config) settle() {
	if c.Out == "" {
		c.Out = Default().Out
	}
	c.Hotspots.settle()
	for i := range c.Schedule.Jobs {
		job := &c.Schedule.Jobs[i]
		if job.Timeout == 0 {
			job.Timeout = DefaultTimeout
		}
		job.Policies, job.Rules = orNone(job.Policies), orNone(job.Rules)
	}
}

// orNone gives an empty list for an absent one, so that both read the same.
func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// repeatedJobs finds jobs that share a name.
func (c Config) repeatedJobs() source.Problems {
	var problems source.Problems
	names := map[string]bool{}
	for _, job := range c.Schedule.Jobs {
		if names[job.Name] {
			problems.Add(job.Pos,
				source.Say("the job %q is given twice", "任务 %q 重复", job.Name),
				source.Say("give each job a name of its own", "请为每个任务取不同的名称"))
		}
		names[job.Name] = job.Name != ""
	}
	return problems
}

// starPasswords writes a star for each character of a password, so that what
// stands after it keeps its column.
func starPasswords(text string) string {
	return replacePasswords(text, func(password string) string {
		return strings.Repeat("*", utf8.RuneCountInString(password))
	})
}

// WithEnvironment gives the configuration as the environment changes it:
// DATABASE_URL goes before the URL of the file. The error is a [source.Fault].
func (c Config) WithEnvironment(getenv func(string) string) (Config, error) {
	url := getenv("DATABASE_URL")
	if url == "" {
		return c, nil
	}
	err := c.Database.URL.UnmarshalText([]byte(url))
	var fault source.Fault
	if errors.As(err, &fault) {
		fault.Message = source.Say("DATABASE_URL: %s", "环境变量 DATABASE_URL：%s", fault.Message)
		return c, fault
	}
	return c, err
}
