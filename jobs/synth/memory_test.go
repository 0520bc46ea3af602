package synth_test

import (
	"io"
	"runtime"
	"testing"

	"weiran/jobs/synth"
)

// TestStreams holds the memory in use late in a long roster to that early in it.
func TestStreams(t *testing.T) {
	const persons, slack = 200_000, 8 << 20
	for _, format := range synth.Formats() {
		t.Run(format, func(t *testing.T) {
			o := order(t, persons, 1)
			o.Format = synth.Format(format)
			var early, late uint64
			o.Progress = func(done, _ int64) {
				switch done {
				case persons / 4:
					early = inUse()
				case persons:
					late = inUse()
				}
			}
			if _, err := o.Write(t.Context(), io.Discard, io.Discard); err != nil {
				t.Fatal(err)
			}
			if early == 0 || late > early+slack {
				t.Errorf("%d bytes are in use after a quarter, %d at the end", early, late)
			}
		})
	}
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestNothingIsAllocatedForARow holds what the counties and the writer allocate to
// less than one piece in ten rows.
func TestNothingIsAllocatedForARow(t *testing.T) {
	const persons = 20_000
	o := order(t, persons, 1)
	pieces := testing.AllocsPerRun(3, func() {
		if _, err := o.Write(t.Context(), io.Discard, io.Discard); err != nil {
			t.Fatal(err)
		}
	})
	if pieces > persons/10 {
		t.Errorf("%.0f pieces are allocated for %d rows", pieces, persons)
	}
}
