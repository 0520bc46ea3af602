package risk

import (
	"iter"
	"slices"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// cliffs gives everybody in the batch one measure of the line near which they stand.
// Few do.
func (sh *sheet) cliffs(a *assessment, field int) column.Column {
	f, own := cliffFields[field-a.group.layout.cliff], sh.buffers(field)
	if f.of == nil {
		truth := cleared(&own.truth, sh.rows)
		for row := range sh.lines(f.side) {
			truth.Set(row)
		}
		return column.Bools(truth, sh.rows, sh.doubts())
	}
	none := sh.cliffless(f, own)
	if f.Kind == lang.String {
		codes, texts := sh.cliffTexts(f, own)
		return column.Codes(codes, texts, none)
	}
	numbers := own.wide64(sh.rows)
	clear(numbers)
	for row, line := range sh.lines(f.side) {
		d, _ := f.of(line).Decimal()
		numbers[row] = int64(d)
	}
	return column.Decimals(numbers, none)
}

// cliffless gives those of whom the measure is not known: nearly everybody.
func (sh *sheet) cliffless(f cliffField, own *buffers) column.Doubts {
	unknown := cleared(&own.unknown, sh.rows)
	unknown.SetRange(0, sh.rows)
	for row, line := range sh.lines(f.side) {
		if f.of(line).Known() {
			unknown[row/64] &^= 1 << (row % 64)
		}
	}
	return column.Doubts{Unknown: unknown}
}

// cliffTexts gives a text as a code for everybody in the batch: a policy draws few
// lines.
func (sh *sheet) cliffTexts(f cliffField, own *buffers) (codes []int32, texts []string) {
	codes, texts = own.narrow32(sh.rows), []string{""}
	clear(codes)
	for row, line := range sh.lines(f.side) {
		text := f.of(line).Str()
		at := slices.Index(texts, text)
		if at < 0 {
			at = len(texts)
			texts = append(texts, text)
		}
		codes[row] = int32(at)
	}
	return codes, texts
}

// lines walks over those of the batch who stand near a line on one side.
func (sh *sheet) lines(s *brinkside) iter.Seq2[int, *policy.Cliff] {
	return func(yield func(int, *policy.Cliff) bool) {
		from := sh.study.brinksFrom(sh.first)
		for i := range from {
			if from[i].Row >= sh.first+sh.rows {
				return
			}
			if line := s.first(&from[i]); line != nil && !yield(from[i].Row-sh.first, line) {
				return
			}
		}
	}
}
