package column

// The kernels of this file make a word of bits out of 64 comparisons, without a
// branch: it is the innermost loop of every rule. Where the processor has vector
// instructions they do it; else, and behind the last whole word, it is done by
// eights, whose bits do not wait for one another.

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

// compareConstant compares each value with one. It is less than one where it is
// not greater than the number before that.
func compareConstant[T number](truth Bits, r relation, values []T, with T) {
	switch before := with - 1; {
	case r == less && before > with: // there is none: nothing is less
		clear(truth)
		return
	case r == greaterEqual && before > with:
		truth.SetRange(0, len(values))
		return
	case r == less:
		r, with = lessEqual, before
	case r == greaterEqual:
		r, with = greater, before
	}
	var all, spare [wordRows]T
	for i := range all {
		all[i] = with
	}
	base, flip := r.base()
	done := compareVectors(truth, base, operand[T]{values, false}, operand[T]{all[:], true}, flip)
	for i := done; i < len(truth); i++ {
		if rows := rows64(values, i, &spare); base == equal {
			truth[i] = equalOne(rows, with) ^ flip
		} else {
			truth[i] = greaterOne(rows, with) ^ flip
		}
	}
}

// comparePairs compares two values a row, by any relation but less and
// greaterEqual.
func comparePairs[T number](truth Bits, r relation, a, b []T) {
	var spareA, spareB [wordRows]T
	base, flip := r.base()
	done := compareVectors(truth, base, operand[T]{a, false}, operand[T]{b, false}, flip)
	for i := done; i < len(truth); i++ {
		if x, y := rows64(a, i, &spareA), rows64(b, i, &spareB); base == equal {
			truth[i] = equalTwo(x, y) ^ flip
		} else {
			truth[i] = greaterTwo(x, y) ^ flip
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

func greaterTwo[T number](a, b *[wordRows]T) (word uint64) {
	for i := 0; i < wordRows; i += 8 {
		x, y := (*[8]T)(a[i:]), (*[8]T)(b[i:])
		word = word>>8 | (bit(x[0] > y[0])|bit(x[1] > y[1])<<1|bit(x[2] > y[2])<<2|bit(x[3] > y[3])<<3|
			bit(x[4] > y[4])<<4|bit(x[5] > y[5])<<5|bit(x[6] > y[6])<<6|bit(x[7] > y[7])<<7)<<56
	}
	return word
}
