package main

import "testing"

func TestTableFits(t *testing.T) {
	var tab table
	tab.numbers(1)
	tab.add("  离休", "45 人", "+670.00")
	tab.add("  退休", "9 人", "+460.00 至 +560.00", "中位数 +460.00")
	tab.add("  退职", "1 人")
	const wide = "  离休  45 人  +670.00\n  退休   9 人  +460.00 至 +560.00  中位数 +460.00\n  退职   1 人"
	const narrow = "  离休  45 人\n      +670.00\n  退休   9 人\n      +460.00 至 +560.00  中位数 +460.00\n  退职   1 人"
	for width, want := range map[int]string{0: wide, 49: wide, 48: narrow, 10: narrow} {
		if got := tab.fit(width, 2); got != want {
			t.Errorf("in %d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}

// TestTableHeads holds that a line over rows does not push their columns apart.
func TestTableHeads(t *testing.T) {
	var tab table
	tab.head("攀比：两条规则，长于任何一栏")
	tab.add("  高", "甲", "1 人")
	tab.head("临界")
	tab.add("  中", "乙丙", "2 人")
	const wide = "攀比：两条规则，长于任何一栏\n  高  甲    1 人\n临界\n  中  乙丙  2 人"
	const narrow = "攀比：两条规则，长于任何一栏\n  高  甲\n      1 人\n临界\n  中  乙丙\n      2 人"
	for width, want := range map[int]string{0: wide, 10: narrow} {
		if got := tab.fit(width, 2); got != want {
			t.Errorf("in %d columns:\n%s\nwant\n%s", width, got, want)
		}
	}
}
