package reports

import (
	"bytes"
	"compress/flate"
	"io"
	"runtime"
	"testing"
)

// packedBy packs a text in writes of some size on some processors.
func packedBy(t *testing.T, text []byte, processors, size int) []byte {
	t.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
	var out bytes.Buffer
	p, err := newPacker(&out)
	if err != nil {
		t.Fatal(err)
	}
	for rest := text; len(rest) > 0; rest = rest[min(size, len(rest)):] {
		if _, err := p.Write(rest[:min(size, len(rest))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestPackerGivesBack holds that a text comes back, and that its packed bytes
// depend on nothing else.
func TestPackerGivesBack(t *testing.T) {
	var long bytes.Buffer
	for i := 0; long.Len() < 3*packBlock+17; i++ {
		long.WriteString("<c r=\"A1\"><v>")
		long.WriteByte(byte(i * i >> 3))
	}
	for name, text := range map[string][]byte{
		"nothing": nil, "a word": []byte("未然"), "a block": long.Bytes()[:packBlock], "several": long.Bytes(),
	} {
		want := packedBy(t, text, 1, packBlock)
		for _, processors := range []int{2, 8} {
			if got := packedBy(t, text, processors, 4097); !bytes.Equal(got, want) {
				t.Errorf("%s: packed otherwise on %d processors", name, processors)
			}
		}
		got, err := io.ReadAll(flate.NewReader(bytes.NewReader(want)))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s: %d bytes come back of %d, %v", name, len(got), len(text), err)
		}
	}
}

func TestPackerTellsOfAFullDisk(t *testing.T) {
	p, err := newPacker(fullDisk{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Write([]byte("未然")); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != io.ErrShortWrite {
		t.Errorf("got %v, want %v", err, io.ErrShortWrite)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
