package configs_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

// This file makes configs/sample/roster.csv. Everybody in it is made up by
// arithmetic, the same on every machine.

// The sample county's size and the dates that shape it.
const (
	lixiuPersons  = 142
	tuixiuPersons = 36
)

var (
	founding   = day(1949, 10, 1)
	firstCliff = day(1934, 9, 30) // the age additions of 国办发〔2015〕3号 end here
	lastCliff  = day(1939, 9, 30)
)

func day(year, month, d int) lang.Date {
	date, ok := lang.NewDate(year, month, d)
	if !ok {
		panic(fmt.Sprintf("no such date: %d-%d-%d", year, month, d))
	}
	return date
}

// A sampler draws numbers that depend on its seed alone (splitmix64).
type sampler struct{ state uint64 }

func (s *sampler) next() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// between draws a number from low to high, both included.
func (s *sampler) between(low, high int) int {
	return low + int(s.next()%uint64(high-low+1))
}

// oneIn is true for one draw of n.
func (s *sampler) oneIn(n int) bool { return s.between(1, n) == 1 }

// date draws a date from low to high that no cliff is near.
func (s *sampler) date(low, high lang.Date) lang.Date {
	for {
		d := lang.Date(s.between(int(low), int(high)))
		if !near(d, firstCliff) && !near(d, lastCliff) {
			return d
		}
	}
}

// near reports whether a date is within 45 days of a cliff: who is there was put
// there on purpose.
func near(d, cliff lang.Date) bool { return d-cliff < 45 && cliff-d < 45 }

// firstOfNextMonth gives the day on which pensions begin.
func firstOfNextMonth(d lang.Date) lang.Date {
	year, month, _ := d.Civil()
	if month == 12 {
		return day(year+1, 1, 1)
	}
	return day(year, month+1, 1)
}

// yearsOn gives the first of a month so many years after a date's.
func yearsOn(d lang.Date, years int) lang.Date {
	year, month, _ := d.Civil()
	return day(year+years, month, 1)
}

// A sample is one row: the text of each field that is not empty.
type sample map[string]string

// units are where the sample's cadres worked, with what kind of unit each is.
var units = []struct{ name, kind string }{
	{"甲局", "机关"},
	{"乙局", "机关"},
	{"丙局", "机关"},
	{"丁局", "机关"},
	{"戊局", "机关"},
	{"己局", "机关"},
	{"庚局", "机关"},
	{"甲院", "事业"},
	{"甲厂", "企业"},
	{"乙厂", "企业"},
}

var townships = []string{"甲镇", "甲镇", "甲镇", "乙镇", "丙镇", "丁镇", "戊乡", "己乡"}

// person makes what both categories share.
func (s *sampler) person(number int) sample {
	unit := units[s.between(0, len(units)-1)]
	p := sample{
		"person": fmt.Sprintf("YL%03d", number), "name": "样例" + chineseDigits(number),
		"rank": "县处级副职", "sex": "男", "region": "230126", "payer": "财政",
		"unit": unit.name, "unit_kind": unit.kind, "township": townships[s.between(0, len(townships)-1)],
		"disabled": "否", "military": "否",
	}
	if s.between(1, 100) <= 40 {
		p["rank"] = "县处级正职"
	}
	if s.oneIn(9) {
		p["sex"] = "女"
	}
	p["treatment_rank"] = p["rank"]
	return p
}

// chineseDigits writes 101 as 一〇一.
func chineseDigits(n int) string {
	return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四",
		"5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(fmt.Sprintf("%03d", n))
}

// lixiu makes one who joined by 1949-09-30 and stepped down between 1982 and 1995.
func (s *sampler) lixiu(number int) sample {
	p := s.person(number)
	born := s.date(day(1915, 1, 1), day(1934, 8, 1))
	joined := s.date(max(day(1937, 1, 1), yearsOn(born, 14)), founding-1)
	if s.oneIn(2) { // most joined in the last years of the war
		joined = s.date(max(joined, day(1945, 9, 3)), founding-1)
	}
	retired := firstOfNextMonth(max(yearsOn(born, 60), day(1982, 6, 1)) + lang.Date(s.between(0, 300)))
	p["category"] = "离休"
	p.dates(born, joined, min(retired, day(1995, 12, 1)))
	p.pay(s, 3900)
	return p
}

// tuixiu makes one who joined after 1949-10-01 and retired at sixty.
func (s *sampler) tuixiu(number int) sample {
	p := s.person(number)
	born := s.date(day(1930, 1, 1), day(1954, 6, 30))
	joined := s.date(max(founding+60, yearsOn(born, 17)), max(founding+900, yearsOn(born, 22)))
	p["category"] = "退休"
	p.dates(born, joined, firstOfNextMonth(yearsOn(born, 60)))
	p.pay(s, 3100)
	p["pay.nursing"] = "0.00"
	return p
}

func (p sample) dates(born, joined, retired lang.Date) {
	p["born"], p["joined_on"], p["retired_on"] = born.String(), joined.String(), retired.String()
}

// serve gives the whole years from joining to retirement.
func (p sample) serve() {
	joined, retired := date(p["joined_on"]), date(p["retired_on"])
	p["contribution_years"] = strconv.FormatInt(joined.Years(retired), 10)
}

// date reads a date that the generator itself has written.
func date(text string) lang.Date {
	d, err := lang.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// pay makes what is paid now: amounts that look like pay and are nobody's.
func (p sample) pay(s *sampler, base int) {
	living, allowance := 1300, 1020
	if p["rank"] == "县处级正职" {
		base, allowance = base+420, 1180
	}
	p["pay.basic"] = fmt.Sprintf("%d.%d0", base+s.between(0, 600), s.between(0, 9))
	p["pay.living"] = fmt.Sprintf("%d.00", living+10*s.between(0, 30))
	p["pay.allowance"] = fmt.Sprintf("%d.00", allowance)
}

// nurse gives a 离休 person the allowance of 2014-01-01 by the period of joining;
// one who cannot care for themselves gets 1000 where that is more, unless it is paid
// beside it.
func (p sample) nurse() {
	joined, amount := date(p["joined_on"]), 600
	switch {
	case joined <= day(1937, 7, 6):
		amount = 1800
	case joined <= day(1945, 9, 2):
		amount = 1200
	}
	if p["disabled"] == "是" && p["pay.disability"] == "" {
		amount = max(amount, 1000)
	}
	p["pay.nursing"] = fmt.Sprintf("%d.00", amount)
}

// sampleCounty makes everybody, with the troubles planted.
func sampleCounty() []sample {
	s := &sampler{state: 20150120}
	var county []sample
	for number := 1; number <= lixiuPersons+tuixiuPersons; number++ {
		if number <= lixiuPersons {
			county = append(county, s.lixiu(number))
		} else {
			county = append(county, s.tuixiu(number))
		}
	}
	for number, trouble := range planted() {
		maps.Copy(county[number-1], trouble)
	}
	for _, p := range county {
		p.serve()
	}
	for _, p := range county[:lixiuPersons] {
		p.nurse()
	}
	return county
}

// sampleCSV writes the county under the schema's Chinese labels.
func sampleCSV(schema *roster.Schema) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	header := make([]string, len(schema.Fields))
	for i, f := range schema.Fields {
		header[i] = f.Label
	}
	rows := [][]string{header}
	for _, p := range sampleCounty() {
		row := make([]string, len(schema.Fields))
		for i, f := range schema.Fields {
			row[i] = p[f.Name]
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
