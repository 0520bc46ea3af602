package policy

import (
	"slices"
	"strconv"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/proof"
	"weiran/rules/source"
)

// A cover is the rows of a band as sets of values. Days step by one, ints by 1
// and decimals by 1/10 000, so that `to: 79` and `from: 80` of ints leave no gap.
type cover struct {
	lookup *LookupInfo
	kind   lang.Kind
	rows   []proof.Set
}

func coverOf(l *LookupInfo) cover {
	c := cover{lookup: l, kind: l.By[0].Kind}
	for _, r := range l.Rows {
		hull, _ := proof.Full(c.kind).Hull()
		var outside proof.Set
		if r.Low != nil {
			hull.Low, outside = r.Low.At, outside.Or(r.Low.left())
		}
		if r.High != nil {
			hull.High, outside = r.High.At, outside.Or(r.High.left())
		}
		c.rows = append(c.rows, proof.Of(hull).Minus(outside))
	}
	return c
}

// left gives the bound, where it lies outside its row.
func (b *Bound) left() proof.Set {
	if b.Outside {
		return proof.Only(b.At)
	}
	return proof.Set{}
}

// before gives all that the rows before one hold.
func (c cover) before(row int) proof.Set {
	var s proof.Set
	for _, r := range c.rows[:row] {
		s = s.Or(r)
	}
	return s
}

// band looks at the rows of a band, one by one, and at what none of them holds.
func (v *prover) band(l *LookupInfo) {
	c := coverOf(l)
	asked, whole := v.reach(l)
	for i := range c.rows {
		v.span(c, i, asked)
	}
	if l.Else != nil {
		if proof.Full(c.kind).Minus(c.before(len(c.rows))).Empty() {
			v.warn(l.Else.Pos, l.Else.Width, source.Say("the else of %s is unreachable: its rows hold every value", "%s 的 else 永远用不到：各段已包含所有取值", l.Name),
				source.Say("leave it out, or correct the rows", "请删去 else 或更正各段"))
		}
		return
	}
	if loose := slices.ContainsFunc(v.calls[l.Name], func(c proof.Call) bool { return c.Loose }); !loose && !v.Spent() {
		v.gaps(c, asked, whole)
	}
}

// reach gives the values that a band may be asked for, and whether all of them
// are whole numbers. One that nothing uses is asked for nothing.
func (v *prover) reach(l *LookupInfo) (asked proof.Set, whole bool) {
	whole = true
	for _, call := range v.calls[l.Name] {
		whole = whole && call.Whole[0]
		for _, args := range call.Args {
			asked = asked.Or(args[0].Known())
		}
	}
	return asked, whole
}

// span looks at one row of a band beside those before it.
func (v *prover) span(c cover, i int, asked proof.Set) {
	row, left := &c.lookup.Rows[i], c.rows[i].Minus(c.before(i))
	overlap := c.rows[i].And(c.before(i))
	switch {
	case c.rows[i].Empty():
		v.problems = append(v.problems, source.Problem{
			Pos: row.Pos, Width: row.Width,
			Message: source.Say("row %d is unreachable: no value lies in it", "第 %d 行永远用不到：没有任何值落在其中", i+1),
			Hint:    source.Say("above and below leave the bound out", "above、below 不含本数"),
		})
	case left.Empty():
		v.covered(c, i)
	case !overlap.Empty() && !row.takesTheRest(c.rows[i], left):
		v.warn(row.Pos, row.Width,
			source.Say("row %d overlaps %s: for %s the earlier row decides", "第 %d 行与%s重叠：%s 以在前的行为准", i+1, c.names(i), c.words(overlap)),
			source.Say("let each row begin where the other ends", "请让各段首尾相接"))
	case len(v.calls[c.lookup.Name]) > 0 && left.And(asked).Empty():
		v.warn(row.Pos, row.Width,
			source.Say("row %d is unreachable: whoever is looked up in %s is never in it", "第 %d 行永远用不到：查 %s 的人员不会落在其中", i+1, c.lookup.Name),
			source.Say("look at the scope and the condition of the item", "请核对适用范围和项目条件"))
	}
}

// takesTheRest reports whether a row with an open end goes on from where earlier
// rows end, as {to: 1934-09-30}, {to: 1939-09-30} do. What is written as both its
// ends is meant to hold; what is open is the rest.
func (r *Row) takesTheRest(set, left proof.Set) bool {
	if r.Low == nil && r.High == nil {
		return true
	}
	if r.Low != nil && r.High != nil || len(left.Spans()) != 1 {
		return false
	}
	whole, _ := set.Hull()
	rest, _ := left.Hull()
	return r.High == nil && rest.Low == whole.Low || r.Low == nil && rest.High == whole.High
}

// covered reports a row that earlier ones leave nothing.
func (v *prover) covered(c cover, i int) {
	row := c.lookup.Rows[i]
	p := source.Problem{Pos: row.Pos, Width: row.Width, Hint: source.Say("the first row that matches decides: put the narrower row first, or leave this one out",
		"以第一个相符的行为准：请把较窄的行放在前面，或删去本行")}
	one := slices.IndexFunc(c.rows[:i], func(s proof.Set) bool { return c.rows[i].Minus(s).Empty() })
	if one >= 0 {
		p.Message = source.Say("row %d is unreachable: row %d already matches every case it matches",
			"第 %d 行永远用不到：它所包含的情形，第 %d 行已全部包含", i+1, one+1)
	} else {
		p.Message = source.Say("row %d is unreachable: %s already match every case it matches",
			"第 %d 行永远用不到：它所包含的情形，%s已全部包含", i+1, c.names(i))
	}
	v.problems = append(v.problems, p)
}

// names gives the earlier rows that hold something of a row: row 1, rows 1 and 3.
func (c cover) names(row int) source.Text {
	var numbers []string
	for i, s := range c.rows[:row] {
		if !s.And(c.rows[row]).Empty() {
			numbers = append(numbers, strconv.Itoa(i+1))
		}
	}
	last := len(numbers) - 1
	zh := "第 " + strings.Join(numbers, "、") + " 行"
	if last == 0 {
		return source.Text{EN: "row " + numbers[0], ZH: zh}
	}
	return source.Text{EN: "rows " + strings.Join(numbers[:last], ", ") + " and " + numbers[last], ZH: zh}
}

// gaps reports the values that a band without an else may be asked for and that
// no row holds.
func (v *prover) gaps(c cover, asked proof.Set, whole bool) {
	gaps := asked.And(proof.Full(c.kind)).Minus(c.before(len(c.rows)))
	if c.kind == lang.DecimalKind && whole {
		gaps = wholeOf(gaps)
	}
	if gaps.Empty() {
		return
	}
	v.warn(c.lookup.Pos, c.lookup.Width,
		source.Say("%s has no row and no else for %s", "%s 没有这些值的段，也没有 else：%s", c.lookup.Name, c.within(gaps, asked)),
		source.Say("add the row, unknown for a figure that is not known, or an else", "请补上这一段（数额不明的写 unknown），或写明 else"))
}

// wholeOf leaves out the spans of decimals in which no whole number lies.
func wholeOf(s proof.Set) proof.Set {
	one := int64(lang.One)
	return proof.Of(slices.DeleteFunc(slices.Clone(s.Spans()), func(g proof.Span) bool {
		return floorTo(g.High, one) < g.Low
	})...)
}

// floorTo gives the greatest multiple of a unit that is not above a number, or
// the number itself where that is beyond all numbers.
func floorTo(n, unit int64) int64 {
	rest := n % unit
	if rest < 0 {
		rest += unit
	}
	if n-rest > n {
		return n
	}
	return n - rest
}

// words names a set of values.
func (c cover) words(s proof.Set) source.Text { return c.within(s, proof.Full(c.kind)) }

// within names a part of a set of values. What lies at either end of the set is
// named by its other end.
func (c cover) within(s, of proof.Set) source.Text {
	hull, _ := of.Hull()
	var texts []source.Text
	for _, g := range s.Spans() {
		low, high := proof.ValueOf(c.kind, g.Low), proof.ValueOf(c.kind, g.High)
		switch {
		case g.Low == g.High:
			texts = append(texts, source.Say("%s", "%s", low))
		case g.Low == hull.Low && g.High == hull.High:
			texts = append(texts, source.Say("any value", "任何值"))
		case g.Low == hull.Low:
			texts = append(texts, source.Say("up to %s", "%s 及以下", high))
		case g.High == hull.High:
			texts = append(texts, source.Say("from %s on", "%s 及以上", low))
		default:
			texts = append(texts, source.Say("%s to %s", "%s 至 %s", low, high))
		}
	}
	return few(texts)
}
