package jobs

import (
	"path/filepath"

	"weiran/rules/risk"
)

// WeightsName is the file of a run folder that holds the points of its scores,
// where they are not the experts'.
const WeightsName = "weights.yaml"

// readWeights reads a weights file; nil where none is named. What is wrong with it
// are [source.Problems].
func readWeights(name string) (*risk.Weights, error) {
	if name == "" {
		return nil, nil
	}
	f, err := ReadFile(name)
	if err != nil {
		return nil, err
	}
	w, problems := risk.LoadWeights(f)
	return w, problems.Err()
}

// weightsOf reads the weights in a run folder; nil where the run had the experts'.
func weightsOf(dir string, r Record) (*risk.Weights, error) {
	if r.Weights == "" {
		return nil, nil
	}
	return readWeights(filepath.Join(dir, WeightsName))
}
