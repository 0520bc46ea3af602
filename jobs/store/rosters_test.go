package store

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
)

func TestNoRoster(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		_, _, err := s.LoadRoster(t.Context(), schemaOf(county))
		if faultOf(t, err); !errors.Is(err, ErrNoRoster) {
			t.Errorf("got %v, want ErrNoRoster", err)
		}
		if infos, err := s.Rosters(t.Context()); err != nil || len(infos) != 0 {
			t.Errorf("got %v, %v", infos, err)
		}
	})
}

func mustSave(t *testing.T, s *Store, r *roster.Roster, from string, at time.Time) {
	t.Helper()
	hash, err := s.SaveRoster(t.Context(), r, from, at)
	if err != nil {
		t.Fatal(err)
	}
	if hash != r.Hash() {
		t.Fatalf("saved as %s, want the roster's own hash %s", hash, r.Hash())
	}
}

func mustLoad(t *testing.T, s *Store, schema *roster.Schema) (*roster.Roster, RosterInfo) {
	t.Helper()
	r, info, err := s.LoadRoster(t.Context(), schema)
	if err != nil {
		t.Fatal(err)
	}
	return r, info
}

// cellsOf gives every cell of a roster as text, row by row; "?" is unknown.
func cellsOf(r *roster.Roster) [][]string {
	var rows [][]string
	for i := range r.Len() {
		var row []string
		for f := range r.Schema.Fields {
			row = append(row, r.Row(i).Field(f).String())
		}
		rows = append(rows, row)
	}
	return rows
}

// TestRosterComesBack checks one person cell by cell, in the table as well.
func TestRosterComesBack(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, schema := mustOpen(t, url), schemaOf(county)
		r := rosterOf(t, schema, map[string]string{
			"person": "P2", "name": "样例 O'Brien\t\\N\n", "national_id": "11010519491231002X", "rank": "131",
			"born": "1932-02-29", "contribution_years": "38.5", "disabled": "false", "hardship_class": "一类",
			"pay.basic": "5600.1234", "pay.heating": "0.1", "lives_alone": "true", "visits": "3", "visited_on": "2014-12-31",
		}, map[string]string{"person": "P1"})
		mustSave(t, s, r, "roster.csv", importedAt)
		back, info := mustLoad(t, s, schema)
		if diff := cmp.Diff(cellsOf(r), cellsOf(back)); diff != "" {
			t.Error(diff)
		}
		want := RosterInfo{
			Hash: r.Hash(), Schema: schema.Hash(), Source: "roster.csv", At: importedAt, Imports: 1, Persons: 2,
		}
		if diff := cmp.Diff(want, info); diff != "" {
			t.Error(diff)
		}
		var basic, years int64
		var more string
		err := s.db.QueryRow(`SELECT pay_basic, contribution_years, more FROM person WHERE person = 'P2'`).Scan(&basic, &years, &more)
		if err != nil || basic != 56_001_234 || years != 385_000 {
			t.Errorf("money and years are kept as %d and %d (%v)", basic, years, err)
		}
		for _, part := range []string{`"pay.heating"`, `"0.1"`, `"hardship_class"`, `"visits"`} {
			if !strings.Contains(more, part) {
				t.Errorf("%s is not in more: %s", part, more)
			}
		}
		var unknown bool
		err = s.db.QueryRow(`SELECT more IS NULL AND born IS NULL AND disabled IS NULL AND pay_basic IS NULL
			FROM person WHERE person = 'P1'`).Scan(&unknown)
		if err != nil || !unknown {
			t.Errorf("unknown is not NULL: %v, %v", unknown, err)
		}
	})
}

// anyRoster draws a roster with cells at the edges of their kinds.
func anyRoster(schema *roster.Schema) *rapid.Generator[*roster.Roster] {
	first, last := date("0001-01-01"), date("9999-12-31")
	text := rapid.StringOf(rapid.RuneFrom([]rune("离休\t\n\r\\N\"'{}|, 甲😀\u2028x")))
	known := map[lang.Kind]*rapid.Generator[lang.Value]{
		lang.String:      rapid.Map(text, lang.StringOf),
		lang.Int:         rapid.Map(rapid.Int64(), lang.IntOf),
		lang.Bool:        rapid.Map(rapid.Bool(), lang.BoolOf),
		lang.DecimalKind: rapid.Map(rapid.Int64Min(math.MinInt64+1), func(n int64) lang.Value { return lang.DecimalOf(lang.Decimal(n)) }),
		lang.DateKind: rapid.Map(rapid.Int32Range(int32(first), int32(last)),
			func(n int32) lang.Value { return lang.DateOf(lang.Date(n)) }),
	}
	return rapid.Custom(func(t *rapid.T) *roster.Roster {
		b := roster.NewBuilder(schema, 0)
		for range rapid.IntRange(0, 4).Draw(t, "persons") {
			cells := make([]lang.Value, len(schema.Fields))
			for i, f := range schema.Fields {
				if rapid.Bool().Draw(t, "known") {
					cells[i] = known[f.Kind].Draw(t, f.Name)
				}
			}
			b.Append(cells)
		}
		return b.Build()
	})
}

// TestAnyRosterComesBack is the property behind LoadRoster: what was saved comes
// back cell for cell, and with the same hash.
func TestAnyRosterComesBack(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, schema := mustOpen(t, url), schemaOf(county)
		rosters := anyRoster(schema)
		rapid.Check(t, func(rt *rapid.T) {
			r := rosters.Draw(rt, "roster")
			mustSave(t, s, r, "a.csv", importedAt)
			back, info := mustLoad(t, s, schema)
			if diff := cmp.Diff(cellsOf(r), cellsOf(back)); diff != "" {
				rt.Fatal(diff)
			}
			if back.FullHash() != r.FullHash() || info.Hash != r.Hash() || info.Persons != r.Len() {
				rt.Fatalf("hash or count differ: %+v", info)
			}
		})
	})
}

func TestSameRosterAgain(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, schema := mustOpen(t, url), schemaOf(county)
		old := rosterOf(t, schema, map[string]string{"person": "P1", "rank": "131"})
		mended := rosterOf(t, schema, map[string]string{"person": "P1", "rank": "132"})
		mustSave(t, s, old, "old.csv", importedAt)
		mustSave(t, s, mended, "mended.csv", importedAt.Add(time.Hour))
		mustSave(t, s, old, "again.csv", importedAt.Add(2*time.Hour))

		back, _ := mustLoad(t, s, schema)
		if back.Hash() != old.Hash() {
			t.Error("the roster imported last is not the one in use")
		}
		infos, err := s.Rosters(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := []RosterInfo{
			{Hash: old.Hash(), Schema: schema.Hash(), Source: "again.csv", At: importedAt.Add(2 * time.Hour), Imports: 2, Persons: 1},
			{Hash: mended.Hash(), Schema: schema.Hash(), Source: "mended.csv", At: importedAt.Add(time.Hour), Imports: 1, Persons: 1},
		}
		if diff := cmp.Diff(want, infos); diff != "" {
			t.Error(diff)
		}
		if rows := countRows(t, s, "person"); rows != 2 {
			t.Errorf("%d rows for two rosters of one person", rows)
		}
	})
}

func countRows(t *testing.T, s *Store, table string) (n int) {
	t.Helper()
	if err := s.db.Get(&n, "SELECT count(*) FROM "+table); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestMendedTelephone: a run does not depend on a telephone, so the hash that it
// names stays; the store must keep the new number all the same.
func TestMendedTelephone(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, schema := mustOpen(t, url), schemaOf(county)
		mustSave(t, s, rosterOf(t, schema, map[string]string{"person": "P1"}), "a.csv", importedAt)
		mustSave(t, s, rosterOf(t, schema, map[string]string{"person": "P1", "phone": "样例号码"}), "b.csv", importedAt)
		back, _ := mustLoad(t, s, schema)
		if got := back.Row(0).Field(schema.Index("phone")); got.String() != "样例号码" {
			t.Errorf("the telephone is %s", got)
		}
	})
}

func TestSchemaChangedSince(t *testing.T) {
	const before = `
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: rank, kind: int, label: 职级}
  - {name: visits, kind: int, label: 走访次数}
  - {name: branch, kind: string, label: 党支部}
`
	eachDialect(t, func(t *testing.T, url string) {
		s := mustOpen(t, url)
		r := rosterOf(t, schemaOf(before), map[string]string{"person": "P1", "rank": "131", "visits": "3", "branch": "一支部"})
		mustSave(t, s, r, "a.csv", importedAt)

		other := schemaOf(`
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: born, kind: date, label: 出生日期}
  - {name: letters, kind: int, label: 来信次数}
  - {name: visits, kind: int, label: 走访次数}
`)
		back, info := mustLoad(t, s, other)
		if diff := cmp.Diff([][]string{{"P1", "?", "?", "3"}}, cellsOf(back)); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]string{"branch", "rank"}, info.Unread); diff != "" {
			t.Error(diff)
		}

		_, _, err := s.LoadRoster(t.Context(), schemaOf(strings.NewReplacer(
			"rank, kind: int", "rank, kind: string", "visits, kind: int", "visits, kind: decimal").Replace(before)))
		fault := faultOf(t, err)
		for _, part := range []string{"rank (int → string)", "visits (int → decimal)"} {
			if !strings.Contains(fault.Message.EN, part) || !strings.Contains(fault.Message.ZH, part) {
				t.Errorf("%q does not say %s", fault.Message.EN, part)
			}
		}
	})
}

// TestStoreChangedByHand: a cell that is not of its kind is an error that does
// not repeat it.
func TestStoreChangedByHand(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, schema := mustOpen(t, url), schemaOf(county)
		mustSave(t, s, rosterOf(t, schema, map[string]string{"person": "P1", "visits": "3"}), "a.csv", importedAt)
		if _, err := s.db.Exec(`UPDATE person SET more = '{"visits": "many"}'`); err != nil {
			t.Fatal(err)
		}
		_, _, err := s.LoadRoster(t.Context(), schema)
		if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "visits") || strings.Contains(err.Error(), "many") {
			t.Errorf("got %v", err)
		}
	})
}

func TestTextThatNoDatabaseKeeps(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, schema := mustOpen(t, url), schemaOf(county)
		before := dump(t, s)
		for _, name := range []string{"unit", "party_branch"} {
			for what, text := range map[string]string{"NUL": "甲\x00局", "GBK": "\xbc\xd7\xbe\xd6"} {
				b := roster.NewBuilder(schema, 0)
				good, bad := make([]lang.Value, len(schema.Fields)), make([]lang.Value, len(schema.Fields))
				bad[schema.Index(name)] = lang.StringOf(text)
				b.Append(good)
				b.Append(bad)
				_, err := s.SaveRoster(t.Context(), b.Build(), "a.csv", importedAt)
				if fault := faultOf(t, err); !strings.Contains(fault.Message.EN, "row 2: "+name) {
					t.Errorf("%s in %s: got %v", what, name, err)
				}
			}
		}
		if dump(t, s) != before {
			t.Error("a refused roster left something")
		}
	})
}

func TestCancelWhileSaving(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		s, r := mustOpen(t, url), crowd(3000)
		before := dump(t, s)
		look := &lookout{Context: t.Context()}
		if _, err := s.SaveRoster(look, r, "a.csv", importedAt); err != nil {
			t.Fatal(err)
		}
		after := dump(t, s)
		other := crowd(3001)
		for at := int64(1); at < look.looks.Load(); at++ {
			ctx, cancel := context.WithCancel(t.Context())
			_, err := s.SaveRoster(&lookout{Context: ctx, at: at, then: cancel}, other, "b.csv", importedAt)
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("canceled at look %d: %v", at, err)
			}
			cancel()
		}
		if before == after || dump(t, s) != after {
			t.Error("a canceled save left something")
		}
	})
}

func TestSameRosterTogether(t *testing.T) {
	eachDialect(t, func(t *testing.T, url string) {
		r := crowd(500)
		var group sync.WaitGroup
		for range 3 {
			s := mustOpen(t, url)
			group.Go(func() {
				if _, err := s.SaveRoster(t.Context(), r, "a.csv", importedAt); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		s := mustOpen(t, url)
		if rosters, persons := countRows(t, s, "roster"), countRows(t, s, "person"); rosters != 1 || persons != r.Len() {
			t.Errorf("one roster saved three times is %d rosters with %d persons", rosters, persons)
		}
		if imports := countRows(t, s, "roster_import"); imports != 3 {
			t.Errorf("%d imports noted, want 3", imports)
		}
	})
}
