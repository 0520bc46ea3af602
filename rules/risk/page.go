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
	row   int
	seen  []int // by word: the finding, counted from 1, that listed it last
}

func newPage(j job, sc *scribe, results []column.Result) *page {
	p := &page{job: j, scribe: sc, results: results, seen: make([]int, sc.words), failed: column.NewBits(len(j.rows))}
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
	for _, c := range p.scribe.accounts {
		c.outline.Walk(
			func(part int) (value, known bool) {
				v := &p.results[c.first+part]
				return v.Bools().Has(p.row), v.Known(p.row)
			},
			func(part int) {
				if p.seen[c.words[part]] == p.row+1 {
					return
				}
				p.seen[c.words[part]] = p.row + 1
				p.exprs = append(p.exprs, c.outline.Texts[part])
				p.text = append(p.text, p.value(c.first+part).String()...)
				p.end()
			})
	}
	p.steps = append(p.steps, len(p.exprs)-listed)
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
