package policy_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/configs"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
)

// A borrower is a person with some fields of another.
type borrower struct {
	lang.Row
	lender lang.Row
	fields []int
}

func (b borrower) Field(i int) lang.Value {
	if slices.Contains(b.fields, i) {
		return b.lender.Field(i)
	}
	return b.Row.Field(i)
}

// TestLent holds what is worked out by columns of persons with fields of others to
// what the policy says of each alone: of the roster, and of what an earlier policy has
// made of their pay.
func TestLent(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) []lang.Value { return drawCells(t, s) }), 1, 40).Draw(t, "persons")
		policies := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *policy.Policy { return drawPolicy(t, s) }), 2, 2).Draw(t, "policies")
		b := roster.NewBuilder(s, rapid.SampledFrom([]int{1, 3, 64}).Draw(t, "batch"))
		for _, row := range cells {
			b.Append(row)
		}
		asOf := configs.SampleAsOf()
		first, err := policies[0].ApplyAll(t.Context(), policy.NewPayroll(b.Build()), asOf, 2)
		if err != nil {
			t.Fatal(err)
		}
		paid, last := first.Payroll().After(first), policies[1]
		fields := rapid.SliceOfNDistinct(rapid.IntRange(0, len(s.Fields)-1), 0, 6, rapid.ID).Draw(t, "fields")
		from := rapid.SliceOfN(rapid.Int32Range(0, int32(len(cells)-1)), len(cells), len(cells)).Draw(t, "from")
		then, err := last.ApplyAll(t.Context(), paid.Lent(fields, from), asOf, 2)
		if err != nil {
			t.Fatal(err)
		}
		for row := range cells {
			want := last.Apply(borrower{paid.Row(row), paid.Row(int(from[row])), fields}, asOf)
			if then.Status(row) != want.Status || then.Delta(row) != want.Delta {
				t.Fatalf("row %d with %v of row %d: %v %v, want %v %v", row, fields, from[row], then.Status(row), then.Delta(row), want.Status, want.Delta)
			}
		}
	})
}

// TestReads changes what a policy does not read, and wants the same of everybody.
func TestReads(t *testing.T) {
	s := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		p := drawPolicy(t, s)
		own := roster.NewBuilder(s, 1)
		own.Append(drawCells(t, s))
		own.Append(drawCells(t, s))
		r := own.Build()
		var others []int
		for i := range s.Fields {
			if !slices.Contains(p.Reads(), i) {
				others = append(others, i)
			}
		}
		got, want := p.Apply(borrower{r.Row(0), r.Row(1), others}, configs.SampleAsOf()), p.Apply(r.Row(0), configs.SampleAsOf())
		if got.Status != want.Status || got.Delta != want.Delta {
			t.Fatalf("with %v of another: %v %v, want %v %v", others, got.Status, got.Delta, want.Status, want.Delta)
		}
	})
}
