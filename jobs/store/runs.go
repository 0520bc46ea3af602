package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"weiran/rules"
	"weiran/rules/lang"
)

// RunInfo describes a run in the store.
type RunInfo struct {
	ID       string
	Job      string
	Slot     string // the time the job was due, RFC 3339; empty where asked for by hand
	AsOf     lang.Date
	Roster   string    // hash of the roster
	Folder   string    // where its files are
	At       time.Time // when it was saved
	Policies []string  // ids, in the order in which they were applied
	Persons  int
	Findings int
	Unsure   int // outcomes and rules that could not be told
}

// SaveRun keeps a run and what it found; folder is where its files are, at the
// time of saving. All of it is written in one transaction: run, policies, rule
// files, impacts (the rows of impacts.csv), findings, and what could not be
// told. A run that the store has already, by its id, stays as it is: saving it
// again replaces nothing and adds nothing.
//
// A run and a result that do not belong together are an error.
func (s *Store) SaveRun(ctx context.Context, run rules.Run, res *rules.Result, folder string, at time.Time) error {
	if err := belong(run, res); err != nil {
		return fmt.Errorf("save run %s: %w", run.ID(), err)
	}
	w := runWriter{store: s, id: run.ID(), run: run, res: res}
	err := s.atOnce(ctx, func(tx *sqlx.Tx) error {
		fresh, err := w.claim(ctx, tx, folder, at)
		if err != nil || !fresh {
			return err
		}
		return w.write(ctx, tx)
	})
	return s.fault(ctx, "save run "+w.id, err)
}

// belong compares the policies and the date of a run with those of a result.
func belong(run rules.Run, res *rules.Result) error {
	if run.AsOf != res.AsOf || len(run.Policies) != len(res.Policies) {
		return fmt.Errorf("the result of %s with %d policies is not of this run", res.AsOf, len(res.Policies))
	}
	for i, p := range res.Policies {
		if run.Policies[i].ID != p.Policy.ID {
			return fmt.Errorf("the result of policy %s is not of this run", p.Policy.ID)
		}
	}
	return nil
}

// A runRow is a row of the table run.
type runRow struct {
	ID       string
	Job      string
	Slot     string
	AsOf     cell `db:"as_of"`
	Roster   string
	Folder   string
	At       moment
	Persons  int
	Findings int
	Unsure   int
}

// Runs lists the latest runs, the last saved first, at most limit of them; a
// limit ≤ 0 means all.
func (s *Store) Runs(ctx context.Context, limit int) ([]RunInfo, error) {
	infos, err := s.runs(ctx, limit)
	return infos, s.fault(ctx, "list runs", err)
}

func (s *Store) runs(ctx context.Context, limit int) ([]RunInfo, error) {
	query := `SELECT id, job, slot, as_of, roster_hash AS roster, folder, saved_at AS at, persons, findings, unsure
FROM run ORDER BY saved_at DESC, id DESC`
	if limit > 0 {
		query += fmt.Sprintf(" LIMIT %d", limit)
	}
	rows, err := s.db.QueryxContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var infos []RunInfo
	for rows.Next() {
		row := runRow{AsOf: cell{kind: lang.DateKind}}
		if err := rows.StructScan(&row); err != nil {
			return nil, err
		}
		infos = append(infos, row.info())
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return infos, s.addPolicies(ctx, infos)
}

func (r runRow) info() RunInfo {
	return RunInfo{
		ID: r.ID, Job: r.Job, Slot: r.Slot, AsOf: r.AsOf.value.Date(), Roster: r.Roster,
		Folder: r.Folder, At: time.Time(r.At), Persons: r.Persons, Findings: r.Findings, Unsure: r.Unsure,
	}
}

// addPolicies fills in the policies of runs.
func (s *Store) addPolicies(ctx context.Context, infos []RunInfo) error {
	if len(infos) == 0 {
		return nil
	}
	ids, at := make([]string, len(infos)), map[string]int{}
	for i, info := range infos {
		ids[i], at[info.ID] = info.ID, i
	}
	query, args, err := sqlx.In(`SELECT run, policy FROM run_policy WHERE run IN (?) ORDER BY run, position`, ids)
	if err != nil {
		return err
	}
	var rows []struct{ Run, Policy string }
	if err := s.db.SelectContext(ctx, &rows, s.db.Rebind(query), args...); err != nil {
		return err
	}
	for _, row := range rows {
		info := &infos[at[row.Run]]
		info.Policies = append(info.Policies, row.Policy)
	}
	return nil
}
