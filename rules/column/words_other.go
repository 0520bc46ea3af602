//go:build !amd64 || purego

package column

// compareVectors sets no bits: there are no vector instructions.
func compareVectors[T number](Bits, relation, operand[T], operand[T], uint64) int { return 0 }
