package risk

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
)

func decimals(texts ...string) []lang.Decimal {
	out := make([]lang.Decimal, len(texts))
	for i, text := range texts {
		d, err := lang.ParseDecimal(text)
		if err != nil {
			panic(err)
		}
		out[i] = d
	}
	return out
}

func inOrder(numbers []lang.Decimal) spread {
	sortNumbers(numbers, new([]lang.Decimal))
	return numbers
}

func TestSpread(t *testing.T) {
	for name, test := range map[string]struct {
		of                            []string
		mean, min, p10, p50, p90, max string
	}{
		"one person":           {[]string{"460"}, "460", "460", "460", "460", "460", "460"},
		"two":                  {[]string{"570", "460"}, "515", "460", "471", "515", "559", "570"},
		"five in any order":    {[]string{"5", "1", "4", "2", "3"}, "3", "1", "1.4", "3", "4.6", "5"},
		"a loss and a gain":    {[]string{"-100", "100"}, "0", "-100", "-80", "0", "80", "100"},
		"a third is rounded":   {[]string{"0", "0", "1"}, "0.3333", "0", "0", "0", "0.8", "1"},
		"a half goes to even":  {[]string{"0", "0.0001"}, "0", "0", "0", "0", "0.0001", "0.0001"},
		"and up where odd is":  {[]string{"0.0001", "0.0002"}, "0.0002", "0.0001", "0.0001", "0.0002", "0.0002", "0.0002"},
		"below zero to even":   {[]string{"-0.0001", "0"}, "0", "-0.0001", "-0.0001", "0", "0", "0"},
		"all alike":            {[]string{"7", "7", "7"}, "7", "7", "7", "7", "7", "7"},
		"the ends of decimals": {[]string{"-922337203685477.5807", "922337203685477.5807"}, "0", "-922337203685477.5807", "-737869762948382.0646", "0", "737869762948382.0646", "922337203685477.5807"},
	} {
		t.Run(name, func(t *testing.T) {
			s := inOrder(decimals(test.of...))
			got := []string{
				s.mean().String(), s[0].String(), s.percentile(10).String(), s.percentile(50).String(),
				s.percentile(90).String(), s[len(s)-1].String(),
			}
			want := []string{test.mean, test.min, test.p10, test.p50, test.p90, test.max}
			if !slices.Equal(got, want) {
				t.Errorf("mean, min, p10, p50, p90, max = %v, want %v", got, want)
			}
		})
	}
}

func TestRankSharesTheBetterPlace(t *testing.T) {
	s := inOrder(decimals("100", "300", "200", "200"))
	for text, want := range map[string]int64{"300": 1, "200": 2, "100": 4} {
		if got := s.rank(decimals(text)[0]); got != want {
			t.Errorf("rank of %s is %d, want %d", text, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, test := range []struct {
		yes, all int64
		want     string
	}{{0, 3, "0"}, {1, 3, "0.3333"}, {2, 3, "0.6667"}, {3, 3, "1"}, {1, 20_000, "0"}, {3, 20_000, "0.0002"}} {
		if got := share(test.yes, test.all).String(); got != test.want {
			t.Errorf("share %d of %d is %s, want %s", test.yes, test.all, got, test.want)
		}
	}
}

// halfEven rounds a fraction as the reference: floor, then the nearer or even.
func halfEven(r *big.Rat) int64 {
	floor := new(big.Int).Div(r.Num(), r.Denom())
	rest := new(big.Rat).Sub(r, new(big.Rat).SetInt(floor))
	switch c := rest.Cmp(big.NewRat(1, 2)); {
	case c > 0, c == 0 && floor.Bit(0) == 1:
		floor.Add(floor, big.NewInt(1))
	}
	return floor.Int64()
}

func TestSpreadAgreesWithFractions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOfN(rapid.OneOf(
			rapid.Int64Range(-50, 50),
			rapid.Int64Range(math.MinInt64, math.MaxInt64),
		), 1, 40).Draw(t, "numbers")
		p := rapid.IntRange(0, 100).Draw(t, "percent")

		values := make([]lang.Decimal, len(numbers))
		sum := new(big.Rat)
		for i, n := range numbers {
			values[i] = lang.Decimal(n)
			sum.Add(sum, new(big.Rat).SetInt64(n))
		}
		s := inOrder(values)

		mean := new(big.Rat).Quo(sum, new(big.Rat).SetInt64(int64(len(numbers))))
		if got := int64(s.mean()); got != halfEven(mean) {
			t.Fatalf("mean %d, want %d", got, halfEven(mean))
		}
		way := big.NewRat(int64((len(s)-1)*p), 100)
		low := int(new(big.Int).Div(way.Num(), way.Denom()).Int64())
		high := min(low+1, len(s)-1)
		part := new(big.Rat).Sub(way, new(big.Rat).SetInt64(int64(low)))
		gap := new(big.Rat).SetInt(new(big.Int).Sub(big.NewInt(int64(s[high])), big.NewInt(int64(s[low]))))
		want := halfEven(new(big.Rat).Add(new(big.Rat).SetInt64(int64(s[low])), gap.Mul(gap, part)))
		if got := int64(s.percentile(p)); got != want {
			t.Fatalf("percentile %d is %d, want %d", p, got, want)
		}
		for i, d := range s {
			above := 0
			for _, e := range s {
				if e > d {
					above++
				}
			}
			if s.rank(d) != int64(above)+1 {
				t.Fatalf("rank of %d is %d", i, s.rank(d))
			}
		}
	})
}

func Example_percentile() {
	s := inOrder([]lang.Decimal{460_0000, 570_0000, 480_0000, 500_0000})
	fmt.Println(s.percentile(10), s.percentile(50), s.percentile(90), s.mean())
	// Output: 466 490 549 502.5
}
