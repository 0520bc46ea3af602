package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// numbers are what every report of a run says, each in its own words.
type numbers struct {
	affected, unchanged, outOfScope, cannotTell int
	monthly, arrears                            string
	persons                                     map[string]int // found by each rule, by its title
	severities                                  [3]int         // findings of persons: high, medium, low
}

// TestReportsOfARunAgree adds up impacts.csv and findings.json anew and holds the
// terminal, the committee's report and the ledger to it.
func TestReportsOfARunAgree(t *testing.T) {
	dir := t.TempDir()
	terminal, err := exec.Command("weiran", "demo", "--lang", "zh", "--out", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := numbersOf(t, read(t, dir, "run/impacts.csv"), read(t, dir, "run/findings.json"), read(t, dir, "run/ledger.xlsx"))
	if want.affected == 0 || len(want.persons) < 10 {
		t.Fatalf("the demo shows next to nothing: %+v", want)
	}
	agreesTerminal(t, string(terminal), want)
	agreesPage(t, string(read(t, dir, "run/report.html")), want)
	agreesLedger(t, read(t, dir, "run/ledger.xlsx"), want)
}

// numbersOf adds up what the programs' files hold. Of a rule only the ledger gives
// the title beside its findings.
func numbersOf(t *testing.T, impacts, findings, ledger []byte) numbers {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(impacts)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	status, monthly, arrears := map[string]string{}, new(big.Rat), new(big.Rat)
	for _, row := range rows[1:] {
		status[row[0]] = row[8]
		for i, sum := range map[int]*big.Rat{6: monthly, 7: arrears} {
			if amount, ok := new(big.Rat).SetString(row[i]); ok {
				sum.Add(sum, amount)
			}
		}
	}
	n := numbers{monthly: yuan(monthly), arrears: yuan(arrears), persons: map[string]int{}}
	for _, s := range status {
		*map[string]*int{
			"affected": &n.affected, "unchanged": &n.unchanged, "out_of_scope": &n.outOfScope, "cannot_tell": &n.cannotTell,
		}[s]++
	}
	var list []struct{ ID, Person, Severity string }
	if err := json.Unmarshal(findings, &list); err != nil {
		t.Fatal(err)
	}
	titles := titlesByFinding(t, ledger)
	found := map[[2]string]bool{}
	for _, f := range list {
		if f.Person == "" {
			continue
		}
		n.severities[slices.Index([]string{"high", "medium", "low"}, f.Severity)]++
		if key := [2]string{titles[f.ID], f.Person}; !found[key] {
			found[key] = true
			n.persons[key[0]]++
		}
	}
	return n
}

func agreesTerminal(t *testing.T, out string, want numbers) {
	t.Helper()
	for _, words := range []string{
		fmt.Sprintf("有变化 +%d\n", want.affected), fmt.Sprintf("无变化 +%d\n", want.unchanged),
		fmt.Sprintf("不在范围 +%d\n", want.outOfScope), fmt.Sprintf("无法判定 +%d\n", want.cannotTell),
		"每月合计 " + want.monthly + " 元；补发合计 " + want.arrears + " 元",
	} {
		if !regexp.MustCompile(words).MatchString(out) {
			t.Errorf("the terminal does not say %q", words)
		}
	}
	for title, persons := range want.persons {
		if !regexp.MustCompile(regexp.QuoteMeta(title) + fmt.Sprintf(" +%d 人 ", persons)).MatchString(out) {
			t.Errorf("the terminal does not say that %d persons are found by %s", persons, title)
		}
	}
}

func agreesPage(t *testing.T, page string, want numbers) {
	t.Helper()
	for _, words := range []string{
		fmt.Sprintf("涉及 %d 人", want.affected), fmt.Sprintf("另有 %d 人不在适用范围，%d 人因资料不全", want.outOfScope, want.cannotTell),
		"每月合计增加 " + want.monthly + " 元", "补发合计 " + want.arrears + " 元",
		fmt.Sprintf("高风险 %d 条，中风险 %d 条，低风险 %d 条", want.severities[0], want.severities[1], want.severities[2]),
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the report does not say %q", words)
		}
	}
	plain := regexp.MustCompile(`<[^>]*>|\s+`).ReplaceAllString(page, "")
	for title, persons := range want.persons {
		if !strings.Contains(plain, fmt.Sprintf("%s人数%d人", strings.ReplaceAll(title, " ", ""), persons)) {
			t.Errorf("the report does not say that %d persons are found by %s", persons, title)
		}
	}
}

func agreesLedger(t *testing.T, data []byte, want numbers) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("汇总")
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(rows[2][2:6], " ") + " " + strings.Join(rows[2][8:10], " ")
	if words := fmt.Sprint(want.affected, want.unchanged, want.outOfScope, want.cannotTell, " ", want.monthly, " ", want.arrears); got != words {
		t.Errorf("the ledger says %q, want %q", got, words)
	}
	if rows, err = f.GetRows("风险线索"); err != nil {
		t.Fatal(err)
	}
	var severities [3]int
	for _, row := range rows[1:] {
		if row[2] != "（政策）" {
			severities[slices.Index([]string{"高", "中", "低"}, row[0])]++
		}
	}
	if severities != want.severities {
		t.Errorf("the ledger has %d findings high, medium and low, want %d", severities, want.severities)
	}
}

// titlesByFinding gives the titles of rules by the ids of their findings.
func titlesByFinding(t *testing.T, data []byte) map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("风险线索")
	if err != nil {
		t.Fatal(err)
	}
	id, titles := slices.Index(rows[0], "线索编号"), map[string]string{}
	for _, row := range rows[1:] {
		titles[row[id]] = row[1]
	}
	return titles
}

// yuan writes an amount with two decimals and its thousands apart.
func yuan(amount *big.Rat) string {
	text := amount.FloatString(2)
	for at := len(text) - 6; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}
