package reports

import (
	"io"

	"weiran/rules/source"
)

// A Report is one file that can be written of a model.
type Report struct {
	Name  string      // file name in the run folder
	Title source.Text // what it is, for the list of files that a run prints
	Write func(*Model, io.Writer) error
}

// All lists every report in the order in which a run writes them. Each writes
// the same bytes for the same model.
func All() []Report {
	return []Report{
		{"impacts.csv", source.Say("what changes, person by person", "影响明细（逐人逐条）"), writeImpacts},
		{"findings.json", source.Say("the findings with their traces", "风险线索及推算过程"), writeFindings},
		{"hotspots.csv", source.Say("where findings gather", "风险聚集"), writeHotspots},
		{"scores.csv", source.Say("the score of each person, with its points", "人员分值及构成"), writeScores},
		{"unknowns.csv", source.Say("what cannot be told, and which field would tell", "无法判定事项及所缺信息"), writeUnknowns},
		{"ledger.xlsx", source.Say("the ledger for the bureau, with names", "工作台账（含姓名，限本单位内部使用）"), writeLedger},
		{"report.html", source.Say("the impact report for the committee, without names", "影响评估报告（不含个人信息）"), writeHTML},
	}
}
