package configs_test

import "fmt"

// planted gives the troubles of the sample county by the number of the person;
// sample/README.md tells them to people.
func planted() map[int]sample {
	troubles := map[int]sample{}
	set := func(number int, field, text string) {
		if troubles[number] == nil {
			troubles[number] = sample{}
		}
		troubles[number][field] = text
	}
	for _, t := range [][]any{
		// The treatment enjoyed is above the rank held, and no document says why.
		{20, "rank", "县处级副职"},
		{20, "treatment_rank", "县处级正职"},
		{61, "rank", "县处级副职"},
		{61, "treatment_rank", "县处级正职"},
		{150, "rank", "县处级副职"},
		{150, "treatment_rank", "县处级正职"},
		// Born near 1934-09-30, the last day of the higher age addition.
		{131, "born", "1934-09-30"},
		{132, "born", "1934-09-30"},
		{133, "born", "1934-10-01"},
		{134, "born", "1934-10-01"},
		{135, "born", "1934-09-05"},
		{136, "born", "1934-09-18"},
		{137, "born", "1934-10-12"},
		{138, "born", "1934-10-27"},
		{155, "born", "1934-09-30"},
		{156, "born", "1934-10-01"},
		// Born near 1939-09-30, the last day of the lower one.
		{151, "born", "1939-09-30"},
		{152, "born", "1939-10-01"},
		{153, "born", "1939-09-08"},
		{154, "born", "1939-10-21"},
		// Retired on the last day of the scope, and after it.
		{168, "born", "1954-09-02"},
		{168, "retired_on", "2014-09-30"},
		{176, "born", "1954-09-16"},
		{176, "retired_on", "2014-10-01"},
		{177, "born", "1954-10-08"},
		{177, "retired_on", "2014-11-01"},
		{178, "born", "1954-11-23"},
		{178, "retired_on", "2014-12-01"},
		// 离休, but joined after 1949-09-30.
		{142, "born", "1930-03-11"},
		{142, "joined_on", "1949-10-15"},
		{142, "retired_on", "1990-04-01"},
		// The birth date is missing.
		{143, "born", ""},
		// What is paid now is missing.
		{10, "pay.basic", ""},
		{33, "pay.basic", ""},
		{77, "pay.basic", ""},
		{120, "pay.basic", ""},
		{160, "pay.basic", ""},
		// Paid for full disability beside the nursing fee, of which one may be held.
		{90, "pay.disability", "1000.00"},
	} {
		set(t[0].(int), t[1].(string), t[2].(string))
	}
	for number := 131; number <= 138; number++ { // born in 1934, so joined as boys
		set(number, "joined_on", fmt.Sprintf("1949-0%d-01", number-129))
		set(number, "retired_on", "1994-11-01")
	}
	for number, dates := range map[int][2]string{
		151: {"1958-08-01", "1999-10-01"}, 152: {"1958-08-01", "1999-11-01"},
		153: {"1959-03-01", "1999-10-01"}, 154: {"1960-07-01", "1999-11-01"},
		155: {"1953-09-01", "1994-10-01"}, 156: {"1954-02-01", "1994-11-01"},
	} {
		set(number, "joined_on", dates[0])
		set(number, "retired_on", dates[1])
	}
	for _, number := range []int{168, 176, 177, 178} {
		set(number, "joined_on", "1974-03-01")
	}
	for _, number := range []int{3, 15, 27, 44, 58, 90, 125, 147} {
		set(number, "disabled", "是")
	}
	outsideChannel(set)
	return troubles
}

// outsideChannel moves twenty persons to payers that the policy's funding
// channel does not name, each payer's in one unit and one township.
func outsideChannel(set func(number int, field, text string)) {
	for _, group := range []struct {
		first, last           int
		payer, unit, township string
	}{
		{101, 108, "社保", "甲校", "乙镇"},
		{169, 172, "社保", "甲校", "乙镇"},
		{109, 113, "企业", "丙厂", "丁镇"},
		{173, 175, "企业", "丙厂", "丁镇"},
	} {
		for number := group.first; number <= group.last; number++ {
			set(number, "payer", group.payer)
			set(number, "unit", group.unit)
			set(number, "township", group.township)
			set(number, "unit_kind", map[string]string{"甲校": "事业", "丙厂": "企业"}[group.unit])
		}
	}
	set(173, "military", "是")
	set(174, "military", "是")
}
