package jobs_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/jobs/synth"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// tenth changes a pay item that the shipped policies leave alone.
const tenth = `
policy: tenth
title: 生活补贴增加一成
effective: 2016-01-01
paid_from: 2016-04-01
items: [{item: living, title: 增加一成, add: 'pay.living * 10%', cite: 第一条}]
`

// BenchmarkScreen screens a synthetic province under three policies and every
// shipped rule. Beside the time it gives what is resident at most, in MiB,
// the roster included; of the first size alone that is its own.
func BenchmarkScreen(b *testing.B) {
	for _, persons := range []int64{100_000, 1_000_000} {
		in := province(b, persons)
		b.Run(fmt.Sprint(persons), func(b *testing.B) {
			b.ReportAllocs()
			found := 0
			for b.Loop() {
				result, err := rules.Screen(b.Context(), in)
				if err != nil {
					b.Fatal(err)
				}
				found = len(result.Findings)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(persons), "ns/person")
			b.ReportMetric(float64(found), "findings")
			b.ReportMetric(resident(b), "MiB")
		})
	}
}

// province reads a synthetic roster as a run does.
func province(b *testing.B, persons int64) rules.Input {
	b.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	var file bytes.Buffer
	order := synth.Order{Persons: persons, Seed: 1, Schema: schema, Format: synth.CSV}
	if _, err := order.Write(b.Context(), &file, io.Discard); err != nil {
		b.Fatal(err)
	}
	asOf, _ := lang.NewDate(2023, 8, 1)
	table, err := intake.ReadRosterBytes(b.Context(), "province.csv", file.Bytes(), schema, intake.Options{AsOf: asOf})
	if err != nil {
		b.Fatal(err)
	}
	in := rules.Input{Roster: table.Roster.Sorted(), AsOf: asOf}
	for _, f := range []*source.File{shipped(b, "cn-2015-3"), shipped(b, "hlj-2023"), source.NewFile("tenth.yaml", []byte(tenth))} {
		p, more := policy.Load(f, schema)
		in.Policies, problems = append(in.Policies, p), append(problems, more...)
	}
	var more source.Problems
	in.Rules, more = risk.Load(library.Rules(), schema)
	if err := append(problems, more...).Err(); err != nil {
		b.Fatal(err)
	}
	return in
}

// shipped gives a policy of the library by its id.
func shipped(b *testing.B, id string) *source.File {
	b.Helper()
	for _, f := range library.Policies() {
		if strings.Contains(f.Name, id) {
			return f
		}
	}
	b.Fatalf("no policy %s is shipped", id)
	return nil
}

// resident gives how much of the process was in memory at most, in MiB; 0 where
// the system does not tell.
func resident(b *testing.B) float64 {
	b.Helper()
	runtime.GC()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kib float64
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			if _, err := fmt.Sscan(rest, &kib); err != nil {
				b.Fatal(err)
			}
		}
	}
	return kib / 1024
}
