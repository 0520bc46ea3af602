package risk

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// The definitions of the package's documentation once more, over all pairs and
// from the cells as they are written: slow, and sharing no code with the measures.

const unknownWord = "未知"

// A soul is one person of the search.
type soul struct {
	cells  map[string]string
	dead   bool // before the policy takes effect
	told   bool // whether the policy can be told
	gain   lang.Decimal
	before *lang.Decimal
}

func (w world) souls(o *policy.Outcomes) []soul {
	names := []string{"person.person", "person.category", "person.rank", "person.born", "person.payer", "person.died_on", "pay.basic"}
	all := make([]soul, len(w.cells))
	for i, cells := range w.cells {
		p := soul{cells: map[string]string{}, told: o.Status(i) != policy.CannotTell, gain: o.Delta(i)}
		for n, name := range names {
			p.cells[name] = cells[n]
		}
		p.cells["person.rank > 131"] = map[string]string{"131": "no", "132": "yes", "133": "yes"}[p.cells["person.rank"]]
		died := p.cells["person.died_on"]
		p.dead = died != "" && died < w.policy.Effective.String()
		if before, known := o.Before(i); known {
			p.before = &before
		}
		all[i] = p
	}
	return all
}

// alike says that two have the same under every key.
func alike(a, b soul, keys []string) bool {
	return !slices.ContainsFunc(keys, func(k string) bool { return a.cells[k] != b.cells[k] })
}

// has says that nothing under the keys is empty.
func (p soul) has(keys ...string) bool {
	return !slices.ContainsFunc(keys, func(k string) bool { return p.cells[k] == "" })
}

// number reads a day or a number.
func (p soul) number(field string) int64 {
	if day, err := lang.ParseDate(p.cells[field]); err == nil {
		return int64(day)
	}
	n, _ := strconv.ParseInt(p.cells[field], 10, 64)
	return n
}

// naive gives what is told of everybody.
func (w world) naive(o *policy.Outcomes) (all [][]string) {
	souls := w.souls(o)
	for i := range souls {
		words := w.naiveTwin(souls, i)
		words = append(words, w.naiveInversion(souls, i)...)
		words = append(words, w.naiveCrossing(souls[i])...)
		if len(w.unlike) > 0 {
			words = append(words, w.naiveCost(souls, i))
		}
		all = append(all, words)
	}
	return all
}

func (w world) comparable(p soul) bool {
	keys := slices.Concat(w.same, w.unlike)
	for _, n := range w.near {
		keys = append(keys, n.field)
	}
	return p.told && !p.dead && p.has(keys...)
}

func (w world) naiveTwin(souls []soul, i int) []string {
	best := w.nearest(souls, i)
	switch {
	case !souls[i].dead && !w.comparable(souls[i]):
		return []string{unknownWord, unknownWord, unknownWord}
	case best == nil:
		return []string{"否", "0", unknownWord}
	}
	return []string{"是", (best.gain - souls[i].gain).String(), best.gain.String()}
}

// nearest gives the twin, the first of several; nil for nobody.
func (w world) nearest(souls []soul, i int) (best *soul) {
	if !w.comparable(souls[i]) {
		return nil
	}
	var nearest *big.Rat
	for j := range souls {
		other := &souls[j]
		if !w.comparable(*other) || other.gain <= souls[i].gain || !alike(souls[i], *other, w.same) ||
			len(w.unlike) > 0 && alike(souls[i], *other, w.unlike) {
			continue
		}
		d, ok := w.apart(souls[i], *other)
		if ok && (best == nil || d.Cmp(nearest) < 0 || d.Cmp(nearest) == 0 && other.gain > best.gain) {
			best, nearest = other, d
		}
	}
	return best
}

// naiveCost gives what the twin's cells under unlike would bring more.
func (w world) naiveCost(souls []soul, i int) string {
	best := w.nearest(souls, i)
	if best == nil {
		return unknownWord
	}
	cells := slices.Clone(w.cells[i])
	for _, key := range w.unlike {
		field, _, _ := strings.Cut(key, " ")
		cells[w.schema.Index(field)] = best.cells[field]
	}
	b := roster.NewBuilder(w.schema, 1)
	row := make([]lang.Value, len(cells))
	for f, text := range cells {
		if text != "" {
			row[f], _ = w.schema.ParseCell(f, text)
		}
	}
	b.Append(row)
	asOf, _ := lang.NewDate(2015, 1, 20)
	o := w.policy.Apply(b.Build().Row(0), asOf)
	if o.Status == policy.CannotTell {
		return unknownWord
	}
	return (o.Delta - souls[i].gain).String()
}

// apart gives the distance of two; ok is false beyond a caliper.
func (w world) apart(a, b soul) (sum *big.Rat, ok bool) {
	sum = new(big.Rat)
	for _, n := range w.near {
		d := a.number(n.field) - b.number(n.field)
		d = max(d, -d)
		if n.within >= 0 && d > n.within {
			return nil, false
		}
		if n.unit > 0 {
			sum.Add(sum, big.NewRat(d, n.unit))
		}
	}
	return sum, true
}

func (w world) naiveInversion(souls []soul, i int) []string {
	stands := func(p soul) bool {
		return p.told && !p.dead && p.before != nil && p.has(slices.Concat(w.within, []string{w.senior.field})...)
	}
	own := souls[i]
	switch {
	case own.dead:
		return []string{"0", "0"}
	case !stands(own):
		return []string{unknownWord, unknownWord}
	}
	count, gap := 0, lang.Decimal(0)
	for _, junior := range souls {
		if !stands(junior) || !alike(own, junior, w.within) {
			continue
		}
		below := junior.number(w.senior.field) < own.number(w.senior.field)
		if w.senior.falls {
			below = junior.number(w.senior.field) > own.number(w.senior.field)
		}
		more := *junior.before + junior.gain - *own.before - own.gain
		if below && *junior.before <= *own.before && more > 0 {
			count, gap = count+1, max(gap, more)
		}
	}
	return []string{strconv.Itoa(count), gap.String()}
}

// naiveCrossing goes day by day through the window.
func (w world) naiveCrossing(p soul) []string {
	asOf, _ := lang.NewDate(2015, 1, 20)
	none := []string{"否", unknownWord, unknownWord, unknownWord}
	died, err := lang.ParseDate(p.cells["person.died_on"])
	dead := err == nil
	switch {
	case dead && died < asOf:
		return none
	case !p.has("person.born"):
		return []string{unknownWord, unknownWord, unknownWord, unknownWord}
	}
	born, _ := lang.ParseDate(p.cells["person.born"])
	for _, years := range w.years {
		for day := asOf; int64(day-asOf) <= w.window && !(dead && died < day); day++ {
			if born.Years(day) == years && born.Years(day-1) == years-1 {
				return []string{"是", strconv.FormatInt(years, 10), day.String(), strconv.FormatInt(int64(day-asOf), 10)}
			}
		}
	}
	return none
}
