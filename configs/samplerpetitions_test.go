package configs_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/rules/lang"
	"weiran/rules/petition"
)

// This file makes configs/sample/petitions.csv, what the sample county's persons
// petitioned about from 2010 to 2014. Nobody did: all of it is made up.

// petitionTitle stands above the header, so that the file says what it is.
const petitionTitle = "样例县信访登记表（合成数据，人员和事项均为虚构）"

// plantedPetitions are those of persons in whom the 2015 policy meets an old
// grievance; sample/README.md tells them to people.
func plantedPetitions() []petition.Record {
	var all []petition.Record
	add := func(number int, sent, form string, persons int64, category, repeat string) {
		all = append(all, petition.Record{
			Person: fmt.Sprintf("YL%03d", number), Date: date(sent), Form: form,
			Persons: persons, Category: category, Repeat: repeat,
		})
	}
	// 甲校, paid by the social-insurance bureau: left out of an adjustment in 2013.
	add(101, "2013-04-10", "来访", 8, "离退休费", "初访")
	add(101, "2013-06-18", "来访", 12, "离退休费", "重访")
	add(102, "2013-06-20", "来信", 1, "离退休费", "初信")
	add(104, "2013-09-12", "来访", 6, "离退休费", "初访")
	add(104, "2014-11-20", "来访", 5, "离退休费", "重访")
	add(169, "2014-12-08", "来信", 1, "离退休费", "初信")
	// 丙厂, paid by the enterprise.
	add(109, "2011-03-15", "来访", 5, "企业移交后待遇", "初访")
	add(109, "2012-03-13", "来访", 7, "企业移交后待遇", "重访")
	add(110, "2014-10-14", "来电", 1, "企业移交后待遇", "初访")
	add(173, "2014-12-02", "来访", 3, "企业移交后待遇", "初访")
	// The treatment enjoyed and the rank held differ.
	add(20, "2012-05-09", "来信", 1, "待遇级别", "初信")
	add(20, "2014-12-16", "来访", 1, "待遇级别", "重访")
	add(61, "2013-11-05", "来访", 1, "待遇级别", "初访")
	// 离休, but joined after 1949-09-30.
	add(142, "2010-08-24", "来信", 1, "参加革命时间", "初信")
	add(142, "2011-10-11", "来信", 1, "参加革命时间", "重信")
	// Cannot care for themselves.
	add(3, "2013-12-03", "来电", 1, "护理费", "初访")
	add(27, "2014-02-18", "来信", 1, "护理费", "初信")
	// Born a day too late for the higher age addition, and known at the counter.
	add(133, "2014-09-16", "来访", 1, "采暖费", "初访")
	return all
}

// samplePetitions are the planted ones among others that nothing is behind.
func samplePetitions() []petition.Record {
	s := &sampler{state: 20100101}
	categories := []string{"采暖费", "物业补贴", "医疗费报销", "生活补贴", "遗属待遇", "其他"}
	forms := []string{"网上", "来信", "来电", "来访", "来访"}
	all := plantedPetitions()
	for range 42 {
		form := forms[s.between(0, len(forms)-1)]
		r := petition.Record{
			Person: fmt.Sprintf("YL%03d", s.between(1, lixiuPersons+tuixiuPersons)),
			Date:   lang.Date(s.between(int(day(2010, 1, 4)), int(day(2014, 12, 26)))),
			Form:   form, Persons: 1, Category: categories[s.between(0, len(categories)-1)], Repeat: "初访",
		}
		if form == "来访" {
			r.Persons = int64(s.between(1, 3))
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b petition.Record) int { return cmp.Compare(a.Date, b.Date) })
	for i := range all {
		r := &all[i]
		year, _, _ := r.Date.Civil()
		r.Number = fmt.Sprintf("XF%d-%03d", year, i+1)
		r.Concerned, r.Purpose, r.Place, r.Status = r.Persons, "求决", "230126", "办结"
		r.Deadline = r.Date + 60 // 信访工作条例, article 34
		if r.Deadline > configs.SampleAsOf() {
			r.Status = "在办"
		}
	}
	return all
}

func samplePetitionsCSV() []byte {
	var b bytes.Buffer
	b.WriteString(petitionTitle + "\n")
	w := csv.NewWriter(&b)
	var rows [][]string
	var header []string
	for _, f := range petition.Schema().Fields {
		if !f.Private {
			header = append(header, f.Label)
		}
	}
	rows = append(rows, header)
	for _, r := range samplePetitions() {
		rows = append(rows, []string{
			r.Number, r.Person, r.Date.String(), r.Form, strconv.FormatInt(r.Persons, 10), strconv.FormatInt(r.Concerned, 10),
			r.Category, r.Purpose, r.Repeat, r.Deadline.String(), r.Place, r.Status,
		})
	}
	if err := w.WriteAll(rows); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

func TestSamplePetitionsAreGenerated(t *testing.T) {
	golden(t, "sample/petitions.csv", samplePetitionsCSV())
}

// TestSamplePetitions reads the committed file as anybody's: all of it is good, of
// persons of the county, and from 2010 to 2014.
func TestSamplePetitions(t *testing.T) {
	f := configs.SamplePetitions()
	table, err := intake.ReadPetitionsBytes(t.Context(), f.Name, f.Text, intake.Options{AsOf: configs.SampleAsOf()})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rejects)+len(table.Issues)+len(table.Notes) > 0 || table.Book.Len() != table.Rows {
		t.Errorf("rejects %v, issues %v, notes %v", table.Rejects, table.Issues, table.Notes)
	}
	county := sampleRoster(t)
	if n := table.Book.Strangers(county); n != 0 {
		t.Errorf("%d petitions are of nobody in the county", n)
	}
	for _, r := range table.Book.All() {
		if year, _, _ := r.Date.Civil(); year < 2010 || year > 2014 {
			t.Errorf("%s is of %s", r.Number, r.Date)
		}
	}
	h := table.Book.History(county, configs.SampleAsOf(), []string{"离退休费", "待遇级别"})
	row := 103 // the persons are numbered from YL001
	if person := county.Person(row); person != "YL104" {
		t.Fatalf("row %d is of %s", row, person)
	}
	got := []int64{h.Count.Values[row], h.Open.Values[row], h.Repeated.Values[row], h.SameMatter.Values[row], h.Months.Values[row], h.Largest.Values[row]}
	if want := []int64{2, 0, 1, 2, 2, 6}; !slices.Equal(got, want) {
		t.Errorf("YL104 has the history %v, want %v", got, want)
	}
}
