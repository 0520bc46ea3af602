package reports

import (
	"fmt"
	"slices"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// Charts are inline SVG without a view box: lengths across are in per cent of
// the page, so that a phone and a sheet of paper show the same letters at the
// same size.

// barHeight is the height of a row of a chart in pixels.
const barHeight = 30

// longLabel is how many bytes of a label fit a third of a phone.
const longLabel = 18

// A barChart is a distribution: a row an amount or range of amounts, its length
// the count of persons.
type barChart struct {
	Height int    // of the rows
	AxisY  int    // where the scale is written
	Box    int    // of all
	Gutter string // width of the labels
	Plot   string // width of the scale
	Joined bool
	Bars   []chartBar
	Ticks  []tick
}

type chartBar struct {
	Y, Middle int
	Label     string
	Persons   string
	Width     string
	Loss      bool
}

// A tick is a line of the scale.
type tick struct{ X, Label string }

func newBarChart(bars []bar) barChart {
	most := 0
	for _, b := range bars {
		most = max(most, b.persons)
	}
	step := niceStep(most)
	top := (most + step - 1) / step * step
	c := barChart{Height: len(bars) * barHeight}
	c.AxisY, c.Box = c.Height+14, c.Height+26
	c.Gutter, c.Plot = "34%", "46%"
	if slices.ContainsFunc(bars, func(b bar) bool { return len(b.label()) > longLabel }) {
		c.Gutter, c.Plot = "52%", "28%"
	}
	for i, b := range bars {
		c.Bars = append(c.Bars, chartBar{
			Y: i*barHeight + 6, Middle: i*barHeight + barHeight/2,
			Label: b.label(), Persons: count(b.persons) + " 人",
			Width: share(b.persons, top), Loss: b.sign < 0,
		})
	}
	c.Joined = slices.ContainsFunc(bars, func(b bar) bool { return b.joined })
	for n := 0; n <= top; n += step {
		c.Ticks = append(c.Ticks, tick{share(n, top), count(n)})
	}
	return c
}

// niceStep gives a round step, 1, 2 or 5 times a power of ten, that parts a
// count into at most five.
func niceStep(most int) int {
	for unit := 1; ; unit *= 10 {
		for _, times := range []int{1, 2, 5} {
			if most <= unit*times*5 {
				return unit * times
			}
		}
	}
}

// share writes a part of a whole in per cent, to a hundredth: 37.50%.
func share(part, whole int) string {
	if whole == 0 {
		return "0%"
	}
	hundredths := int64(part) * 10_000 / int64(whole)
	return fmt.Sprintf("%d.%02d%%", hundredths/100, hundredths%100)
}

// shareOf is share of amounts.
func shareOf(part, whole lang.Decimal) (string, error) {
	if whole == 0 {
		return "0%", nil
	}
	fraction, err := part.Div(whole)
	if err != nil {
		return "", err
	}
	hundredfold, err := fraction.Mul(100 * lang.One)
	return hundredfold.Fixed(2) + "%", err
}

// A strip shows how all persons fall into the four statuses.
type strip struct{ Parts []stripPart }

type stripPart struct{ X, Width, Class, Label, Persons string }

// statusStrip parts the persons of a policy: those whose pay rises, falls or
// changes in itself, and those without a change by the reason.
func statusStrip(t tally) strip {
	classes := [4]string{"affected", "unchanged", "out", "unknown"}
	var s strip
	before := 0
	for status := policy.Affected; status <= policy.CannotTell; status++ {
		n := t.status[status]
		s.Parts = append(s.Parts, stripPart{
			X: share(before, t.persons), Width: share(n, t.persons), Class: classes[status],
			Label: status.Label(), Persons: count(n),
		})
		before += n
	}
	return s
}

// A pairChart shows for each group what is paid before and after on average.
type pairChart struct {
	Box   int // height of all
	Pairs []pair
	Low   string
	High  string
}

type pair struct {
	Y                            int
	Label, Before, After, X1, X2 string
	Loss                         bool
}

type pairSpan struct {
	label         string
	before, after lang.Decimal
}

func newPairChart(b breakdown, atLeast int) (pairChart, error) {
	var spans []pairSpan
	for _, row := range b.rows {
		each, before, _, err := averages(row.tally, atLeast)
		if err != nil {
			return pairChart{}, err
		}
		if !before.Known() {
			continue
		}
		was, _ := before.Decimal()
		will, err := was.Add(each)
		if err != nil {
			return pairChart{}, err
		}
		spans = append(spans, pairSpan{row.label, was, will})
	}
	if len(spans) == 0 {
		return pairChart{}, nil
	}
	return drawPairs(spans)
}

func drawPairs(spans []pairSpan) (pairChart, error) {
	low, high := spans[0].before, spans[0].before
	for _, s := range spans {
		low, high = min(low, s.before, s.after), max(high, s.before, s.after)
	}
	c := pairChart{Box: len(spans) * pairHeight, Low: money(low), High: money(high)}
	span, err := high.Sub(low)
	if err != nil {
		return c, err
	}
	for i, s := range spans {
		p := pair{
			Y: i * pairHeight, Label: s.label, Before: money(s.before), After: money(s.after),
			Loss: s.after < s.before,
		}
		if p.X1, err = shareOf(s.before-low, span); err != nil {
			return c, err
		}
		if p.X2, err = shareOf(s.after-low, span); err != nil {
			return c, err
		}
		c.Pairs = append(c.Pairs, p)
	}
	return c, nil
}

// pairHeight is the height of a group in a pair chart, in pixels.
const pairHeight = 50
