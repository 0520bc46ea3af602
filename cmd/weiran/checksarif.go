package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"weiran/jobs"
	"weiran/rules/source"
)

// The types below are the part of SARIF 2.1.0 (OASIS) that a check has to say.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Language    string            `json:"language"`
		ColumnKind  string            `json:"columnKind"`
		Invocations []sarifInvocation `json:"invocations"`
		Artifacts   []sarifArtifact   `json:"artifacts"`
		Results     []sarifResult     `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string       `json:"id"`
		ShortDescription sarifMessage `json:"shortDescription"`
		Help             sarifMessage `json:"help"`
	}
	sarifInvocation struct {
		Successful bool `json:"executionSuccessful"`
	}
	sarifArtifact struct {
		Location sarifFile `json:"location"`
		Roles    []string  `json:"roles"`
	}
	sarifFile struct {
		URI  string `json:"uri"`
		Base string `json:"uriBaseId,omitempty"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifMessage    `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifLocation struct {
		Physical sarifPlace `json:"physicalLocation"`
	}
	sarifPlace struct {
		File   sarifFile    `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndColumn   int `json:"endColumn"`
	}
)

const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

	// sarifRoot is the base that reviews of code resolve relative names against.
	sarifRoot = "%SRCROOT%"
)

// checkSARIF gives what a check found as one run. Columns are characters, as
// everywhere here; the names of files are relative, and no line of a file is in
// it, since a line may hold what is nobody's business.
func (a *app) checkSARIF(checked []jobs.CheckedFile) sarifLog {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "weiran", Version: jobs.Engine, Rules: a.sarifRules()}},
		Language:    map[source.Language]string{source.English: "en-US", source.Chinese: "zh-CN"}[a.lang],
		ColumnKind:  "unicodeCodePoints",
		Invocations: []sarifInvocation{{Successful: true}},
		Artifacts:   []sarifArtifact{},
		Results:     []sarifResult{},
	}
	for _, c := range checked {
		run.Artifacts = append(run.Artifacts, sarifArtifact{Location: sarifName(c.File.Name), Roles: []string{"analysisTarget"}})
		for _, p := range c.Problems {
			run.Results = append(run.Results, a.sarifResult(c.Kind, p))
		}
	}
	return sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}}
}

// sarifRules are the kinds of files: what is held against each.
func (a *app) sarifRules() (rules []sarifRule) {
	for _, kind := range jobs.FileKinds() {
		rules = append(rules, sarifRule{
			ID: sarifRuleID(kind),
			ShortDescription: sarifMessage{Text: a.say(
				"a file of kind %s reads as weiran reads it", "%s文件应能由 weiran 读取", kind.Name())},
			Help: sarifMessage{Text: a.say(
				"weiran check FILE shows the line, a caret and a hint; weiran schema lets an editor complete the keys.",
				"weiran check 文件 显示所在行、位置和提示；weiran schema 供编辑器补全各键。")},
		})
	}
	return rules
}

// sarifRuleID is the id of what is held against a kind of file.
func sarifRuleID(kind jobs.FileKind) string { return "weiran/" + kind.Name().EN }

func (a *app) sarifResult(kind jobs.FileKind, p source.Problem) sarifResult {
	return sarifResult{
		RuleID: sarifRuleID(kind), RuleIndex: int(kind), Level: severityCodes[p.Severity],
		Message: a.sarifMessage(p),
		Locations: []sarifLocation{{sarifPlace{
			File: sarifName(p.Pos.File.Name), Region: regionOf(p),
		}}},
	}
}

// sarifMessage gives a message with its hint.
func (a *app) sarifMessage(p source.Problem) sarifMessage {
	message, hint := p.Message.In(a.lang), p.Hint.In(a.lang)
	if hint == "" {
		return sarifMessage{Text: message}
	}
	return sarifMessage{
		Text:     message + a.say("; ", "；") + hint,
		Markdown: markdown.Replace(message) + "\n\n*" + markdown.Replace(hint) + "*",
	}
}

// markdown writes a text so that Markdown shows it as it is.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`)

// regionOf gives the part of a line that a problem underlines, not beyond its
// end; of a problem of the whole file there is none.
func regionOf(p source.Problem) *sarifRegion {
	if p.Pos.Line == 0 {
		return nil
	}
	end := utf8.RuneCountInString(p.Pos.File.Line(p.Pos.Line)) + 1
	start := min(p.Pos.Col, end)
	return &sarifRegion{StartLine: p.Pos.Line, StartColumn: start, EndColumn: min(start+max(p.Width, 1), max(end, start))}
}

// sarifName gives the name of a file as a relative reference. A file above the
// folder that the command was started in has no base to be resolved against.
func sarifName(name string) sarifFile {
	if filepath.IsAbs(name) {
		name = fromHere(name)
	}
	path := filepath.ToSlash(filepath.Clean(name))
	f := sarifFile{URI: (&url.URL{Path: path}).String()}
	if path != ".." && !strings.HasPrefix(path, "../") {
		f.Base = sarifRoot
	}
	return f
}

// fromHere gives an absolute name relative to the folder that the command was
// started in; where there is no way from one to the other, the file's own name.
func fromHere(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return filepath.Base(name)
	}
	relative, err := filepath.Rel(here, name)
	if err != nil {
		return filepath.Base(name)
	}
	return relative
}
