package reports_test

import (
	"bytes"
	"fmt"
	"log"

	"weiran/reports"
	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/policy"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// screened is a run over two synthetic persons, as [rules.Screen] gives it.
func screened() *rules.Result {
	schema, problems := roster.LoadSchema(source.NewFile("schema.yaml", []byte(`
fields:
  - {name: person, kind: string, label: 人员编号, key: true}
  - {name: pay.basic, kind: decimal, label: 基本离退休费}
`)))
	if err := problems.Err(); err != nil {
		log.Fatal(err)
	}
	b := roster.NewBuilder(schema, 0)
	b.Append([]lang.Value{lang.StringOf("S1"), lang.DecimalOf(5200 * lang.One)})
	b.Append([]lang.Value{lang.StringOf("S2"), lang.Unknown("pay.basic")})
	p := &policy.Policy{
		ID: "cn-2015-3", Title: "增加离退休费",
		Items: []policy.Item{{PayItem: "basic", Title: "定额增加", Cite: "第二条（一）"}},
	}
	before, after := 5200*lang.One, 5770*lang.One
	return &rules.Result{
		Roster: b.Build(),
		Policies: []rules.PolicyResult{{Policy: p, Outcomes: policy.Gather([]policy.Outcome{
			{
				Status: policy.Affected, Delta: after - before,
				Clauses: []policy.Clause{{Before: lang.DecimalOf(before), After: lang.DecimalOf(after), Delta: after - before}},
			},
			{Status: policy.CannotTell, Missing: []string{"pay.basic"}},
		})}},
	}
}

func ExampleAll() {
	model, err := reports.New(reports.Subject{Result: screened(), Sample: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range reports.All() {
		var file bytes.Buffer
		if err := r.Write(model, &file); err != nil {
			log.Fatal(err)
		}
		switch r.Name {
		case "impacts.csv", "unknowns.csv":
			fmt.Printf("%s\n%s", r.Name, file.String())
		}
	}
	// Output:
	// impacts.csv
	// person,policy,item,title,before,after,delta,arrears,status,cite
	// S1,cn-2015-3,basic,定额增加,5200.00,5770.00,570.00,0.00,affected,第二条（一）
	// S2,cn-2015-3,,,,,,,cannot_tell,
	// unknowns.csv
	// person,policy,rule,field,label,reason
	// S2,cn-2015-3,,pay.basic,基本离退休费,未填写
}

func ExampleModel_Summary() {
	model, err := reports.New(reports.Subject{Result: screened()})
	if err != nil {
		log.Fatal(err)
	}
	summary := model.Summary()
	for _, p := range summary.Policies {
		fmt.Printf("%s: %d of %d persons, %s yuan a month\n",
			p.Policy.ID, p.Status[policy.Affected], summary.Persons, p.Delta)
	}
	// Output:
	// cn-2015-3: 1 of 2 persons, 570 yuan a month
}
