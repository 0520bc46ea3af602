//go:build !purego

package column

import "golang.org/x/sys/cpu"

// vectors says that the processor compares many rows at a time.
var vectors = cpu.X86.HasAVX2

// The routines compare so many words of rows; b moves on by step bytes a word.

//go:noescape
func equal64(truth *uint64, a, b *int64, step, words int, flip uint64)

//go:noescape
func greater64(truth *uint64, a, b *int64, step, words int, flip uint64)

//go:noescape
func equal32(truth *uint64, a, b *int32, step, words int, flip uint64)

//go:noescape
func greater32(truth *uint64, a, b *int32, step, words int, flip uint64)

// compareVectors sets the bits of whole words by vector instructions, and gives
// how many words that are. The base is equal or greater, and b is not a constant's
// one row but 64 of them.
func compareVectors[T number](truth Bits, base relation, a, b operand[T], flip uint64) int {
	n := len(a.values) / wordRows
	if n == 0 || !vectors {
		return 0
	}
	switch x := any(&a.values[0]).(type) {
	case *int64:
		y, step := any(&b.values[0]).(*int64), wordRows*8&b.stride()
		if base == equal {
			equal64(&truth[0], x, y, step, n, flip)
		} else {
			greater64(&truth[0], x, y, step, n, flip)
		}
	case *int32:
		y, step := any(&b.values[0]).(*int32), wordRows*4&b.stride()
		if base == equal {
			equal32(&truth[0], x, y, step, n, flip)
		} else {
			greater32(&truth[0], x, y, step, n, flip)
		}
	}
	return n
}
