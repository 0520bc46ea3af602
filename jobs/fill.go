package jobs

import (
	"context"
	"io"
	"slices"

	"weiran/jobs/intake"
	"weiran/reports"
)

// fill writes every file of the run folder, the record last.
func (w work) fill(ctx context.Context, s *stage, r Record) (Record, error) {
	files := slices.Concat(w.inputs(), w.rejects(), w.reports())
	if err := s.writeAll(ctx, files, w.in.Workers, w.progress); err != nil {
		return r, err
	}
	r.Files = s.sums
	text, err := r.json()
	if err != nil {
		return r, err
	}
	return r, s.write(stagedText(recordName, text))
}

// inputs are what the run was made from.
func (w work) inputs() []staged {
	files := []staged{stagedText("schema.yaml", w.books.Schema.File().Text)}
	for _, p := range inForceOrder(w.res) {
		files = append(files, stagedText("policies/"+fileName(p.ID), p.File.Text))
	}
	if w.books.Pack != nil {
		for _, g := range w.books.Pack.Groups {
			files = append(files, stagedText("rules/"+fileName(g.ID), g.File.Text))
		}
	}
	if w.in.Petitions != nil {
		files = append(files, staged{PetitionsName, w.in.Petitions.At(w.in.AsOf).WriteCSV})
	}
	if w.in.Weights != nil {
		files = append(files, stagedText(WeightsName, w.in.Weights.File.Text))
	}
	return append(files, staged{"roster.parquet", w.res.Roster.WriteParquet})
}

// rejects are the rows that could not be read, if any.
func (w work) rejects() []staged {
	if path, ok := w.kept[RejectsName]; ok {
		return []staged{{RejectsName, copyFile(path)}}
	}
	if len(w.table.Rejects) == 0 {
		return nil
	}
	return []staged{{RejectsName, func(out io.Writer) error { return intake.WriteRejects(out, w.table) }}}
}

func (w work) reports() []staged {
	var files []staged
	for _, report := range reports.All() {
		file := staged{report.Name, func(out io.Writer) error { return report.Write(w.model, out) }}
		if path, ok := w.kept[report.Name]; ok {
			file.fill = copyFile(path)
		}
		files = append(files, file)
	}
	return files
}
