package risk

import (
	"math/bits"

	"weiran/rules/lang"
)

// halfLife is in how many months a petition counts half.
const halfLife = 24

// fading is 2^(−k/24) for k of 0 to 23, in 10⁻¹² and cut off: with it points fade
// alike on every machine, which a power of floats would not promise.
var fading = [halfLife]uint64{
	1_000_000_000_000, 971_531_941_153, 943_874_312_681, 917_004_043_204, 890_898_718_140, 865_536_561_006,
	840_896_415_253, 816_957_726_620, 793_700_525_984, 771_105_412_703, 749_153_538_438, 727_826_591_421,
	707_106_781_186, 686_976_823_729, 667_419_927_085, 648_419_777_325, 629_960_524_947, 612_026_771_652,
	594_603_557_501, 577_676_348_436, 561_231_024_154, 545_253_866_332, 529_731_547_179, 514_651_118_321,
}

const fadingUnit = 1_000_000_000_000

// Fade gives what is left of points after so many months: points·2^(−months/24),
// rounded half to even at 0.01. Points are not below 0.
func Fade(points lang.Decimal, months int64) lang.Decimal {
	halvings := months / halfLife
	if halvings > 59 {
		return 0
	}
	high, low := bits.Mul64(uint64(points), fading[months%halfLife])
	quotient, rest := bits.Div64(high, low, fadingUnit) // the high word is below the unit: fading is at most 1
	doubled := int64(quotient) * 2
	if rest > 0 {
		doubled++ // what is cut off lifts a half above the half
	}
	return hundredths(doubled, int64(2)<<halvings)
}

// hundredths divides a count of 1/10 000 and rounds half to even at 0.01.
func hundredths(count, by int64) lang.Decimal {
	const cent = int64(lang.One / 100)
	if by > (1<<62)/cent {
		return 0
	}
	by *= cent
	whole, rest := count/by, count%by
	if rest > by-rest || rest == by-rest && whole%2 == 1 {
		whole++
	}
	return lang.Decimal(whole * cent)
}
