package jobs

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"

	"weiran/rules/change"
	"weiran/rules/risk"
)

// errForm says that a file is not in the form in which this version writes it.
var errForm = errors.New("the file has another form")

// A readingTeller tells how far the reading of the runs is.
type readingTeller struct {
	done, total int64
	tell        Progress // may be nil
}

// open reads a file of a run folder. One that is missing, or has another form, was
// written by another version.
func (t *readingTeller) open(ctx context.Context, name string, read func(io.Reader) error) error {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return damaged(name)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	err = read(bufio.NewReaderSize(&watched{ctx, f, t}, 1<<20))
	if errors.Is(err, errForm) {
		return damaged(name)
	}
	return err
}

// A watched file tells what is read of it, and ends with the context.
type watched struct {
	ctx  context.Context
	file io.Reader
	told *readingTeller
}

// Read reads on.
func (w *watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.file.Read(p)
	w.told.done += int64(n)
	if w.told.tell != nil {
		w.told.tell(Reopening, w.told.done, max(w.told.done, w.told.total))
	}
	return n, err
}

// A toldFinding is a finding of a file without its trace, which is the larger half
// of it, and without whom it is held beside: nobody compares those.
type toldFinding struct {
	risk.Finding
	Beside skipped `json:"beside"`
	Trace  skipped `json:"trace"`
}

type skipped struct{}

// UnmarshalJSON passes over any value.
func (skipped) UnmarshalJSON([]byte) error { return nil }

// readFindings reads findings.json, one finding after another.
func (r *pastRun) readFindings(in io.Reader) error {
	dec := json.NewDecoder(in)
	start, err := dec.Token()
	if err != nil {
		return otherForm(err)
	}
	if start != json.Delim('[') {
		return errForm
	}
	for dec.More() {
		var f toldFinding
		if err := dec.Decode(&f); err != nil {
			return otherForm(err)
		}
		if f.Rule == "" || f.Policy == "" {
			return errForm
		}
		r.findings = append(r.findings, change.Seen(&f.Finding))
	}
	_, err = dec.Token()
	return otherForm(err)
}

// otherForm tells an error of the form from one of the disk or of the context.
func otherForm(err error) error {
	var path *fs.PathError
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &path):
		return err
	}
	return errForm
}
