package column

// The kernels of this file make a word of bits out of 64 comparisons. They do it
// by eights, whose bits do not wait for one another, and without a branch: it is
// the innermost loop of every rule.

// rows64 gives 64 values from a word's first row on; behind the last row they
// are whatever spare holds, and their bits are of no account.
func rows64[T number](values []T, word int, spare *[wordRows]T) *[wordRows]T {
	rest := values[word*wordRows:]
	if len(rest) >= wordRows {
		return (*[wordRows]T)(rest)
	}
	copy(spare[:], rest)
	return spare
}

// compareConstant compares each value with one. The base is equal, less or
// greater.
func compareConstant[T number](truth Bits, base relation, values []T, with T) {
	var spare [wordRows]T
	for i := range truth {
		switch rows := rows64(values, i, &spare); base {
		case equal:
			truth[i] = equalOne(rows, with)
		case less:
			truth[i] = lessOne(rows, with)
		default:
			truth[i] = greaterOne(rows, with)
		}
	}
}

// comparePairs compares two values a row. The base is equal or less.
func comparePairs[T number](truth Bits, base relation, a, b []T) {
	var spareA, spareB [wordRows]T
	for i := range truth {
		x, y := rows64(a, i, &spareA), rows64(b, i, &spareB)
		if base == equal {
			truth[i] = equalTwo(x, y)
		} else {
			truth[i] = lessTwo(x, y)
		}
	}
}

func equalOne[T number](rows *[wordRows]T, with T) (word uint64) {
	for i := 0; i < wordRows; i += 8 {
		r := (*[8]T)(rows[i:])
		word = word>>8 | (bit(r[0] == with)|bit(r[1] == with)<<1|bit(r[2] == with)<<2|bit(r[3] == with)<<3|
			bit(r[4] == with)<<4|bit(r[5] == with)<<5|bit(r[6] == with)<<6|bit(r[7] == with)<<7)<<56
	}
	return word
}

func lessOne[T number](rows *[wordRows]T, with T) (word uint64) {
	for i := 0; i < wordRows; i += 8 {
		r := (*[8]T)(rows[i:])
		word = word>>8 | (bit(r[0] < with)|bit(r[1] < with)<<1|bit(r[2] < with)<<2|bit(r[3] < with)<<3|
			bit(r[4] < with)<<4|bit(r[5] < with)<<5|bit(r[6] < with)<<6|bit(r[7] < with)<<7)<<56
	}
	return word
}

func greaterOne[T number](rows *[wordRows]T, with T) (word uint64) {
	for i := 0; i < wordRows; i += 8 {
		r := (*[8]T)(rows[i:])
		word = word>>8 | (bit(r[0] > with)|bit(r[1] > with)<<1|bit(r[2] > with)<<2|bit(r[3] > with)<<3|
			bit(r[4] > with)<<4|bit(r[5] > with)<<5|bit(r[6] > with)<<6|bit(r[7] > with)<<7)<<56
	}
	return word
}

func equalTwo[T number](a, b *[wordRows]T) (word uint64) {
	for i := 0; i < wordRows; i += 8 {
		x, y := (*[8]T)(a[i:]), (*[8]T)(b[i:])
		word = word>>8 | (bit(x[0] == y[0])|bit(x[1] == y[1])<<1|bit(x[2] == y[2])<<2|bit(x[3] == y[3])<<3|
			bit(x[4] == y[4])<<4|bit(x[5] == y[5])<<5|bit(x[6] == y[6])<<6|bit(x[7] == y[7])<<7)<<56
	}
	return word
}

func lessTwo[T number](a, b *[wordRows]T) (word uint64) {
	for i := 0; i < wordRows; i += 8 {
		x, y := (*[8]T)(a[i:]), (*[8]T)(b[i:])
		word = word>>8 | (bit(x[0] < y[0])|bit(x[1] < y[1])<<1|bit(x[2] < y[2])<<2|bit(x[3] < y[3])<<3|
			bit(x[4] < y[4])<<4|bit(x[5] < y[5])<<5|bit(x[6] < y[6])<<6|bit(x[7] < y[7])<<7)<<56
	}
	return word
}
