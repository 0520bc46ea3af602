package risk

import (
	"crypto/sha256"
	"encoding/hex"

	"weiran/rules/column"
	"weiran/rules/lang"
)

// A page is what a scribe writes of one job. All its texts stand in one memory,
// behind one another: a finding has some twenty of them, most of a few bytes.
type page struct {
	job
	scribe  *scribe
	results []column.Result
	failed  column.Bits // rows of which a step failed: they are left to cel-go

	key   []byte // of an identity
	text  []byte
	ends  []int // of each text
	steps []int // of each finding, how many its trace lists
	exprs []string

	row     int      // that is being written
	account *account // that is being traced
	seen    []int    // by word: the finding, counted from 1, that listed it last
}

// usualText is how many bytes the texts of one finding mostly take.
const usualText = 384

func newPage(j job, sc *scribe, results []column.Result) *page {
	n := len(j.rows)
	p := &page{
		job: j, scribe: sc, results: results, failed: column.NewBits(n), seen: make([]int, sc.words),
		text: make([]byte, 0, n*usualText), ends: make([]int, 0, n*(sc.words+3)), exprs: make([]string, 0, n*sc.words),
	}
	for i := range results {
		for n, word := range results[i].Failed() {
			p.failed[n] |= word
		}
	}
	return p
}

// write completes the findings of which no step failed: first all texts are
// written, then cut out of the one they make.
func (p *page) write(findings []Finding) {
	advice := ""
	if p.scribe.alike {
		advice = p.scribe.rule.Advice.Render(p.a.row(int(p.rows[0])))
	}
	r := &row{a: p.a}
	for i := range findings {
		if !p.failed.Has(i) {
			p.row = i
			r.move(int(p.rows[i]))
			findings[i].Person = r.person()
			findings[i].Advice = advice
			p.finding(&findings[i])
		}
	}
	p.cut(findings)
}

// finding writes the texts of one person.
func (p *page) finding(f *Finding) {
	p.key = identity(p.key[:0], f.Rule, f.Policy, f.Person)
	sum := sha256.Sum256(p.key)
	p.text = hex.AppendEncode(p.text, sum[:identityBytes])
	p.end()
	p.text = p.scribe.rule.Says.Append(p.text, func(expr int) lang.Value { return p.value(p.scribe.accounts[1+expr].whole()) })
	p.end()
	if !p.scribe.alike {
		p.text = p.scribe.rule.Advice.Append(p.text, func(expr int) lang.Value { return p.value(p.scribe.advice[expr]) })
		p.end()
	}
	p.trace()
}

// trace writes every step that decided the condition and what is said, each once.
func (p *page) trace() {
	listed := len(p.exprs)
	for i := range p.scribe.accounts {
		p.account = &p.scribe.accounts[i]
		p.account.outline.Walk(p)
	}
	p.steps = append(p.steps, len(p.exprs)-listed)
}

// Truth gives a bool of the account that is being written.
func (p *page) Truth(part int) (value, known bool) {
	v := &p.results[p.account.first+part]
	return v.Bools().Has(p.row), v.Known(p.row)
}

// List writes a step of the account, unless its words are written already.
func (p *page) List(part int) {
	word := p.account.words[part]
	if p.seen[word] == p.row+1 {
		return
	}
	p.seen[word] = p.row + 1
	p.exprs = append(p.exprs, p.account.outline.Texts[part])
	p.text = p.value(p.account.first + part).Append(p.text)
	p.end()
}

// value gives what an expression came to for the person, by its result.
func (p *page) value(result int) lang.Value {
	if v := &p.results[result]; v.Known(p.row) {
		return v.Value(p.row)
	}
	return lang.Value{}
}

func (p *page) end() { p.ends = append(p.ends, len(p.text)) }

// cut gives each finding its texts, in the order in which they were written.
func (p *page) cut(findings []Finding) {
	text, from, n := string(p.text), 0, 0
	next := func() string {
		to := p.ends[n]
		piece := text[from:to]
		from, n = to, n+1
		return piece
	}
	traces := make([]TraceValue, len(p.exprs))
	written := 0
	for i := range findings {
		if p.failed.Has(i) {
			continue
		}
		f := &findings[i]
		f.ID, f.Says = next(), next()
		if !p.scribe.alike {
			f.Advice = next()
		}
		steps := p.steps[written]
		written++
		f.Trace, traces = traces[:steps:steps], traces[steps:]
		for s := range f.Trace {
			f.Trace[s] = TraceValue{Expr: p.exprs[0], Value: next()}
			p.exprs = p.exprs[1:]
		}
	}
}
