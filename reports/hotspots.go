package reports

import "io"

var hotspotHeader = []string{
	"policy", "grievance", "dimension", "group", "persons", "flagged",
	"expected", "relative_risk", "llr", "p", "q", "drivers",
}

// writeHotspots writes the header alone: a run finds no hotspots yet.
func writeHotspots(_ *Model, w io.Writer) error {
	f, err := newFrame(hotspotHeader, nil)
	if err != nil {
		return err
	}
	return f.writeCSV(w)
}
