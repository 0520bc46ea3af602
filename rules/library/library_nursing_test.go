package library_test

import (
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// nursingFees are the fees of 2014 and 2017, of which one may be held.
var nursingFees = map[string]bool{"600": true, "1000": true, "1200": true, "1800": true, "2500": true}

// TestNursingFeesNeverStack applies both nursing policies, one after the other, to
// anybody: what is held in the end is one fee, whatever was held before, and applying
// a policy once more changes nothing.
func TestNursingFeesNeverStack(t *testing.T) {
	schema := shippedSchema(t)
	first, second := shippedPolicy(t, schema, "cn-2014-nursing"), shippedPolicy(t, schema, "cn-2017-37")
	rapid.Check(t, func(t *rapid.T) {
		person := carer(t, schema)
		for _, p := range []*policy.Policy{first, first, second, second} {
			o := p.Apply(person, p.Effective)
			if o.Status == policy.CannotTell {
				t.Fatalf("%s: cannot tell: %v %v", p.ID, o.Missing, o.Reasons)
			}
			if o.Status == policy.Affected || o.Status == policy.Unchanged {
				if held := o.After.String(); !nursingFees[held] {
					t.Fatalf("%s: %s is no fee", p.ID, held)
				}
				person[schema.Index("pay.nursing")] = o.After
			}
			if again := p.Apply(person, p.Effective); again.Status == policy.Affected {
				t.Fatalf("%s: applied once more it adds %s", p.ID, again.Delta)
			}
		}
	})
}

// A cellRow is a person as the cells of a roster.
type cellRow []lang.Value

func (r cellRow) Field(index int) lang.Value { return r[index] }

// carer draws a 离休 cadre with any nursing fee, or none on the roster.
func carer(t *rapid.T, schema *roster.Schema) cellRow {
	row := make(cellRow, len(schema.Fields))
	for i, f := range schema.LangFields() {
		row[i] = lang.Unknown(f.Name)
	}
	last, _ := lang.ParseDate("1949-09-30")
	row[schema.Index("category")] = lang.StringOf("lixiu")
	row[schema.Index("joined_on")] = lang.DateOf(last - lang.Date(rapid.IntRange(0, 9000).Draw(t, "days before 1949-09-30")))
	row[schema.Index("disabled")] = lang.BoolOf(rapid.Bool().Draw(t, "disabled"))
	if rapid.Bool().Draw(t, "on the roster") {
		fen := rapid.Int64Range(0, 500_000).Draw(t, "fen held")
		row[schema.Index("pay.nursing")] = lang.DecimalOf(lang.Decimal(fen * int64(lang.One) / 100))
	}
	return row
}

func shippedPolicy(t *testing.T, schema *roster.Schema, id string) *policy.Policy {
	t.Helper()
	f, ok := library.Policy(id)
	if !ok {
		t.Fatalf("%s is not shipped", id)
	}
	p, problems := policy.Load(f, schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return p
}
