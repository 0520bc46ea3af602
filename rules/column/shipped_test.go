package column_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow-go/v18/arrow"

	"weiran/configs"
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// TestShippedNeverFallsBack compiles every expression of the shipped policies
// and rules: each has kernels all the way down.
func TestShippedNeverFallsBack(t *testing.T) {
	count := 0
	for _, exprs := range shippedPrograms(t) {
		p, err := column.Compile(exprs[0].Scope(), exprs)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range p.Plan() {
			if step.Fallback {
				t.Errorf("left to cel-go: %s", step)
			}
		}
		count += len(exprs)
	}
	if count < 30 {
		t.Errorf("only %d expressions are shipped", count)
	}
}

// TestShippedLikeTheReference runs every shipped expression over random persons,
// in whose rosters some cells are empty and some numbers wild.
func TestShippedLikeTheReference(t *testing.T) {
	for i, exprs := range shippedPrograms(t) {
		scope := exprs[0].Scope()
		g := newGenerator(uint64(i))
		c := g.rows(scope, 500)
		results := mustRun(t, program(t, scope, exprs...), g.batch(c, 0, len(c.rows)))
		for i, x := range exprs {
			compareRows(t, x, &results[i].Vector, c)
		}
	}
}

// TestSampleRoster runs the shipped policies over the batches of a real roster,
// plain and read back from parquet.
func TestSampleRoster(t *testing.T) {
	schema := shippedSchema(t)
	plain := sampleRoster(t, schema)
	var file bytes.Buffer
	if err := plain.WriteParquet(&file); err != nil {
		t.Fatal(err)
	}
	reread, err := roster.ReadParquet(schema, file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]*roster.Roster{"plain": plain, "parquet": reread} {
		for _, f := range library.Policies() {
			t.Run(name+"/"+library.ID(f), func(t *testing.T) {
				p, problems := policy.Load(f, schema)
				if problems.Err() != nil {
					t.Fatal(problems)
				}
				overRoster(t, p, r)
			})
		}
	}
}

// overRoster compares a policy's expressions over the batches of a roster with
// what lang gives of its rows.
func overRoster(t *testing.T, p *policy.Policy, r *roster.Roster) {
	t.Helper()
	exprs := policyExprs(p)
	w := program(t, exprs[0].Scope(), exprs...)
	first := 0
	for _, records := range r.Batches {
		want := make([]lang.Value, records.NumRows())
		results := mustRun(t, w, policyBatch(p, exprs[0].Scope(), records))
		for i, x := range exprs {
			for row := range want {
				want[row] = x.Eval(policyRow{r.Row(first + row), sharedInputs(p, exprs[0].Scope()), r.Schema})
			}
			holds(t, x.Text(), &results[i].Vector, want)
		}
		first += len(want)
	}
}

// policyBatch gives a roster's columns, then the running pay (here what is paid)
// and the inputs that are the same for everybody.
func policyBatch(p *policy.Policy, scope lang.Scope, records arrow.RecordBatch) column.Batch {
	b := column.Batch{Rows: int(records.NumRows())}
	shared := sharedInputs(p, scope)
	for i, f := range scope.Fields[:len(scope.Fields)-len(shared)] {
		if item, after := strings.CutPrefix(f.Name, "after."); after {
			i = records.Schema().FieldIndices("pay." + item)[0]
		}
		b.Columns = append(b.Columns, column.Array(records.Column(i)))
	}
	for _, v := range shared {
		b.Columns = append(b.Columns, column.Constant(v))
	}
	return b
}

// sharedInputs gives what is the same for everybody: the policy's head, as_of and
// the file's values.
func sharedInputs(p *policy.Policy, scope lang.Scope) []lang.Value {
	shared := append(p.HeadValues(), lang.DateOf(configs.SampleAsOf()))
	for _, f := range scope.Fields {
		at := slices.IndexFunc(p.Lookups, func(l policy.LookupInfo) bool { return l.Name == f.Name })
		if at < 0 {
			continue
		}
		value := lang.Failed(source.Fault{Message: source.Say("not known", "未知")})
		if step, ok := p.Lookups[at].Rows[0].Figure.On(p.Effective); ok && step.State == policy.Given {
			value = lang.DecimalOf(step.Value)
		}
		shared = append(shared, value)
	}
	return shared
}

// A policyRow is what policyBatch gives, a row at a time.
type policyRow struct {
	person lang.Row
	shared []lang.Value
	schema *roster.Schema
}

func (r policyRow) Field(index int) lang.Value {
	own, items := len(r.schema.Fields), r.schema.PayItems()
	switch shared := index - own - len(items); {
	case index < own:
		return r.person.Field(index)
	case shared < 0:
		return r.person.Field(r.schema.Index("pay." + items[index-own]))
	default:
		return r.shared[shared]
	}
}

// sampleRoster reads the sample county, in batches that end within a word.
func sampleRoster(t *testing.T, schema *roster.Schema) *roster.Roster {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(configs.SampleRoster().Text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	b := roster.NewBuilder(schema, 70)
	for _, record := range records[1:] {
		cells := make([]lang.Value, len(schema.Fields))
		for i, text := range record {
			field, _ := schema.Header(records[0][i])
			if cells[field], err = schema.ParseCell(field, text); err != nil {
				t.Fatal(err)
			}
		}
		b.Append(cells)
	}
	return b.Build()
}

func shippedSchema(t *testing.T) *roster.Schema {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return schema
}

// shippedPrograms gives the shipped expressions by the scope they share.
func shippedPrograms(t *testing.T) [][]*lang.Expr {
	t.Helper()
	schema := shippedSchema(t)
	var programs [][]*lang.Expr
	for _, f := range library.Policies() {
		p, problems := policy.Load(f, schema)
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		programs = append(programs, policyExprs(p))
	}
	pack, problems := risk.Load(library.Rules(), schema)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	for _, g := range pack.Groups {
		programs = append(programs, ruleExprs(g)...)
	}
	return programs
}

func policyExprs(p *policy.Policy) []*lang.Expr {
	var exprs []*lang.Expr
	if p.Scope.When != nil {
		exprs = append(exprs, p.Scope.When)
	}
	for _, item := range p.Items {
		exprs = append(exprs, item.Amount)
		if item.When != nil {
			exprs = append(exprs, item.When)
		}
	}
	return exprs
}

// ruleExprs gives those of a rule file: peers are grouped in a scope of their own.
func ruleExprs(g *risk.Group) (programs [][]*lang.Expr) {
	for _, p := range g.Peers {
		if len(p.By) > 0 {
			programs = append(programs, p.By)
		}
	}
	var exprs []*lang.Expr
	for _, r := range g.Rules {
		exprs = append(exprs, r.When)
		exprs = append(exprs, r.Says.Exprs()...)
		exprs = append(exprs, r.Advice.Exprs()...)
	}
	if len(exprs) == 0 {
		return programs // a file of rules about the policy itself
	}
	return append(programs, exprs)
}
