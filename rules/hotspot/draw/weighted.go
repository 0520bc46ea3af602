package draw

// A Wheel draws numbers with given weights, with putting back (Walker's alias
// method, in the form of Vose).
type Wheel struct {
	keep  []float64
	other []int32
}

// NewWheel makes the wheel of weights, none negative and not all 0.
func NewWheel(weights []float64) *Wheel {
	total := 0.0
	for _, w := range weights {
		total += w
	}
	w := &Wheel{keep: make([]float64, len(weights)), other: make([]int32, len(weights))}
	var small, large []int32
	for i, weight := range weights {
		w.keep[i], w.other[i] = weight/total*float64(len(weights)), int32(i)
		if w.keep[i] < 1 {
			small = append(small, int32(i))
		} else {
			large = append(large, int32(i))
		}
	}
	for len(small) > 0 && len(large) > 0 {
		poor, rich := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		w.other[poor] = rich
		w.keep[rich] -= 1 - w.keep[poor]
		if w.keep[rich] < 1 {
			large = large[:len(large)-1]
			small = append(small, rich)
		}
	}
	for _, i := range append(small, large...) {
		w.keep[i] = 1 // what is left is full but for rounding
	}
	return w
}

// Turn gives one number.
func (w *Wheel) Turn(s *Stream) int32 {
	i := int32(s.Below(uint64(len(w.keep))))
	if s.Unit() < w.keep[i] {
		return i
	}
	return w.other[i]
}
