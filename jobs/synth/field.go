package synth

import "weiran/rules/lang"

// A field is one that this package can fill, known to a schema by its name.
type field int

const (
	keyField field = iota
	nameField
	categoryField
	rankField
	treatmentField
	sexField
	bornField
	joinedField
	retiredField
	diedField
	yearsField
	unitField
	kindField
	payerField
	townshipField
	regionField
	hardshipField
	disabledField
	militaryField
	basicField
	livingField
	hardshipPayField
	allowanceField
	nursingField
	selfHireField
	disabilityField

	fields // how many there are
)

// A mask is a set of fields.
type mask uint32

func maskOf(fs ...field) (m mask) {
	for _, f := range fs {
		m |= 1 << f
	}
	return m
}

func (m mask) has(f field) bool { return m&(1<<f) != 0 }

// A meaning says how a schema names a field and what its numbers stand for.
type meaning struct {
	name  string
	kind  lang.Kind
	codes []string // that the numbers of a string field count
	slip  string   // what a clerk writes by mistake: the number after the codes
}

// The numbers of the coded fields, in the order of their codes.
const (
	lixiu, tuixiu, tuizhi = 0, 1, 2
	male, female          = 0, 1

	organ, institution, enterprise                   = 0, 1, 2
	paidByFinance, paidByInsurance, paidByEnterprise = 0, 1, 2
)

var meanings = [fields]meaning{
	keyField:         {name: "person", kind: lang.String},
	nameField:        {name: "name", kind: lang.String},
	categoryField:    {name: "category", kind: lang.String, codes: []string{"lixiu", "tuixiu", "tuizhi"}, slip: "退体"},
	rankField:        {name: "rank", kind: lang.Int},
	treatmentField:   {name: "treatment_rank", kind: lang.Int},
	sexField:         {name: "sex", kind: lang.String, codes: []string{"male", "female"}},
	bornField:        {name: "born", kind: lang.DateKind},
	joinedField:      {name: "joined_on", kind: lang.DateKind},
	retiredField:     {name: "retired_on", kind: lang.DateKind},
	diedField:        {name: "died_on", kind: lang.DateKind},
	yearsField:       {name: "contribution_years", kind: lang.DecimalKind},
	unitField:        {name: "unit", kind: lang.String},
	kindField:        {name: "unit_kind", kind: lang.String, codes: []string{"organ", "institution", "enterprise"}},
	payerField:       {name: "payer", kind: lang.String, codes: []string{"finance", "insurance", "enterprise"}, slip: "财征"},
	townshipField:    {name: "township", kind: lang.String},
	regionField:      {name: "region", kind: lang.Int},
	hardshipField:    {name: "hardship_class", kind: lang.Int},
	disabledField:    {name: "disabled", kind: lang.Bool},
	militaryField:    {name: "military", kind: lang.Bool},
	basicField:       {name: "pay.basic", kind: lang.DecimalKind},
	livingField:      {name: "pay.living", kind: lang.DecimalKind},
	hardshipPayField: {name: "pay.hardship", kind: lang.DecimalKind},
	allowanceField:   {name: "pay.allowance", kind: lang.DecimalKind},
	nursingField:     {name: "pay.nursing", kind: lang.DecimalKind},
	selfHireField:    {name: "pay.self_hire", kind: lang.DecimalKind},
	disabilityField:  {name: "pay.disability", kind: lang.DecimalKind},
}
