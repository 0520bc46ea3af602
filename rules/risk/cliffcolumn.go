package risk

import (
	"slices"

	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// cliffs gives everybody in the batch one measure of their cliff. Few have one.
func (sh *sheet) cliffs(a *assessment, field int) column.Column {
	f, own := cliffFields[field-a.group.layout.cliff], sh.buffers(field)
	if f.of == nil {
		truth := cleared(&own.truth, sh.rows)
		for b := range sh.brinks {
			truth.Set(b.Row - sh.first)
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
	for b := range sh.brinks {
		d, _ := f.of(&b.Cliffs[0]).Decimal()
		numbers[b.Row-sh.first] = int64(d)
	}
	return column.Decimals(numbers, none)
}

// cliffless gives those of whom the measure is not known: nearly everybody.
func (sh *sheet) cliffless(f cliffField, own *buffers) column.Doubts {
	unknown := cleared(&own.unknown, sh.rows)
	unknown.SetRange(0, sh.rows)
	for b := range sh.brinks {
		if at := b.Row - sh.first; f.of(&b.Cliffs[0]).Known() {
			unknown[at/64] &^= 1 << (at % 64)
		}
	}
	return column.Doubts{Unknown: unknown}
}

// cliffTexts gives a text as a code for everybody in the batch: a policy draws few
// lines.
func (sh *sheet) cliffTexts(f cliffField, own *buffers) (codes []int32, texts []string) {
	codes, texts = own.narrow32(sh.rows), []string{""}
	clear(codes)
	for b := range sh.brinks {
		text := f.of(&b.Cliffs[0]).Str()
		at := slices.Index(texts, text)
		if at < 0 {
			at = len(texts)
			texts = append(texts, text)
		}
		codes[b.Row-sh.first] = int32(at)
	}
	return codes, texts
}

// brinks walks over those of the batch.
func (sh *sheet) brinks(yield func(*policy.Brink) bool) {
	from := sh.study.brinksFrom(sh.first)
	for i := range from {
		if from[i].Row >= sh.first+sh.rows || !yield(&from[i]) {
			return
		}
	}
}
