package jobs

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"weiran/reports"
	"weiran/rules"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/source"
)

// A Record is run.json: who a run is, what it counted, and every file that it
// left. It names no time of day and no path, so that the same inputs give the
// same bytes anywhere.
type Record struct {
	ID string `json:"id"`
	rules.Run
	Heading Heading   `json:"heading"`
	Counts  Counts    `json:"counts"`
	Hidden  []Hidden  `json:"hidden_issues"`
	Files   []FileSum `json:"files"`
}

// A Heading is what the reports print above the figures.
type Heading struct {
	Office   string `json:"office"`    // 样例县委老干部局
	Title    string `json:"title"`     // empty means the title of the policies
	Sample   bool   `json:"sample"`    // the persons are synthetic, and every report says so
	MinGroup int    `json:"min_group"` // smaller groups are hidden from the committee
}

// Counts are the figures by which a run is recognized.
type Counts struct {
	Persons  int            `json:"persons"`
	Rejected int            `json:"rejected"` // rows that could not be read
	Policies []PolicyCounts `json:"policies"`
	Findings int            `json:"findings"`
	Unsure   int            `json:"unsure"` // rules that could not be decided for a person
	Issues   int            `json:"issues"` // of the roster
	Level    *LevelCounts   `json:"level"`  // null without rules
}

// PolicyCounts says how many persons have each status under a policy.
type PolicyCounts struct {
	Policy     string `json:"policy"`
	Affected   int    `json:"affected"`
	Unchanged  int    `json:"unchanged"`
	OutOfScope int    `json:"out_of_scope"`
	CannotTell int    `json:"cannot_tell"`
}

func countsOf(w work, rejected int) Counts {
	res := w.res
	c := Counts{
		Persons: res.Roster.Len(), Rejected: rejected, Policies: []PolicyCounts{},
		Findings: len(res.Findings), Unsure: len(res.Unsure), Issues: len(res.Issues),
		Level: levelCounts(w.model.Levels()),
	}
	for _, p := range res.Policies {
		c.Policies = append(c.Policies, policyCounts(p))
	}
	return c
}

func policyCounts(p rules.PolicyResult) PolicyCounts {
	var n [4]int
	for person := range p.Outcomes.Len() {
		n[p.Outcomes.Status(person)]++
	}
	return PolicyCounts{
		Policy: p.Policy.ID, Affected: n[policy.Affected], Unchanged: n[policy.Unchanged],
		OutOfScope: n[policy.OutOfScope], CannotTell: n[policy.CannotTell],
	}
}

// subject is what the reports are made of.
func (h Heading) subject(run rules.Run, res *rules.Result, b *Books, weights *risk.Weights) reports.Subject {
	return reports.Subject{
		Run: run, Result: res, Pack: b.Pack, Weights: weights,
		Office: h.Office, Title: h.Title, Sample: h.Sample, MinGroup: h.MinGroup,
	}
}

func (r Record) json() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(r)
	return out.Bytes(), err
}

// damaged says that a file of a run folder is not what a run left there.
func damaged(name string) error {
	return mistake(source.Say("%s is damaged, or another version of weiran wrote it", "%s 已损坏，或由其他版本的 weiran 写出", name),
		source.Say("put it back from a copy, or screen again", "请从备份恢复，或重新排查"))
}

// ReadRecord reads the record of a run folder.
func ReadRecord(dir string) (Record, error) {
	name := filepath.Join(dir, recordName)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
		return Record{}, mistake(source.Say("%s is not a run folder: it has no run.json", "%s 不是运行结果文件夹：其中没有 run.json", dir),
			source.Say("name the folder that \"weiran screen --out\" wrote", "请指定 weiran screen --out 写出的文件夹"))
	}
	if err != nil {
		return Record{}, err
	}
	var r Record
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if dec.Decode(&r) != nil || !r.staysInside() {
		return Record{}, damaged(name)
	}
	return r, nil
}

// staysInside reports whether every file that the record names is one of its
// folder: no run wrote a way out of it, and what lies there is nobody's to read.
func (r Record) staysInside() bool {
	leads := func(name string) bool { return !filepath.IsLocal(filepath.FromSlash(name)) }
	return !slices.ContainsFunc(slices.Concat(r.Policies, r.Rules), func(f rules.Hashed) bool { return leads(f.File) }) &&
		!slices.ContainsFunc(r.Files, func(f FileSum) bool { return leads(f.Name) })
}
