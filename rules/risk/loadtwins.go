package risk

import (
	"errors"
	"slices"
	"strconv"

	"weiran/rules/internal/twin"
	"weiran/rules/lang"
	"weiran/rules/source"
)

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
		if len(t.Unlike) > 0 && subset(t.Unlike, t.Same) {
			l.problem(e.Key, source.Say("the twins of %q are alike and unlike in the same", "%q 要求同一信息既相同又不同", e.Key.Value),
				source.Say("nobody would be found: write under unlike what is not under same", "这样谁也找不到：请在 unlike 中写 same 以外的信息"))
		}
		l.measurableApart(e.Key, t)
		declared = append(declared, t)
	}
	return declared
}

// subset reports whether all expressions of some are written among others.
func subset(some, others []*lang.Expr) bool {
	return !slices.ContainsFunc(some, func(x *lang.Expr) bool {
		return !slices.ContainsFunc(others, func(y *lang.Expr) bool { return y.Text() == x.Text() })
	})
}

// near reads a date or number by which twins lie close, with its caliper.
func (r *reader) near(t *Twins, e source.Entry[source.Str]) {
	x := r.standing(e.Key)
	if x == nil {
		return
	}
	if absent(e.Value) {
		r.problem(e.Key, source.Say("how far apart %s may lie is missing", "%s 没有写明允许相差多少", e.Key.Value),
			source.Say("write 30d, 2w, 1y or any behind a date, and a number or any behind a number", "日期后写 30d、2w、1y 或 any，数字后写数字或 any"))
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
// numbers, and of both 0 for equal or any.
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
	if text == "0" {
		return Caliper{}, nil
	}
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
