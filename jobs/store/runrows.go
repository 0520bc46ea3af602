package store

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
)

// A runWriter writes one run in one transaction.
type runWriter struct {
	store *Store
	id    string
	run   rules.Run
	res   *rules.Result
}

// claim enters the run itself. Of two programs that save the same run the second
// waits here for the first, and then finds it is not fresh.
func (w runWriter) claim(ctx context.Context, tx *sqlx.Tx, folder string, at time.Time) (fresh bool, err error) {
	done, err := tx.ExecContext(ctx, tx.Rebind(`
INSERT INTO run (id, job, slot, as_of, roster_hash, schema_hash, engine, folder, saved_at, persons, findings, unsure,
                 petitions_hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`),
		w.id, w.run.Job, w.run.Slot, w.run.AsOf.String(), w.run.Roster, w.run.Schema, w.run.Engine, folder, moment(at),
		w.res.Roster.Len(), len(w.res.Findings), count(w.unsure()), w.run.Petitions)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

func count(rows rowsOf) int {
	n := 0
	for range rows {
		n++
	}
	return n
}

// write writes what belongs to the run, one table after the other.
func (w runWriter) write(ctx context.Context, tx *sqlx.Tx) error {
	for _, part := range []struct {
		table   string
		columns string
		rows    rowsOf
	}{
		{"run_policy", "policy title effective paid_from confidence file hash", w.policies()},
		{"run_rules", "rules file hash", w.ruleFiles()},
		{"impact", "policy person item title before after delta arrears status cite", w.impacts()},
		{"finding", "id rule policy person group_name severity points grievance says advice owner due cite trace", w.findings()},
		{"unsure", "policy rule person missing reason", w.unsure()},
	} {
		t := table{part.table, append([]string{"run", "position"}, strings.Fields(part.columns)...)}
		if err := w.store.fill(ctx, tx, t, w.number(part.rows)); err != nil {
			return err
		}
	}
	return nil
}

// number puts the run and a running number before the columns of each row.
func (w runWriter) number(rows rowsOf) rowsOf {
	return func(yield func([]any, error) bool) {
		n := 0
		for row, err := range rows {
			if !yield(append([]any{w.id, n}, row...), err) {
				return
			}
			n++
		}
	}
}

func (w runWriter) policies() rowsOf {
	return func(yield func([]any, error) bool) {
		for i, res := range w.res.Policies {
			p, file := res.Policy, w.run.Policies[i]
			if !yield([]any{
				p.ID, p.Title, p.Effective.String(), p.PaidFrom.String(), p.Document.Confidence, file.File, file.Hash,
			}, nil) {
				return
			}
		}
	}
}

func (w runWriter) ruleFiles() rowsOf {
	return func(yield func([]any, error) bool) {
		for _, file := range w.run.Rules {
			if !yield([]any{file.ID, file.File, file.Hash}, nil) {
				return
			}
		}
	}
}

// eachOutcome gives every outcome with its policy and person.
func (w runWriter) eachOutcome(visit func(p *policy.Policy, person string, out policy.Outcome) bool) {
	for _, res := range w.res.Policies {
		for i, out := range res.Outcomes.All() {
			if !visit(res.Policy, w.res.Roster.Person(i), out) {
				return
			}
		}
	}
}

// impacts gives the rows of impacts.csv: one a clause that applies, or a single
// one without an item, so that every person is there under every policy.
func (w runWriter) impacts() rowsOf {
	return func(yield func([]any, error) bool) {
		w.eachOutcome(func(p *policy.Policy, person string, out policy.Outcome) bool {
			if len(out.Clauses) == 0 {
				return yield(noClause(p, person, out), nil)
			}
			for _, c := range out.Clauses {
				item := p.Items[c.Item]
				if !yield([]any{
					p.ID, person, item.PayItem, item.Title,
					amountOf(c.Before), amountOf(c.After), int64(c.Delta), int64(c.Arrears),
					out.Status.String(), item.Cite,
				}, nil) {
					return false
				}
			}
			return true
		})
	}
}

// noClause is the row of a person to whom no clause applies. One who is in scope
// gets nothing more, which is an amount; of the others there is none to tell.
func noClause(p *policy.Policy, person string, out policy.Outcome) []any {
	row := []any{p.ID, person, nil, nil, nil, nil, nil, nil, out.Status.String(), nil}
	switch out.Status {
	case policy.Unchanged:
		row[6], row[7] = int64(0), int64(0)
	case policy.OutOfScope:
		row[9] = out.Cite
	}
	return row
}

// amountOf gives an amount as the count of 1/10000 yuan, nil where it is unknown.
func amountOf(v lang.Value) any {
	if d, ok := v.Decimal(); ok && v.Known() {
		return int64(d)
	}
	return nil
}

func (w runWriter) findings() rowsOf {
	return func(yield func([]any, error) bool) {
		for _, f := range w.res.Findings {
			trace, err := list(f.Trace)
			if !yield([]any{
				f.ID, f.Rule, f.Policy, f.Person, f.Group, f.Severity, f.Points, f.Grievance,
				f.Says, f.Advice, f.Owner, f.Due.String(), f.Cite, trace,
			}, err) {
				return
			}
		}
	}
}

// unsure gives the outcomes that cannot be told, then the rules that could not
// be decided.
func (w runWriter) unsure() rowsOf {
	return func(yield func([]any, error) bool) {
		stopped := false
		w.eachOutcome(func(p *policy.Policy, person string, out policy.Outcome) bool {
			if out.Status == policy.CannotTell {
				missing, err := list(out.Missing)
				stopped = !yield([]any{p.ID, nil, person, missing, reasons(out)}, err)
			}
			return !stopped
		})
		for _, u := range w.res.Unsure {
			missing, err := list(u.Missing)
			if stopped || !yield([]any{u.Policy, u.Rule, u.Person, missing, u.Reason.ZH}, err) {
				return
			}
		}
	}
}

func reasons(out policy.Outcome) string {
	var texts []string
	for _, r := range out.Reasons {
		texts = append(texts, r.Message.ZH)
	}
	return strings.Join(texts, "；")
}

// list writes a list as JSON, an empty one as []. The signs of comparison in an
// expression stay as they are, for whoever reads the table.
func list[T any](items []T) (string, error) {
	if len(items) == 0 {
		return "[]", nil
	}
	var text strings.Builder
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	err := out.Encode(items)
	return strings.TrimSuffix(text.String(), "\n"), err
}
