package main

import "weiran/rules/lang"

// scope is what the rules read. The last three fields are the same for everyone.
var scope = lang.Scope{
	Fields: []lang.Field{
		{Name: "person.category", Kind: lang.String, Enum: categories},
		{Name: "person.rank", Kind: lang.Int},
		{Name: "person.treatment_rank", Kind: lang.Int},
		{Name: "person.born", Kind: lang.DateKind},
		{Name: "person.joined_on", Kind: lang.DateKind},
		{Name: "person.died_on", Kind: lang.DateKind},
		{Name: "person.payer", Kind: lang.String},
		{Name: "person.disabled", Kind: lang.Bool},
		{Name: "impact.status", Kind: lang.String},
		{Name: "impact.in_scope", Kind: lang.Bool},
		{Name: "impact.before", Kind: lang.DecimalKind},
		{Name: "impact.delta", Kind: lang.DecimalKind},
		{Name: "impact.arrears", Kind: lang.DecimalKind},
		{Name: "impact.months", Kind: lang.Int},
		{Name: "peers.same_rank.count", Kind: lang.Int},
		{Name: "peers.same_rank.delta.p50", Kind: lang.DecimalKind},
		{Name: "peers.same_rank.gains.share", Kind: lang.DecimalKind},
		{Name: "peers.same_rank.in_scope.share", Kind: lang.DecimalKind},
		{Name: "policy.channel", Kind: lang.Strings},
		{Name: "policy.paid_from", Kind: lang.DateKind},
		{Name: "as_of", Kind: lang.DateKind},
	},
}

var categories = []lang.Code{{Code: "lixiu", Label: "离休"}, {Code: "tuixiu", Label: "退休"}, {Code: "tuizhi", Label: "退职"}}

// variables are the short names that the peers have for the scope's fields, less
// the constants.
var variables = []string{
	"category", "rank", "treatment_rank", "born", "joined_on", "died_on", "payer", "disabled", "status",
	"in_scope", "before", "delta", "arrears", "months", "peers", "p50", "gains", "covered",
}

// A rule is one condition in the language of each engine, as its own users would
// write it for speed.
//
// Only weiran's text has exact decimals and the day's constants. To the peers,
// amounts and shares are whole counts of 1/10 000, dates are days since 1970-01-01
// (DuckDB has DATE), and what is the same for everyone is written out, as for a
// program that is compiled that day. cel-go and DuckDB have an unknown, of the same
// logic. For expr and grule an unknown cell is zero, and whether it is known is
// asked wherever that zero would flag somebody.
//
// SQL names the ENUM of its literals: DuckDB would turn the column into text
// otherwise. It counts years by digits, which is the quickest of three ways.
type rule struct {
	weiran string
	cel    string
	expr   string
	grule  string
	sql    string
}

// rules are the conditions of the shipped pack, and one of money. That the texts
// of weiran are those of the engine's own benchmark is tested.
var rules = []rule{
	{
		weiran: `impact.delta > 0 && peers.same_rank.count >= 5 && impact.delta < 0.5 * peers.same_rank.delta.p50`,
		cel:    `delta > 0 && peers >= 5 && delta * 2 < p50`,
		expr:   `delta > 0 && peers >= 5 && delta * 2 < p50`,
		grule:  `P.Delta > 0 && P.Peers >= 5 && P.Delta * 2 < P.P50`,
		sql:    `delta > 0 AND peers >= 5 AND delta * 2 < p50`,
	},
	{
		weiran: `impact.in_scope && impact.delta == 0 && peers.same_rank.count >= 5 && peers.same_rank.gains.share >= 80%`,
		cel:    `in_scope && delta == 0 && peers >= 5 && gains >= 8000`,
		expr:   `in_scope && delta_known && delta == 0 && peers >= 5 && gains >= 8000`,
		grule:  `P.InScope && P.DeltaKnown && P.Delta == 0 && P.Peers >= 5 && P.Gains >= 8000`,
		sql:    `in_scope AND delta = 0 AND peers >= 5 AND gains >= 8000`,
	},
	{
		weiran: `impact.status == "cannot_tell"`,
		cel:    `status == "cannot_tell"`,
		expr:   `status == "cannot_tell"`,
		grule:  `P.Status == "cannot_tell"`,
		sql:    `status = 'cannot_tell'::status_enum`,
	},
	{
		weiran: `impact.status == "affected" && !known(impact.before)`,
		cel:    `status == "affected" && !before_known`,
		expr:   `status == "affected" && !before_known`,
		grule:  `P.Status == "affected" && !P.BeforeKnown`,
		sql:    `status = 'affected'::status_enum AND before IS NULL`,
	},
	{
		weiran: `person.category == "lixiu" && person.joined_on > date("1949-09-30") && impact.status != "out_of_scope"`,
		cel:    `category == "lixiu" && joined_on > -7398 && status != "out_of_scope"`,
		expr:   `category == "lixiu" && joined_on_known && joined_on > -7398 && status != "out_of_scope"`,
		grule:  `P.Category == "lixiu" && P.JoinedKnown && P.Joined > -7398 && P.Status != "out_of_scope"`,
		sql:    `category = 'lixiu'::category_enum AND joined_on > DATE '1949-09-30' AND status <> 'out_of_scope'::status_enum`,
	},
	{
		weiran: `impact.status != "out_of_scope" && known(person.treatment_rank) && person.treatment_rank < person.rank`,
		cel:    `status != "out_of_scope" && treatment_rank_known && treatment_rank < rank`,
		expr:   `status != "out_of_scope" && treatment_rank_known && treatment_rank < rank`,
		grule:  `P.Status != "out_of_scope" && P.TreatmentKnown && P.Treatment < P.Rank`,
		sql:    `status <> 'out_of_scope'::status_enum AND treatment_rank < rank`,
	},
	{
		weiran: `impact.months >= 3 && impact.arrears > 0 && as_of < policy.paid_from + 31
  && (age_on(person.born, as_of) >= 95 || coalesce(person.disabled, false))
  && !(known(person.died_on) && person.died_on <= as_of)`,
		cel:   `months >= 3 && arrears > 0 && (age(born) >= 95 || (disabled_known && disabled)) && !(died_on_known && died_on <= 16455)`,
		expr:  `months >= 3 && arrears > 0 && ((born_known && age(born) >= 95) || disabled) && !(died_on_known && died_on <= 16455)`,
		grule: `P.Months >= 3 && P.Arrears > 0 && ((P.BornKnown && P.Age() >= 95) || P.Disabled) && !(P.DiedKnown && P.Died <= 16455)`,
		sql: `months >= 3 AND arrears > 0 AND ((20150120 - (year(born) * 10000 + month(born) * 100 + day(born))) // 10000 >= 95 OR coalesce(disabled, false))
  AND NOT (died_on IS NOT NULL AND died_on <= DATE '2015-01-20')`,
	},
	{
		weiran: `impact.arrears > 0 && as_of < policy.paid_from + 31 && known(person.died_on) && person.died_on <= as_of`,
		cel:    `arrears > 0 && died_on_known && died_on <= 16455`,
		expr:   `arrears > 0 && died_on_known && died_on <= 16455`,
		grule:  `P.Arrears > 0 && P.DiedKnown && P.Died <= 16455`,
		sql:    `arrears > 0 AND died_on <= DATE '2015-01-20'`,
	},
	{
		weiran: `!impact.in_scope && peers.same_rank.count >= 5 && peers.same_rank.in_scope.share >= 80%`,
		cel:    `!in_scope && peers >= 5 && covered >= 8000`,
		expr:   `!in_scope && peers >= 5 && covered >= 8000`,
		grule:  `!P.InScope && P.Peers >= 5 && P.Covered >= 8000`,
		sql:    `NOT in_scope AND peers >= 5 AND covered >= 8000`,
	},
	{
		weiran: `impact.status == "affected" && impact.delta > 0 && size(policy.channel) > 0 && !(person.payer in policy.channel)`,
		cel:    `status == "affected" && delta > 0 && !(payer in ["finance"])`,
		expr:   `status == "affected" && delta > 0 && !(payer in ["finance"])`,
		grule:  `P.Status == "affected" && P.Delta > 0 && P.Payer != "finance"`,
		sql:    `status = 'affected'::status_enum AND delta > 0 AND payer <> 'finance'::payer_enum`,
	},
	{
		weiran: `impact.delta < 0`,
		cel:    `delta < 0`,
		expr:   `delta < 0`,
		grule:  `P.Delta < 0`,
		sql:    `delta < 0`,
	},
	// The quotient is rounded to 1/10 000, here as there.
	{
		weiran: `impact.delta > 0 && impact.before > 0 && impact.delta / impact.before < 1.5% && person.rank in [121, 122, 131, 132, 141, 142]`,
		cel:    `delta > 0 && before > 0 && (delta * 20000 + before) / (before * 2) < 150 && rank in [121, 122, 131, 132, 141, 142]`,
		expr:   `delta > 0 && before > 0 && (delta * 20000 + before) / (before * 2) < 150 && rank in [121, 122, 131, 132, 141, 142]`,
		grule: `P.Delta > 0 && P.Before > 0 && (P.Delta * 20000 + P.Before) / (P.Before * 2) < 150
  && (P.Rank == 121 || P.Rank == 122 || P.Rank == 131 || P.Rank == 132 || P.Rank == 141 || P.Rank == 142)`,
		sql: `delta > 0 AND before > 0 AND (delta * 20000 + before) // (before * 2) < 150 AND rank IN (121, 122, 131, 132, 141, 142)`,
	},
}
