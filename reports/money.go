package reports

import (
	"fmt"
	"strconv"
	"strings"

	"weiran/rules/lang"
)

// amount writes money for machines: two places, or four where the value needs
// them. 670 is 670.00, 0.0113 stays 0.0113.
func amount(d lang.Decimal) string {
	return string(appendAmount(nil, d))
}

// appendAmount appends money as amount writes it.
func appendAmount(b []byte, d lang.Decimal) []byte {
	if d%100 != 0 {
		return appendFixed(b, d, 4)
	}
	return appendFixed(b, d, 2)
}

// appendPlain appends a decimal as [lang.Decimal.String] writes it.
func appendPlain(b []byte, d lang.Decimal) []byte {
	places := 4
	for unit := lang.Decimal(10); places > 0 && d%unit == 0; unit *= 10 {
		places--
	}
	return appendFixed(b, d, places)
}

// appendFixed appends a decimal with some of its four places; those left out are
// zeros.
func appendFixed(b []byte, d lang.Decimal, places int) []byte {
	n := uint64(d)
	if d < 0 {
		n = -n
		b = append(b, '-')
	}
	b = strconv.AppendUint(b, n/uint64(lang.One), 10)
	frac := n % uint64(lang.One)
	for i, unit := 0, uint64(lang.One)/10; i < places; i, unit = i+1, unit/10 {
		if i == 0 {
			b = append(b, '.')
		}
		b = append(b, byte('0'+frac/unit%10))
	}
	return b
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
