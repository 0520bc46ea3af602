package roster_test

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// What the columns are checked, sorted and hashed by is held here to the plain
// way of it: a row at a time, a value a cell, in as few words as say it.

// TestValidateAsRowByRow holds for holes, bad values and repeated keys, in any
// batches and by any workers.
func TestValidateAsRowByRow(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rosterOf(s, troubledRows(t, s), batchRows(t))
		got, err := r.ValidateContext(t.Context(), asOf(), rapid.SampledFrom([]int{1, 2, 8}).Draw(t, "workers"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(referenceIssues(r), got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestSortedAndHashedAsRowByRow holds for keys that begin alike, repeat, or end
// where others have a zero byte.
func TestSortedAndHashedAsRowByRow(t *testing.T) {
	s := testSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		r := rosterOf(s, troubledRows(t, s), batchRows(t))
		want := referenceOrder(r)
		if !sameRows(rowsOf(r.Sorted()), want) {
			t.Fatalf("%d rows are sorted otherwise", r.Len())
		}
		if got := r.Hash(); got != referenceHash(s, want, false) {
			t.Fatal("the hash is another")
		}
		if got := r.FullHash(); got != referenceHash(s, want, true) {
			t.Fatal("the full hash is another")
		}
	})
}

func batchRows(t *rapid.T) int { return rapid.SampledFrom([]int{1, 3, 64, 1000}).Draw(t, "batch rows") }

// troubledRows makes up to some hundred rows, in which hardly a cell is as it
// should be.
func troubledRows(t *rapid.T, s *roster.Schema) [][]lang.Value {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	keys := rapid.SampledFrom([]int{1, 5, 80, 5000}).Draw(t, "keys")
	holes := rapid.IntRange(0, 10).Draw(t, "holes")
	rows := make([][]lang.Value, rapid.IntRange(0, 400).Draw(t, "rows"))
	for i := range rows {
		rows[i] = make([]lang.Value, len(s.Fields))
		for f := range rows[i] {
			if r.IntN(10) >= holes {
				rows[i][f] = troubled(r, s.Fields[f], keys)
			}
		}
	}
	return rows
}

// troubled makes a cell.
func troubled(r *rand.Rand, f roster.Field, keys int) lang.Value {
	pick := func(of ...string) lang.Value { return lang.StringOf(of[r.IntN(len(of))]) }
	switch {
	case f.Key && r.IntN(20) == 0:
		return pick("", "\x00", "a", "a\x00", "a\x00\x00", "230126000000", "230126000000\x00")
	case f.Key:
		return lang.StringOf("2301260000" + strconv.Itoa(r.IntN(keys)) + strings.Repeat("0", r.IntN(3)))
	case f.Name == "national_id":
		return pick(firstNumber, strings.ToLower(firstNumber), secondNumber, firstNumber[:17]+"0", "样例", "110105194913310024", "")
	case f.Name == "category":
		return pick("lixiu", "tuixiu", "tuixiu", "在职")
	case f.Name == "rank":
		return lang.IntOf(131 + r.Int64N(3))
	}
	switch f.Kind {
	case lang.Bool:
		return lang.BoolOf(r.IntN(2) == 0)
	case lang.Int:
		return lang.IntOf(r.Int64N(24) - 2)
	case lang.DecimalKind:
		return lang.DecimalOf(lang.Decimal(r.Int64N(1000) - 100))
	case lang.DateKind:
		return lang.DateOf(on(1949, 12, 31).Date() + lang.Date(r.IntN(5)*5000-5000))
	}
	return pick("甲局", "乙局", "丙局")
}

// referenceIssues finds what is wrong a row at a time.
func referenceIssues(r *roster.Roster) []roster.Issue {
	var found []roster.Issue
	rows := map[string][]int{}
	for row := range r.Len() {
		rows[r.Person(row)] = append(rows[r.Person(row)], row)
	}
	key := r.Schema.Fields[r.Schema.KeyField()]
	for row := range r.Len() {
		person := r.Person(row)
		add := func(i roster.Issue) {
			i.Row, i.Person = row, person
			found = append(found, i)
		}
		switch same := rows[person]; {
		case person == "":
			add(roster.Issue{Field: key.Name, Check: "required", Message: source.Say("%[1]s is empty", "“%[2]s”为空", key.Name, key.Label)})
		case len(same) > 1:
			add(repeated(key, same, row))
		}
		for i, f := range r.Schema.Fields {
			if message, wrong := referenceRange(f, r.Row(row).Field(i)); wrong {
				add(roster.Issue{Field: f.Name, Check: "range", Message: message})
			}
		}
		if message, wrong := referenceIdentity(r, row); wrong {
			add(roster.Issue{Field: "national_id", Check: "national_id", Severity: source.Warning, Message: message})
		}
		for _, c := range r.Schema.Checks {
			if on := (checkedRow{r, row, c.When.Scope()}); c.When.Eval(on).Bool() {
				text := c.Says.Render(on)
				add(roster.Issue{Field: c.Field, Check: c.ID, Severity: c.Severity, Message: source.Text{EN: text, ZH: text}})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b roster.Issue) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Check, b.Check))
	})
	return found
}

// repeated is the issue of a row that shares its key with others.
func repeated(key roster.Field, same []int, row int) roster.Issue {
	first := same[:min(len(same), roster.MostOthers+1)]
	var numbers []string
	var others []int
	for _, other := range first {
		numbers = append(numbers, strconv.Itoa(other+1))
		if other != row && len(others) < roster.MostOthers {
			others = append(others, other)
		}
	}
	if len(same) > len(first) {
		numbers = append(numbers, "…")
	}
	return roster.Issue{
		Field: key.Name, Check: "duplicate", Others: others,
		Message: source.Say("%[1]s is the same on the records %[3]s", "“%[2]s”在第 %[3]s 条记录中相同",
			key.Name, key.Label, strings.Join(numbers, ", ")),
	}
}

func referenceRange(f roster.Field, v lang.Value) (source.Text, bool) {
	isCode := func(e roster.EnumValue) bool { return e.Code == v.String() }
	switch {
	case !v.Known():
	case f.Min.Known() && numberOf(v) < numberOf(f.Min):
		return source.Say("%[1]s is less than %[3]s", "“%[2]s”小于 %[3]s", f.Name, f.Label, f.Min), true
	case f.Max.Known() && numberOf(v) > numberOf(f.Max):
		return source.Say("%[1]s is more than %[3]s", "“%[2]s”大于 %[3]s", f.Name, f.Label, f.Max), true
	case f.Enum != nil && !slices.ContainsFunc(f.Enum, isCode):
		return source.Say("%[1]s is not one of the allowed values", "“%[2]s”不在允许的取值之内", f.Name, f.Label), true
	}
	return source.Text{}, false
}

// referenceIdentity checks an identity number as GB 11643-1999 words it: the sum
// of all weighted digits is 1 modulo 11.
func referenceIdentity(r *roster.Roster, row int) (source.Text, bool) {
	cell := r.Row(row).Field(r.Schema.Index("national_id"))
	if !cell.Known() {
		return source.Text{}, false
	}
	failed := source.Say("the identity number fails the check of GB 11643-1999", "身份证号不符合 GB 11643-1999 的校验")
	number := strings.ToUpper(cell.Str())
	if len(number) != 18 {
		return failed, true
	}
	sum := 0
	for i, c := range number {
		digit := strings.IndexRune("0123456789X", c)
		if digit < 0 || digit == 10 && i < 17 {
			return failed, true
		}
		sum += digit * (1 << (17 - i)) % 11
	}
	born, err := lang.ParseDate(number[6:10] + "-" + number[10:12] + "-" + number[12:14])
	if sum%11 != 1 || err != nil {
		return failed, true
	}
	own := r.Row(row).Field(r.Schema.Index("born"))
	return source.Say("the identity number and born disagree on the date of birth", "身份证号与“出生日期”不一致"),
		own.Known() && own.Date() != born
}

// A checkedRow is a row as a check reads it.
type checkedRow struct {
	roster *roster.Roster
	row    int
	scope  lang.Scope
}

func (c checkedRow) Field(i int) lang.Value {
	if name := c.scope.Fields[i].Name; name != "as_of" {
		return c.roster.Row(c.row).Field(c.roster.Schema.Index(name))
	}
	return lang.DateOf(asOf())
}

// numberOf gives the number that stands for a value.
func numberOf(v lang.Value) int64 {
	d, _ := v.Decimal()
	switch v.Kind() {
	case lang.DecimalKind:
		return int64(d)
	case lang.DateKind:
		return int64(v.Date())
	case lang.Bool:
		if v.Bool() {
			return 1
		}
		return 0
	}
	return v.Int()
}

// referenceOrder gives the rows by key, then by the bytes that are hashed of what
// is public, then of what is private.
func referenceOrder(r *roster.Roster) [][]lang.Value {
	rows := rowsOf(r)
	slices.SortStableFunc(rows, func(a, b []lang.Value) int {
		key := r.Schema.KeyField()
		return cmp.Or(
			cmp.Compare(a[key].Str(), b[key].Str()),
			slices.Compare(encodedRow(r.Schema, a, false), encodedRow(r.Schema, b, false)),
			slices.Compare(encodedRow(r.Schema, a, true), encodedRow(r.Schema, b, true)))
	})
	return rows
}

// encodedRow writes the public or the private cells of a row.
func encodedRow(s *roster.Schema, row []lang.Value, private bool) []byte {
	var to []byte
	for i, v := range row {
		if s.Fields[i].Private == private {
			to = appendEncoded(to, v)
		}
	}
	return to
}

func appendEncoded(to []byte, v lang.Value) []byte {
	switch {
	case !v.Known():
		return append(to, 0)
	case v.Kind() == lang.String:
		return append(binary.AppendUvarint(append(to, 1), uint64(len(v.Str()))), v.Str()...)
	}
	return binary.AppendVarint(append(to, 1), numberOf(v))
}

// referenceHash hashes sorted rows, with their private cells or without.
func referenceHash(s *roster.Schema, rows [][]lang.Value, private bool) string {
	var to []byte
	for _, f := range s.Fields {
		if private || !f.Private {
			to = append(binary.AppendUvarint(to, uint64(len(f.Name))), f.Name...)
			to = append(binary.AppendUvarint(to, uint64(len(f.Kind.String()))), f.Kind.String()...)
		}
	}
	for _, row := range rows {
		for i, f := range s.Fields {
			if private || !f.Private {
				to = appendEncoded(to, row[i])
			}
		}
	}
	sum := sha256.Sum256(to)
	return hex.EncodeToString(sum[:])
}
