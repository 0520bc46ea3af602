package reports

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// TestResidues holds the arithmetic of residues to whole numbers without limit.
func TestResidues(t *testing.T) {
	whole := func(r residue) *big.Int { return new(big.Int).SetUint64(uint64(r)) }
	is := func(t *rapid.T, what string, got residue, want *big.Int) {
		if want.Mod(want, prime); whole(got).Cmp(want) != 0 {
			t.Errorf("%s is %d, want %s", what, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		any := rapid.OneOf(rapid.Uint64Range(0, uint64(modulus)-1), rapid.Uint64Range(uint64(modulus)-3, uint64(modulus)-1))
		a, b := residue(any.Draw(t, "a")), residue(any.Draw(t, "b"))
		is(t, "the product", a.times(b), new(big.Int).Mul(whole(a), whole(b)))
		is(t, "the sum", a.plus(b), new(big.Int).Add(whole(a), whole(b)))
		is(t, "the difference", a.minus(b), new(big.Int).Sub(whole(a), whole(b)))
		if a != 0 && a.times(a.inverse()) != 1 {
			t.Errorf("%d times its inverse is %d", a, a.times(a.inverse()))
		}
		if s := scattered(int(a)); s >= modulus {
			t.Errorf("%d is no residue", s)
		}
	})
}
