package rules_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weiran/configs"
	"weiran/rules"
	"weiran/rules/policy"
)

// A cadre is a row of the sample county, as text, with what 国办发〔2015〕3号 brings
// them by the figures of the document: worked out here and not by weiran.
type cadre struct {
	id, category, level, payer, unit, kind string
	born, joined                           time.Time
	base, age                              int
}

func (c cadre) gains() int { return c.base + c.age }

// paidMore gives those of the county whose pay the document raises.
func paidMore(t *testing.T) (all []cadre) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(configs.SampleRoster().Text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	base := map[string]int{"离休县处级正职": 570, "离休县处级副职": 480, "退休县处级正职": 460, "退休县处级副职": 460}
	for _, row := range rows[1:] {
		cell := func(header string) string { return row[slices.Index(rows[0], header)] }
		if cell("出生日期") == "" || cell("离退休时间") > "2014-09-30" {
			continue
		}
		c := cadre{id: cell("人员编号"), category: cell("离退休类别"), level: cell("现享受待遇"), payer: cell("发放渠道"), unit: cell("单位"), kind: cell("单位性质")}
		for header, into := range map[string]*time.Time{"出生日期": &c.born, "参加革命(工作)时间": &c.joined} {
			if *into, err = time.Parse(time.DateOnly, cell(header)); err != nil {
				t.Fatal(err)
			}
		}
		c.base = base[c.category+c.level]
		switch {
		case cell("出生日期") <= "1934-09-30":
			c.age = 100
		case cell("出生日期") <= "1939-09-30":
			c.age = 60
		}
		all = append(all, c)
	}
	return all
}

// days gives how far two days are apart.
func days(a, b time.Time) float64 { return a.Sub(b).Abs().Hours() / 24 }

// byAge and byCareer say how far two persons are apart, in what may be between
// them at most: two years of age, or one with two years of joining. Above one in
// either they do not compare themselves.
func byAge(a, b cadre) (apart float64, near bool) {
	apart = days(a.born, b.born) / (2 * 366)
	return apart, apart <= 1
}

func byCareer(a, b cadre) (apart float64, near bool) {
	born, joined := days(a.born, b.born)/366, days(a.joined, b.joined)/(2*366)
	return born + joined, born <= 1 && joined <= 1
}

// beside gives whom a person compares themselves with: the nearest of those alike
// who gain more.
func beside(me cadre, all []cadre, far func(a, b cadre) (float64, bool), like func(other cadre) bool) (nearest cadre, found bool) {
	least := 0.0
	for _, other := range all {
		apart, near := far(me, other)
		if near && like(other) && other.gains() > me.gains() && (!found || apart < least) {
			nearest, least, found = other, apart, true
		}
	}
	return nearest, found
}

// linesBefore says which lines of age a person was born at most thirty days behind,
// and what the days cost; linesKept those that they were born in time for, at most
// thirty days before the first day outside, and what that brings.
func linesBefore(me cadre) (says []string) {
	for line, cost := range lineCosts {
		if late := daysAfter(me, line); late > 0 && late <= 30 {
			says = append(says, fmt.Sprintf("分界线 %s 只差 %d 天，因此每月少得 %d 元", line, late, cost))
		}
	}
	return says
}

func linesKept(me cadre) (says []string) {
	for line, worth := range lineCosts {
		if left := 1 - daysAfter(me, line); left > 0 && left <= 30 {
			says = append(says, fmt.Sprintf("（分界线 %s，距线外 %d 天），落在线外每月就少 %d 元", line, left, worth))
		}
	}
	return says
}

// lineCosts is what a day beyond each line of age costs: 100 to 60, and 60 to none.
var lineCosts = map[string]int{"1934-09-30": 40, "1939-09-30": 60}

func daysAfter(me cadre, line string) int {
	at, _ := time.Parse(time.DateOnly, line)
	return int(me.born.Sub(at).Hours() / 24)
}

// TestTheSampleCountyIsFoundByHand holds what weiran finds in the county to what a
// clerk finds with the document in hand: exactly these persons, with these amounts.
func TestTheSampleCountyIsFoundByHand(t *testing.T) {
	all := paidMore(t)
	want := map[string][]string{}
	finds := func(rule string, c cadre, says string) { want[rule] = append(want[rule], c.id+" "+says) }
	for _, me := range all {
		own := 0
		if other, ok := beside(me, all, byAge, func(o cadre) bool { return o.category == me.category && o.level == me.level && o.kind == me.kind }); ok {
			own = other.gains() - me.gains()
		}
		wronged := func(other cadre, ok bool) bool { return ok && other.gains()-me.gains() > own }
		other, ok := beside(me, all, byAge, func(o cadre) bool { return o.category != me.category && o.level == me.level })
		if wronged(other, ok) && len(linesBefore(me)) == 0 {
			finds("other-track-gains-more", me, fmt.Sprintf("相差 %d 元", other.gains()-me.gains()))
		}
		other, ok = beside(me, all, byCareer, func(o cadre) bool { return o.category == me.category && o.unit == me.unit && o.level != me.level })
		if wronged(other, ok) && me.unit != "" {
			finds("next-rank-gains-more", me, fmt.Sprintf("相差 %d 元", other.gains()-me.gains()))
		}
		for _, says := range linesBefore(me) {
			finds("near-a-line", me, says)
		}
		for _, says := range linesKept(me) {
			finds("just-within-a-line", me, says)
		}
		if me.payer != "财政" {
			finds("payer-outside-channel", me, fmt.Sprintf("每月增加 %d 元（补发 %d 元）", me.gains(), 8*me.gains()))
		}
	}
	got := map[string][]string{}
	for _, f := range foundInTheSample(t) {
		says, ok := want[f.Rule]
		if !ok {
			continue
		}
		at := slices.IndexFunc(says, func(s string) bool { return strings.HasPrefix(s, f.Person+" ") })
		text := f.Person + " " + f.Says
		if at >= 0 && strings.Contains(f.Says, strings.TrimPrefix(says[at], f.Person+" ")) {
			text = says[at]
		}
		if !(strings.HasSuffix(f.Rule, "-a-line") && !strings.Contains(f.Says, "出生日期")) {
			got[f.Rule] = append(got[f.Rule], text)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	t.Run("gaps", func(t *testing.T) { holdGaps(t, all, want) })
}

// holdGaps holds the list to what everybody knows of the document: 110 yuan between
// the tracks at 正职 and 20 at 副职, and 正 and 副 told apart on one side only.
func holdGaps(t *testing.T, all []cadre, want map[string][]string) {
	level, category := map[string]string{}, map[string]string{}
	for _, c := range all {
		level[c.id], category[c.id] = c.level, c.category
	}
	seen := map[string]bool{}
	for _, says := range want["other-track-gains-more"] {
		id, gap, _ := strings.Cut(says, " ")
		seen[level[id]+" "+gap] = true
	}
	for _, gap := range []string{"县处级正职 相差 110 元", "县处级副职 相差 20 元"} {
		if !seen[gap] {
			t.Errorf("nobody has %s: %v", gap, slices.Sorted(maps.Keys(seen)))
		}
	}
	for _, says := range want["next-rank-gains-more"] {
		if id, _, _ := strings.Cut(says, " "); category[id] != "离休" {
			t.Errorf("the ranks are told apart of %s, too", id)
		}
	}
}

func foundInTheSample(t *testing.T) []foundOf {
	t.Helper()
	schema, policies, pack := shipped(t)
	at := slices.IndexFunc(policies, func(p *policy.Policy) bool { return p.ID == configs.SamplePolicy })
	result, err := rules.Screen(t.Context(), rules.Input{
		Roster: sampleCounty(t, schema), Policies: policies[at : at+1], Rules: pack, AsOf: configs.SampleAsOf(),
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []foundOf
	for _, f := range result.Findings {
		all = append(all, foundOf{f.Rule, f.Person, f.Says})
	}
	return all
}

// foundOf is what of a finding is held to the list.
type foundOf struct{ Rule, Person, Says string }
