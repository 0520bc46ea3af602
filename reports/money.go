package reports

import (
	"fmt"
	"strings"

	"weiran/rules/lang"
)

// amount writes money for machines: two places, or four where the value needs
// them. 670 is 670.00, 0.0113 stays 0.0113.
func amount(d lang.Decimal) string {
	if d%100 != 0 {
		return d.Fixed(4)
	}
	return d.Fixed(2)
}

// amountOf writes a known amount, and nothing for an unknown one.
func amountOf(v lang.Value) string {
	d, ok := v.Decimal()
	if !ok {
		return ""
	}
	return amount(d)
}

// money writes an amount for people: 1,234.50.
func money(d lang.Decimal) string {
	s := amount(d)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	return sign + thousands(whole) + "." + frac
}

// change writes a difference with its sign: +670.00.
func change(d lang.Decimal) string {
	if d > 0 {
		return "+" + money(d)
	}
	return money(d)
}

// count writes a count of persons: 1,234.
func count(n int) string { return thousands(fmt.Sprint(n)) }

func thousands(digits string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// longDate writes a date as documents do: 2015年1月20日.
func longDate(d lang.Date) string {
	y, m, day := d.Civil()
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}

// longMonth writes a month as documents do: 2014年10月.
func longMonth(d lang.Date) string {
	y, m, _ := d.Civil()
	return fmt.Sprintf("%d年%d月", y, m)
}
