package risk

import (
	"context"

	"weiran/rules/column"
	"weiran/rules/source"
)

// A verdict is what the rules of a file said of everybody, by rule. Rows rise.
type verdict struct {
	hits   [][]int32 // whom the rule is true of
	open   [][]int32 // of whom it is unknown, other than where the policy alone has to tell
	failed [][]int32
}

func newVerdict(rules int) verdict {
	return verdict{hits: make([][]int32, rules), open: make([][]int32, rules), failed: make([][]int32, rules)}
}

// judge evaluates every rule of all files for everybody. Nothing is described
// yet: a rule that flags everybody should fail before a million letters are
// written.
func (st *study) judge(ctx context.Context, b *bench, files []*assessment) error {
	parts := make([][]verdict, len(files))
	for i := range files {
		parts[i] = make([]verdict, st.batches())
	}
	err := st.each(ctx, func(sh *sheet) error {
		return b.run(sh, files, func(results []column.Result) {
			for i, a := range files {
				v := newVerdict(len(a.group.Rules))
				parts[i][sh.batch] = v
				v.take(a, sh, results[:len(a.group.Rules)])
				results = results[len(a.group.Rules):]
			}
		})
	})
	for i, a := range files {
		a.verdict = joinedVerdicts(parts[i], len(a.group.Rules))
	}
	return err
}

// joinedVerdicts puts those of the batches one behind another.
func joinedVerdicts(parts []verdict, rules int) verdict {
	all := newVerdict(rules)
	for n := range rules {
		for _, v := range parts {
			if v.hits != nil { // nil where the context ended before
				all.hits[n] = append(all.hits[n], v.hits[n]...)
				all.open[n] = append(all.open[n], v.open[n]...)
				all.failed[n] = append(all.failed[n], v.failed[n]...)
			}
		}
	}
	return all
}

// take takes the results of every rule over a batch. Nearly everybody is one of
// whom no rule has anything to say.
func (v verdict) take(a *assessment, sh *sheet, results []column.Result) {
	for n := range results {
		r := &results[n]
		v.hits[n] = sh.rowsOf(r.Bools())
		v.failed[n] = sh.rowsOf(r.Failed())
		for row := range r.Unknown().All() {
			if !a.untold(sh, n, row) {
				v.open[n] = append(v.open[n], int32(sh.first+row))
			}
		}
	}
}

// rowsOf gives the rows of the roster whose bits of the batch are set.
func (sh *sheet) rowsOf(set column.Bits) []int32 {
	count := set.Count()
	if count == 0 {
		return nil
	}
	rows := make([]int32, 0, count)
	for row := range set.All() {
		rows = append(rows, int32(sh.first+row))
	}
	return rows
}

// overruns reports the rules that found more than their limit.
func overruns(files []*assessment) source.Problems {
	var problems source.Problems
	for _, a := range files {
		for n, rule := range a.group.Rules {
			found, limit := len(a.verdict.hits[n]), rule.Limit.most(a.size())
			if found <= limit {
				continue
			}
			problems.Add(rule.Pos,
				source.Say("rule %q finds %d persons under %s, more than its limit of %d",
					"规则 %q 在 %[3]s 下命中 %[2]d 人，超过上限 %[4]d", rule.ID, found, a.subject.Policy.ID, limit),
				source.Say("a rule that flags this many tells nobody apart: narrow its condition, or raise limit",
					"命中过多即无法区分：请收紧条件，或调高 limit"))
		}
	}
	return problems
}
