package reports

import (
	"cmp"
	"io"
	"strconv"
	"strings"

	"weiran/rules/risk"
	"weiran/rules/source"
)

var scoreHeader = []string{"person", "policy", "points", "band", "rank", "basis", "parts"}

// writeScores writes everybody who has points, of all policies together (policy is
// empty) and then policy by policy. A part is written rule@policy=points.
func writeScores(m *Model, w io.Writer) error {
	rows, err := newCSVRows(w, scoreHeader)
	if err != nil {
		return err
	}
	basis := m.subject.Weights.BasisCode()
	for i := range m.subject.Result.Scores {
		s := &m.subject.Result.Scores[i]
		for _, text := range []string{
			s.Person, s.Policy, s.Points.String(), string(s.Band), strconv.Itoa(s.Rank), basis, partCodes(s.Parts),
		} {
			rows.text(text)
		}
		if err := rows.end(); err != nil {
			return err
		}
	}
	return rows.flush()
}

func partCodes(parts []risk.Part) string {
	codes := make([]string, len(parts))
	for i, p := range parts {
		codes[i] = cmp.Or(p.Rule, string(p.Reason))
		if p.Policy != "" {
			codes[i] += "@" + p.Policy
		}
		codes[i] += "=" + p.Points.String()
	}
	return strings.Join(codes, "; ")
}

// A scoreboard finds the score of a person over all policies, by their row.
type scoreboard struct {
	model  *Model
	scores []*risk.Score
	at     []int32 // of each row; one more than the place, 0 for none
}

// scoresOfAll gives the scores over all policies, the highest first.
func (m *Model) scoresOfAll() scoreboard {
	board := scoreboard{model: m, at: make([]int32, m.census.len())}
	for i := range m.subject.Result.Scores {
		s := &m.subject.Result.Scores[i]
		if s.Policy != "" {
			continue
		}
		board.scores = append(board.scores, s)
		if row, ok := m.census.row(s.Person); ok {
			board.at[row] = int32(len(board.scores))
		}
	}
	return board
}

// of gives the score of a person, nil for none.
func (b scoreboard) of(person string) *risk.Score {
	if row, ok := b.model.census.row(person); ok && b.at[row] > 0 {
		return b.scores[b.at[row]-1]
	}
	return nil
}

// scoreBasis says what scores rest on: 未经校准.
func (m *Model) scoreBasis() string { return m.subject.Weights.Basis().In(source.Chinese) }

// scoreSheet lists persons by their score over all policies, the highest first.
// The points are its explanation; the header says what they rest on.
func (m *Model) scoreSheet(b *workbook) error {
	scores := m.scoresOfAll().scores
	return b.table(table{name: "人员分值", columns: []column{
		{"名次", 7, counts},
		{"人员编号", 11, words},
		{"姓名", 10, words},
		{"单位", 19, prose},
		{"分值（" + m.scoreBasis() + "）", 16, code},
		{"分档", 10, code},
		{"分值构成", 70, prose},
	}, count: len(scores), limit: longRows, fill: func(l *lines) error {
		for _, s := range scores {
			if err := m.scoreCells(l, s); err != nil {
				return err
			}
		}
		return nil
	}})
}

func (m *Model) scoreCells(l *lines, s *risk.Score) error {
	name, unit := m.personCells(s.Person)
	l.count(int64(s.Rank))
	for _, text := range []string{s.Person, name, unit, s.Points.String(), risk.BandLabel(s.Band), m.partWords(s.Parts)} {
		l.text(text)
	}
	return l.end()
}

// partWords names what a score is made of.
func (m *Model) partWords(parts []risk.Part) string {
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = p.Reason.Label().In(source.Chinese)
		if p.Rule != "" {
			words[i] = m.ruleTitle(p.Rule)
		}
		words[i] += " " + p.Points.String()
		if p.Points != p.Full {
			words[i] += "（原 " + p.Full.String() + "）"
		}
	}
	return strings.Join(words, "；")
}
