package store

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"weiran/rules/policy"
)

func TestRunIsThere(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, r := mustOpen(t, url), crowd(40)
		run, res := screened(r)
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
			t.Fatal(err)
		}
		infos, err := s.Runs(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		want := []RunInfo{{
			ID: run.ID(), Job: "screen", AsOf: res.AsOf, Roster: r.Hash(), Folder: "runs/1", At: savedAt,
			Policies: []string{"raise"}, Persons: 40, Findings: 4, Unsure: 11,
		}}
		if diff := cmp.Diff(want, infos); diff != "" {
			t.Error(diff)
		}
		for table, rows := range map[string]int{
			"run_policy": 1, "run_rules": 1, "impact": 10*2 + 30, "finding": 4, "unsure": 11,
		} {
			if got := countRows(t, s, table); got != rows {
				t.Errorf("%s has %d rows, want %d", table, got, rows)
			}
		}
	})
}

// TestImpactRows reads the rows as impacts.csv has them.
func TestImpactRows(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		run, res := screened(crowd(4))
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
			t.Fatal(err)
		}
		var rows []string
		err := s.db.Select(&rows, `
SELECT person || ' ' || coalesce(item, '-') || ' ' || coalesce(title, '-') || ' ' || coalesce(CAST(before AS text), '-') || ' ' ||
       coalesce(CAST(after AS text), '-') || ' ' || coalesce(CAST(delta AS text), '-') || ' ' ||
       coalesce(CAST(arrears AS text), '-') || ' ' || status || ' ' || coalesce(cite, '-')
FROM impact ORDER BY position`)
		want := []string{
			"P000000 basic 定额 20000000 24600000 4600000 36800000 affected 第一条",
			"P000000 basic 高龄 - - 600000 4800000 affected 第二条",
			"P000001 - - - - 0 0 unchanged -",
			"P000002 - - - - - - out_of_scope 适用范围",
			"P000003 - - - - - - cannot_tell -",
		}
		if diff := cmp.Diff(want, rows); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
}

// TestTotals is invariant 3 in the store: the sum of the rows is the sum of the
// outcomes, to the fen.
func TestTotals(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		run, res := screened(crowd(1000))
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
			t.Fatal(err)
		}
		var want, got struct{ Delta, Arrears int64 }
		for _, out := range res.Policies[0].Outcomes.All() {
			for _, c := range out.Clauses {
				want.Delta += int64(c.Delta)
				want.Arrears += int64(c.Arrears)
			}
		}
		err := s.db.Get(&got, `SELECT CAST(sum(delta) AS bigint) AS delta, CAST(sum(arrears) AS bigint) AS arrears FROM impact`)
		if err != nil || got != want {
			t.Errorf("the rows sum up to %+v (%v), want %+v", got, err, want)
		}
		var persons int
		if err := s.db.Get(&persons, `SELECT count(DISTINCT person) FROM impact`); err != nil || persons != 1000 {
			t.Errorf("%d of 1000 persons have a status (%v)", persons, err)
		}
	})
}

func TestUnsureRows(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		run, res := screened(crowd(4))
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
			t.Fatal(err)
		}
		var rows []string
		err := s.db.Select(&rows, `SELECT coalesce(rule, '-') || ' ' || person || ' ' || CAST(missing AS text) || ' ' || reason
FROM unsure ORDER BY position`)
		want := []string{`- P000003 ["person.born"] 表中无此行`, `left-behind P000000 ["person.rank"] 职级未知`}
		if diff := cmp.Diff(want, rows); err != nil || diff != "" {
			t.Error(err, diff)
		}
		var trace string
		if err := s.db.Get(&trace, `SELECT CAST(trace AS text) FROM finding`); err != nil {
			t.Fatal(err)
		}
		traces, err := decode[[]struct{ Expr, Value string }]([]byte(trace))
		if err != nil || len(traces) != 1 || traces[0].Expr != res.Findings[0].Trace[0].Expr {
			t.Errorf("the trace is %s (%v)", trace, err)
		}
	})
}

// TestSameRunAgain: the same run is kept once, even where folder and time, which
// are no part of it, are others.
func TestSameRunAgain(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		run, res := screened(crowd(20))
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
			t.Fatal(err)
		}
		before := dump(t, s)
		if err := s.SaveRun(t.Context(), run, res, "runs/2", savedAt.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if after := dump(t, s); after != before {
			t.Error(cmp.Diff(before, after))
		}
	})
}

// TestWaitingEndsWithTheContext: while another program saves the same run, one
// waits; when the time is up, the error is the context's, not the database's.
func TestWaitingEndsWithTheContext(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, other := mustOpen(t, url), mustOpen(t, url)
		run, res := screened(crowd(20))
		tx, err := other.dialect.begin(t.Context(), other.db)
		if err != nil {
			t.Fatal(err)
		}
		w := runWriter{store: other, id: run.ID(), run: run, res: res}
		if fresh, err := w.claim(t.Context(), tx, "runs/1", savedAt); err != nil || !fresh {
			t.Fatal(fresh, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		if err := s.SaveRun(ctx, run, res, "runs/1", savedAt); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the end of the context", err)
		}
		if err := tx.Rollback(); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err != nil {
			t.Errorf("the other program gave up, and the run cannot be saved: %v", err)
		}
		if rows := countRows(t, s, "finding"); rows != len(res.Findings) {
			t.Errorf("%d findings, want %d", rows, len(res.Findings))
		}
	})
}

func TestLatestRunsFirst(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		run, res := screened(crowd(3))
		for i := range 4 {
			run.Slot = fmt.Sprintf("2015-01-2%dT02:00:00Z", i)
			if err := s.SaveRun(t.Context(), run, res, fmt.Sprint("runs/", i), savedAt.Add(time.Duration(i)*time.Microsecond)); err != nil {
				t.Fatal(err)
			}
		}
		infos, err := s.Runs(t.Context(), 2)
		if err != nil || len(infos) != 2 || infos[0].Folder != "runs/3" || infos[1].Folder != "runs/2" {
			t.Fatalf("got %+v, %v", infos, err)
		}
		for _, info := range infos {
			if diff := cmp.Diff([]string{"raise"}, info.Policies); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func TestResultOfAnotherRun(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		before := dump(t, s)
		run, res := screened(crowd(3))
		res.Policies[0].Policy = &policy.Policy{ID: "other"}
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err == nil {
			t.Error("a result of another policy is saved")
		}
		run, res = screened(crowd(3))
		run.AsOf++
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err == nil {
			t.Error("a result of another day is saved")
		}
		if dump(t, s) != before {
			t.Error("a refused run left something")
		}
	})
}

// TestFindingTwice: a finding's id is one of its kind in a run; the database
// refuses a second, and the whole run with it.
func TestFindingTwice(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		before := dump(t, s)
		run, res := screened(crowd(3))
		res.Findings = append(res.Findings, res.Findings[0])
		if err := s.SaveRun(t.Context(), run, res, "runs/1", savedAt); err == nil {
			t.Error("a finding is saved twice")
		}
		if dump(t, s) != before {
			t.Error("a refused run left something")
		}
	})
}
