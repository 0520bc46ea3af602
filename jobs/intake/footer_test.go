package intake_test

import (
	"strings"
	"testing"

	"weiran/rules/source"
)

func TestRowsBelowThePersons(t *testing.T) {
	for _, key := range []string{"合计", "合　计", " 总 计 ", "小计：2 人", "备注", "注：此表不含遗属", "填表人：某某", "单位负责人（签字）"} {
		table := mustReadText(t, "人员编号,姓名,基本离退休费\nP1,某甲,100\nP2,某乙,200\n"+key+",某某,300\n")
		if table.Roster.Len() != 2 || len(table.Rejects) != 1 {
			t.Errorf("%q: %d persons, rejects %v", key, table.Roster.Len(), table.Rejects)
			continue
		}
		got := table.Rejects[0].In(source.Chinese)
		if !strings.Contains(got, "不是一条记录") || strings.Contains(got, "某某") || table.Rejects[0].Row != 4 {
			t.Errorf("%q: %s", key, got)
		}
	}
	for _, key := range []string{"计-1", "甲合计", "001"} {
		if n := mustReadText(t, "人员编号,基本离退休费\n"+key+",100\n").Roster.Len(); n != 1 {
			t.Errorf("%q is a person's number, and %d are read", key, n)
		}
	}
}
