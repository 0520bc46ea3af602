package risk

import (
	"strconv"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// crossings checks which counts of years are looked out for.
func (l *loader) crossings(shapes source.Map[item[crossingShape]]) (declared []Crossings) {
	if len(shapes) == 0 {
		return nil
	}
	env := l.declares(shapes[0].Key)
	if env == nil {
		return nil
	}
	for _, e := range shapes {
		if !l.named(e.Key, e.Value.hollow(), "crossings") {
			continue
		}
		c := Crossings{Name: e.Key.Value, From: env.expr(e.Value.is.From, lang.DateKind), Within: int64(e.Value.is.Within)}
		c.Years = l.counts(e.Key, e.Value.is.Years)
		if e.Value.is.Years != nil && len(e.Value.is.Years) == 0 {
			l.problem(e.Key, source.Say("%q counts no years", "%q 没有写年数", e.Key.Value),
				source.Say("write years: [70, 80]", "请写 years: [70, 80]"))
		}
		declared = append(declared, c) // a broken one, too, so that no rule is told that there is none
	}
	return declared
}

// counts reads counts of years, which rise.
func (l *loader) counts(at source.Str, texts []item[source.Str]) (counts []int64) {
	for _, t := range texts {
		if t.hollow() {
			l.hollow(at, "years")
			continue
		}
		n, err := strconv.ParseInt(t.is.Value, 10, 16)
		if err != nil || n < 1 || n > 150 || len(counts) > 0 && n <= counts[len(counts)-1] {
			l.problem(t.is, source.Say("%q is not the next count of years", "%q 不是下一个年数", t.is.Value),
				source.Say("write whole numbers from 1 to 150, the least first", "请写 1 到 150 的整数，从小到大"))
			continue
		}
		counts = append(counts, n)
	}
	return counts
}
