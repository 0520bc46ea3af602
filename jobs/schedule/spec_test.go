package schedule_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weiran/jobs/schedule"
	"weiran/rules/source"
)

var update = flag.Bool("update", false, "write the golden files")

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestNext(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	// A Tuesday, nine in the morning in Shanghai.
	from := time.Date(2015, time.January, 20, 1, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		spec string
		loc  *time.Location
		want []string
	}{
		"every night": {
			"30 2 * * *", shanghai,
			[]string{"2015-01-21T02:30:00+08:00", "2015-01-22T02:30:00+08:00", "2015-01-23T02:30:00+08:00"},
		},
		"no zone is UTC": {
			"30 2 * * *", nil,
			[]string{"2015-01-20T02:30:00Z", "2015-01-21T02:30:00Z", "2015-01-22T02:30:00Z"},
		},
		"working days": {
			"0 8 * * 1-5", shanghai,
			[]string{"2015-01-21T08:00:00+08:00", "2015-01-22T08:00:00+08:00", "2015-01-23T08:00:00+08:00"},
		},
		"names of days and months": {
			"0 8 * feb mon", shanghai,
			[]string{"2015-02-02T08:00:00+08:00", "2015-02-09T08:00:00+08:00", "2015-02-16T08:00:00+08:00"},
		},
		"a day or a weekday": {
			"0 0 25 * 0", shanghai,
			[]string{"2015-01-25T00:00:00+08:00", "2015-02-01T00:00:00+08:00", "2015-02-08T00:00:00+08:00"},
		},
		"leap day": {
			"0 0 29 2 *", shanghai,
			[]string{"2016-02-29T00:00:00+08:00", "2020-02-29T00:00:00+08:00", "2024-02-29T00:00:00+08:00"},
		},
		"word": {
			"@monthly", shanghai,
			[]string{"2015-02-01T00:00:00+08:00", "2015-03-01T00:00:00+08:00", "2015-04-01T00:00:00+08:00"},
		},
		"word in capitals, with spaces": {
			" @Daily ", shanghai,
			[]string{"2015-01-21T00:00:00+08:00", "2015-01-22T00:00:00+08:00", "2015-01-23T00:00:00+08:00"},
		},
		"length of time": {
			"@every 90m", shanghai,
			[]string{"2015-01-20T10:30:00+08:00", "2015-01-20T12:00:00+08:00", "2015-01-20T13:30:00+08:00"},
		},
		"a time that daylight saving leaves out is skipped": {
			"30 2 8 3 *", zone(t, "America/New_York"), // the gap of 2015
			[]string{"2016-03-08T02:30:00-05:00", "2017-03-08T02:30:00-05:00", "2018-03-08T02:30:00-05:00"},
		},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			times, err := schedule.Next(tc.spec, tc.loc, from, 3)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range times {
				got = append(got, at.Format(time.RFC3339))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNextTooFar(t *testing.T) {
	from := time.Date(2096, time.January, 1, 0, 0, 0, 0, time.UTC)
	times, err := schedule.Next("0 0 29 2 *", nil, from, 2)
	var fault source.Fault
	if len(times) != 1 || !errors.As(err, &fault) {
		t.Errorf("got %v, %v; want the leap day of 2096 and a fault, as 2100 has none", times, err)
	}
}

// TestParseFaults keeps what a user reads about a wrong specification, in both
// languages.
func TestParseFaults(t *testing.T) {
	specs := []string{
		"", "every night", "30 2 * *", "0 30 2 * * *", "60 2 * * *", "30 24 * * *", "30 2 0 * *", "30 2 * 13 *",
		"30 2 * * 7", "30 2 * * someday", "*/0 * * * *", ", * * * *", "1,,2 * * * *", "5-1 * * * *", "30 2 L * *",
		"0 0 30 2 *", "0 0 31 4,6,9,11 *",
		"TZ=UTC", "CRON_TZ=", "TZ=0", "TZ=Asia/Shanghai 30 2 * * *",
		"@", "@daly", "@reboot", "@every", "@every soon", "@every 0s", "@every -5s", "@every 500ms", "@every 59s",
	}
	var b strings.Builder
	for _, spec := range specs {
		s, err := schedule.Parse(spec, time.UTC)
		var fault source.Fault
		if s != nil || !errors.As(err, &fault) {
			t.Errorf("%q: got %v, %v; want a fault", spec, s, err)
			continue
		}
		fmt.Fprintf(&b, "%q\n", spec)
		for _, l := range []source.Language{source.English, source.Chinese} {
			fmt.Fprintf(&b, "    %s\n      = %s\n", fault.Message.In(l), fault.Hint.In(l))
		}
	}
	golden(t, "faults.txt", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

// FuzzParse holds that a specification is refused with a fault or comes due,
// again and again, at whole minutes unless it is a length of time.
func FuzzParse(f *testing.F) {
	for _, spec := range []string{"30 2 * * *", "*/5 0-6 1,15 * mon", "@every 90m", "@daily", "TZ=", "0 0 29 2 *", "? ? ? ? ?"} {
		f.Add(spec)
	}
	from := time.Date(2015, time.January, 20, 1, 2, 3, 4, time.UTC)
	f.Fuzz(func(t *testing.T, spec string) {
		times, err := schedule.Next(spec, time.UTC, from, 3)
		var fault source.Fault
		if err != nil {
			if !errors.As(err, &fault) || fault.Message.ZH == "" {
				t.Fatalf("not a fault in both languages: %v", err)
			}
			return
		}
		last := from
		for _, at := range times {
			if !at.After(last) {
				t.Fatalf("%v is not after %v", at, last)
			}
			if !strings.Contains(spec, "@every") && at.Second() != 0 {
				t.Fatalf("%v is not a whole minute", at)
			}
			last = at
		}
	})
}

func ExampleNext() {
	shanghai := time.FixedZone("CST", 8*60*60)
	from := time.Date(2015, time.January, 20, 9, 0, 0, 0, shanghai)
	times, err := schedule.Next("30 2 * * 1-5", shanghai, from, 4)
	if err != nil {
		fmt.Println(err)
	}
	for _, at := range times {
		fmt.Println(at.Format("2006-01-02 15:04 Mon"))
	}
	// Output:
	// 2015-01-21 02:30 Wed
	// 2015-01-22 02:30 Thu
	// 2015-01-23 02:30 Fri
	// 2015-01-26 02:30 Mon
}

func ExampleParse() {
	_, err := schedule.Parse("30 25 * * *", nil)
	var fault source.Fault
	if errors.As(err, &fault) {
		fmt.Println(fault.Message.EN)
		fmt.Println(fault.Hint.ZH)
	}
	// Output:
	// "25" is not a valid hour
	// 可写 *、*/n、a-b，或用逗号分隔的 0-23
}
