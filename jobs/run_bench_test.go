package jobs_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/synth"
	"weiran/rules/roster"
)

// BenchmarkRun does a whole run of a synthetic roster as "weiran screen" does: the
// file is read, everybody screened by every shipped rule, and all files of the run
// folder are written. It tells by stage, and by how many workers, what a person
// takes: compare the figures with each other and with those of the commit before,
// since those of another machine say nothing. MB is what the folder comes to, MiB
// what is resident at most.
func BenchmarkRun(b *testing.B) {
	const persons = 100_000
	file := rosterFile(b, persons)
	for _, workers := range []int{1, 0} {
		b.Run(fmt.Sprintf("%d/workers=%d", persons, workers), func(b *testing.B) {
			b.ReportAllocs()
			var last jobs.Stage
			var since time.Time
			took := map[jobs.Stage]time.Duration{}
			turn := func(stage jobs.Stage) {
				now := time.Now()
				took[last] += now.Sub(since)
				last, since = stage, now
			}
			d := &jobs.Desk{Log: slog.New(slog.DiscardHandler), Now: time.Now, Progress: func(stage jobs.Stage, _, _ int64) {
				if stage != last {
					turn(stage)
				}
			}}
			var done *jobs.Done
			for b.Loop() {
				last, since = jobs.Reading, time.Now()
				q := sample(filepath.Join(b.TempDir(), "run"))
				q.People, q.Workers = jobs.FromFile(file), workers
				var err error
				if done, err = d.Run(b.Context(), q); err != nil {
					b.Fatal(err)
				}
				turn(jobs.Reading)
			}
			for stage, name := range map[jobs.Stage]string{jobs.Reading: "read", jobs.Screening: "screen", jobs.Writing: "write"} {
				b.ReportMetric(float64(took[stage].Nanoseconds())/float64(b.N)/persons, name+"-ns/person")
			}
			folder := int64(0)
			for _, f := range done.Record.Files {
				folder += f.Bytes
			}
			b.ReportMetric(float64(folder)/1e6, "MB")
			b.ReportMetric(float64(done.Record.Counts.Findings), "findings")
			b.ReportMetric(resident(b), "MiB")
		})
	}
}

// rosterFile writes a synthetic roster.
func rosterFile(b *testing.B, persons int64) string {
	b.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		b.Fatal(err)
	}
	var text bytes.Buffer
	order := synth.Order{Persons: persons, Seed: 1, Schema: schema, Format: synth.CSV}
	if _, err := order.Write(b.Context(), &text, io.Discard); err != nil {
		b.Fatal(err)
	}
	name := filepath.Join(b.TempDir(), "roster.csv")
	if err := os.WriteFile(name, text.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	return name
}
