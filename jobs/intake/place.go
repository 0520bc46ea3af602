package intake

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// places names the cells of a table for people. The sheet is empty for a text
// file, whose lines are as near as one can get, and for a parquet file, whose rows are
// counted from 1.
type places struct{ file, sheet string }

// place gives roster.csv:12 or roster.xlsx!Sheet1!D12. The row counts from 1 and
// the column from 0; below 0 it means the row.
func (p places) place(row, col int) string {
	if p.sheet == "" && row == 0 {
		return p.file // the header of a parquet file
	}
	if p.sheet == "" {
		return fmt.Sprintf("%s:%d", p.file, row)
	}
	cell, err := excelize.CoordinatesToCellName(max(col, 0)+1, row)
	if err != nil {
		cell = fmt.Sprint(row) // beyond the last cell of any sheet
	}
	return fmt.Sprintf("%s!%s!%s", p.file, p.sheet, cell)
}

// where gives the places themselves, which a table keeps after its document.
func (p places) where() places { return p }
