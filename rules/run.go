package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

// A Run identifies a screening: the same run has the same result, to the byte.
type Run struct {
	Job    string    `json:"job"`  // nightly, or screen for one asked for by hand
	Slot   string    `json:"slot"` // the time the job was due, RFC 3339; empty by hand
	AsOf   lang.Date `json:"as_of"`
	Roster string    `json:"roster_hash"`
	Schema string    `json:"schema_hash"`

	// Petitions is the hash of those that the run could know of, empty where it has
	// none.
	Petitions string `json:"petitions_hash,omitempty"`

	// Weights is the hash of the points of scores, empty for the experts'.
	Weights string `json:"weights_hash,omitempty"`

	// Levels are the thresholds of the level, nil for the default ones.
	Levels *risk.Thresholds `json:"levels,omitempty"`

	// Hotspots says how to look for them, nil for the usual way.
	Hotspots *Scanning `json:"hotspots,omitempty"`

	Policies []Hashed `json:"policies"`
	Rules    []Hashed `json:"rules"`
	Engine   string   `json:"engine"` // version of weiran
}

// Hashed names a file of a run by its id and the sha256 of its text.
type Hashed struct {
	ID   string `json:"id"`
	File string `json:"file"`
	Hash string `json:"sha256"`
}

// Identify gives the run of an input.
func Identify(job, slot, engine string, in Input) Run {
	run := Run{
		Job: job, Slot: slot, AsOf: in.AsOf, Engine: engine,
		Roster: in.Roster.Hash(), Schema: in.Roster.Schema.Hash(),
		Policies: []Hashed{}, Rules: []Hashed{},
	}
	if in.Petitions != nil {
		run.Petitions = in.Petitions.At(in.AsOf).Hash()
	}
	if in.Weights != nil {
		run.Weights = in.Weights.Hash()
	}
	if l := in.Levels.OrDefault(); l != risk.DefaultThresholds() {
		run.Levels = &l
	}
	if in.Scanning != nil {
		if scanning := in.Scanning.OrDefault(); !scanning.equal(DefaultScanning()) {
			run.Hotspots = &scanning
		}
	}
	for _, p := range inOrder(in.Policies) {
		run.Policies = append(run.Policies, Hashed{ID: p.ID, File: p.File.Name, Hash: p.Hash()})
	}
	if in.Rules != nil {
		for _, g := range in.Rules.Groups {
			run.Rules = append(run.Rules, Hashed{ID: g.ID, File: g.File.Name, Hash: g.Hash()})
		}
	}
	return run
}

// ID is a short name of the run, made from everything that identifies it.
func (r Run) ID() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n%s\n%s\n%s\n", r.Job, r.Slot, r.AsOf, r.Roster, r.Schema, r.Engine)
	for _, f := range append(append([]Hashed{}, r.Policies...), r.Rules...) {
		fmt.Fprintf(h, "%s %s\n", f.ID, f.Hash)
	}
	if r.Petitions != "" { // a run without petitions keeps the id that it always had
		fmt.Fprintf(h, "petitions %s\n", r.Petitions)
	}
	if r.Weights != "" {
		fmt.Fprintf(h, "weights %s\n", r.Weights)
	}
	if l := r.Levels; l != nil {
		fmt.Fprintf(h, "levels %d %d %d\n", l.High, l.Medium, l.Collective)
	}
	if s := r.Hotspots; s != nil {
		fmt.Fprintf(h, "hotspots %d %d %d %q %q %q\n", s.Seed, s.MinCases, s.Replicates, s.Trees, s.Flat, s.Crosses)
	}
	return strings.ReplaceAll(r.AsOf.String(), "-", "") + "-" + hex.EncodeToString(h.Sum(nil))[:10]
}
