package risk

import (
	"errors"
	"strconv"

	"weiran/rules/internal/twin"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// declares gives a reader for what a file declares under a key, which may read
// what every rule file may.
func (l *loader) declares(first source.Str) *reader { return l.env(l.base, first) }

// named checks the name of something that is declared, which is a part of names in
// expressions.
func (l *loader) named(key source.Str, hollow bool, what string) bool {
	switch {
	case !peersPattern.MatchString(key.Value) || key.Value == "in":
		l.problem(key, source.Say("%q cannot name %s", "%q 不能作 %s 的名称", key.Value, what),
			source.Say("use small letters, digits and _, like same_rank", "请用小写字母、数字和 _，例如 same_rank"))
		return false
	case hollow:
		l.hollow(key, what)
		return false
	}
	return true
}

// exprs reads a list of expressions.
func (r *reader) exprs(at source.Str, list []item[source.Str], name string) (exprs []*lang.Expr) {
	for _, e := range list {
		if e.hollow() {
			r.hollow(at, name)
		}
		if x := r.expr(e.is, lang.Invalid); x != nil {
			exprs = append(exprs, x)
		}
	}
	return exprs
}

// twins checks whom the persons of a file hold beside themselves.
func (l *loader) twins(shapes source.Map[item[twinShape]]) (declared []Twins) {
	if len(shapes) == 0 {
		return nil
	}
	env := l.declares(shapes[0].Key)
	if env == nil {
		return nil
	}
	for _, e := range shapes {
		if !l.named(e.Key, e.Value.hollow(), "twins") {
			continue
		}
		shape := e.Value.is
		t := Twins{Name: e.Key.Value, Same: env.exprs(e.Key, shape.Same, "same"), Unlike: env.exprs(e.Key, shape.Unlike, "unlike")}
		for _, near := range shape.Near {
			env.near(&t, near)
		}
		if len(shape.Same) == 0 && len(shape.Near) == 0 {
			l.problem(e.Key, source.Say("the twins of %q are alike in nothing", "%q 没有写明在哪些方面相近", e.Key.Value),
				source.Say("write under same what is equal, and under near what lies close", "请在 same 中写相同的信息，在 near 中写相近的信息"))
		}
		l.measurableApart(e.Key, t)
		declared = append(declared, t)
	}
	return declared
}

// near reads a date or number by which twins lie close, with its caliper.
func (r *reader) near(t *Twins, e source.Entry[source.Str]) {
	x := r.standing(e.Key)
	if x == nil {
		return
	}
	c, err := caliperOf(x.Kind(), e.Value.Value)
	if err != nil {
		var fault source.Fault
		errors.As(err, &fault)
		r.problem(e.Value, fault.Message, fault.Hint)
		return
	}
	t.Near, t.within = append(t.Near, x), append(t.within, c)
}

// standing reads an expression that is a date or a number.
func (r *reader) standing(text source.Str) *lang.Expr {
	x := r.expr(text, lang.Invalid)
	if x == nil {
		return nil
	}
	switch x.Kind() {
	case lang.DateKind, lang.Int, lang.DecimalKind:
		return x
	}
	r.problem(text, source.Say("%s is a %s: only a date or a number lies near another", "%s 的类型是 %s：只有日期和数字可以比较远近", text.Value, x.Kind()), source.Text{})
	return nil
}

// measurableApart checks that the calipers of several fields have a common measure.
func (l *loader) measurableApart(at source.Str, t Twins) {
	var near []twin.Near
	for _, c := range t.within {
		near = append(near, twin.Near{Within: c.Within, Unit: c.Unit})
	}
	if err := twin.Check(near); err != nil {
		l.problem(at, source.Say("the calipers of %q have no common measure", "%q 的范围无法换算到一起", at.Value),
			source.Say("use fewer of them, or rounder numbers", "请减少 near 的项数，或改用整数"))
	}
}

// daysOfYear counts a year of a caliper: a leap year, so that the same day of the
// next year is always within.
const daysOfYear = 366

// caliperOf reads how far apart twins may be: 30d, 2w or 1y of dates, a number of
// numbers, any of both.
func caliperOf(kind lang.Kind, text string) (Caliper, error) {
	if text == "any" {
		unit := map[lang.Kind]int64{lang.DateKind: daysOfYear, lang.Int: 1, lang.DecimalKind: 10_000}
		return Caliper{twin.Anywhere, unit[kind]}, nil
	}
	if kind == lang.DateKind {
		return dateCaliper(text)
	}
	d, err := lang.ParseDecimal(text)
	if err != nil || d < 0 || kind == lang.Int && d%10_000 != 0 {
		return Caliper{}, source.Fault{
			Message: source.Say("%q is not how far numbers may lie apart", "%q 不是数字相差的范围", text),
			Hint:    source.Say("write a number not below zero, such as 1, or any", "请写不小于零的数字，例如 1；不限写 any"),
		}
	}
	if kind == lang.Int {
		d /= 10_000
	}
	return Caliper{Within: int64(d)}, nil
}

func dateCaliper(text string) (Caliper, error) {
	units := map[byte]int64{'d': 1, 'w': 7, 'y': daysOfYear}
	if n := len(text); n > 1 {
		count, err := strconv.ParseUint(text[:n-1], 10, 15)
		if unit, ok := units[text[n-1]]; ok && err == nil {
			return Caliper{Within: int64(count) * unit}, nil
		}
	}
	return Caliper{}, source.Fault{
		Message: source.Say("%q is not how far days may lie apart", "%q 不是日期相差的范围", text),
		Hint:    source.Say("write 30d, 2w, 1y or any", "三十天写 30d，两周写 2w，一年写 1y，不限写 any"),
	}
}

// inversions checks of whom nobody below may come out above.
func (l *loader) inversions(shapes source.Map[item[inversionShape]]) (declared []Inversions) {
	if len(shapes) == 0 {
		return nil
	}
	env := l.declares(shapes[0].Key)
	if env == nil {
		return nil
	}
	for _, e := range shapes {
		if !l.named(e.Key, e.Value.hollow(), "inversions") {
			continue
		}
		v := Inversions{Name: e.Key.Value, Within: env.exprs(e.Key, e.Value.is.Within, "within")}
		if v.Senior, v.Falls = env.senior(e.Key, e.Value.is.Senior); v.Senior != nil {
			declared = append(declared, v)
		}
	}
	return declared
}

// senior reads by what persons stand above others.
func (r *reader) senior(at source.Str, by source.Map[source.Str]) (x *lang.Expr, falls bool) {
	ways := map[string]bool{"greater": false, "later": false, "smaller": true, "earlier": true}
	if len(by) != 1 {
		r.problem(at, source.Say("senior says in one way who stands above", "senior 只能写一种高低次序"),
			source.Say("write senior: {smaller: person.rank}, or greater, earlier, later", "请写 senior: {smaller: person.rank}，或 greater、earlier、later"))
		return nil, false
	}
	falls, known := ways[by[0].Key.Value]
	if !known {
		r.problem(by[0].Key, source.Say("unknown order %q", "未知的次序 %q", by[0].Key.Value),
			source.DidYouMean(by[0].Key.Value, []string{"greater", "smaller", "earlier", "later"}))
		return nil, false
	}
	return r.standing(by[0].Value), falls
}

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
		if c.From != nil {
			declared = append(declared, c)
		}
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
