package twin

import (
	"fmt"
	"math"
	"math/bits"
)

// A distance is how far two persons are apart, in 1 over the least common
// multiple of the units: 128 bits.
type distance struct{ high, low uint64 }

func (d distance) less(than distance) bool {
	return d.high < than.high || d.high == than.high && d.low < than.low
}

// plus adds so many units of an axis.
func (d distance) plus(difference, weight uint64) distance {
	high, low := bits.Mul64(difference, weight)
	low, carry := bits.Add64(d.low, low, 0)
	return distance{d.high + high + carry, low}
}

// An axis is how a near field is measured.
type axis struct {
	within uint64 // the greatest difference there may be
	weight uint64 // of a difference; 0 where there may be none
}

// The bounds that keep every distance within 128 bits: a difference is below
// 2^64 and a weight at most 2^60.
const (
	mostAxes  = 16
	mostScale = 1 << 60
)

// scale puts all fields on one scale.
func scale(fields []Near) ([]axis, error) {
	if len(fields) > mostAxes {
		return nil, fmt.Errorf("%d near fields are more than %d", len(fields), mostAxes)
	}
	common := uint64(1)
	for i, field := range fields {
		unit, err := field.unit()
		if err != nil {
			return nil, fmt.Errorf("near field %d: %w", i, err)
		}
		over, multiple := bits.Mul64(common, unit/divisor(common, unit))
		if over != 0 || multiple > mostScale {
			return nil, fmt.Errorf("near field %d: unit %d has no common multiple with the others up to 2^60", i, unit)
		}
		common = multiple
	}
	axes := make([]axis, len(fields))
	for i, field := range fields {
		unit, _ := field.unit()
		axes[i] = axis{uint64(field.Within), common / unit}
		switch field.Within {
		case Anywhere: // two values may be twice as far apart as the greatest one is from 0
			axes[i].within = math.MaxUint64
		case 0:
			axes[i].weight = 0
		}
	}
	return axes, nil
}

// unit is the difference that counts as 1.
func (n Near) unit() (uint64, error) {
	switch {
	case n.Within < 0 || n.Unit < 0:
		return 0, fmt.Errorf("caliper %d and unit %d: neither may be below 0", n.Within, n.Unit)
	case n.Within == 0:
		return 1, nil // there is no difference to count
	case n.Unit > 0:
		return uint64(n.Unit), nil
	case n.Within == Anywhere:
		return 0, fmt.Errorf("a field without a caliper needs a unit")
	}
	return uint64(n.Within), nil
}

// divisor is the greatest common divisor.
func divisor(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// apart is the difference of two values, which int64 may not hold.
func apart(a, b int64) uint64 {
	if a < b {
		a, b = b, a
	}
	return uint64(a) - uint64(b)
}
