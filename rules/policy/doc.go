// Package policy reads policy files and works out what a policy means for one
// person: clause by clause, exactly, or why it cannot be told.
//
// [Load] reads a file against the roster's schema and returns every problem.
// [Policy.Apply] gives a person's [Outcome], [Policy.ApplyAll] everyone's: the
// status, and for each item that applies what was paid before, what is paid after,
// the difference and the arrears. [Policy.Explain] says the same in Chinese, step
// by step, for a reader with a desk calculator. [Policy.RunCases] holds the policy
// to the worked cases of its document.
//
// # The file
//
// A policy file is YAML. Only policy, title and effective are needed:
//
//	policy: cn-2015-3             # id: letters, digits, . _ -
//	title: 增加离退休费
//	document: {number: …, issuer: …, issued: 2015-01-12, confidence: B}
//	status: enacted               # proposed, announced; enacted where silent
//	follows: [cn-2006-56]         # of one effective date, but applied before this one
//	effective: 2014-10-01         # due from
//	paid_from: 2015-06-01         # first payroll that pays it; effective where silent
//	channel: [finance]            # payers that the document names; no limit of scope
//	matters: [离退休费]            # categories of petitions that it touches
//	near: {days: 60}              # who stands near a line; 30 days, 1 year, 50 yuan, 1 where silent
//	headline: {amount: 460}       # what people expect; or {rate: 3.8%}
//	scope: {when: …, cite: …}     # everybody where silent
//	tables: {…}
//	bands: {…}
//	values: {…}
//	items:
//	  - {item: basic, title: …, when: …, add: …, rounding: {…}, cite: …}
//	rounding: {to: 0.01, mode: half_up}
//	milestones: [{id: …, title: …, owner: …, due: …, done: …}]
//	cases: [{name: …, person: {rank: 131, …}, delta: 670}]
//	notes: [what the file leaves out]
//
// Expressions are those of package lang. They read person.* and pay.* of the
// roster, after.<item>, the policy's own head (see [HeadFields]), as_of, and the
// file's tables, bands and values. They never read a private field.
//
// # Tables and bands
//
// A table gives an amount or a rate by one or more keys. A key that is a field of
// the roster takes the field's kind and allowed values, by code or by label; any
// other key is a free name whose kind its rows tell. Rows are maps, one inside
// the other for several keys, or a list:
//
//	lixiu: {by: [rank], rows: {131: 570, 132: 480}, else: 400, cite: 第二条}
//	both:  {by: [category, rank], rows: {离休: {131: 570}, 退休: {131: 460}}}
//	list:  {by: [rank], rows: [{rank: 131, value: 570}]}
//
// A band gives one by where a date, an int or a decimal lies. from and to belong
// to a row, above and below do not; the first row that holds the value wins:
//
//	age: {of: date, rows: [{to: 1934-09-30, value: 100}, {to: 1939-09-30, value: 60}], else: 0}
//
// Without a row and without an else, the lookup fails and the person cannot be
// told. A single figure that expressions read as value.<name> is written
//
//	values: {disabled: {value: 600, cite: 第三条}}
//
// # Dated figures and holes
//
// Wherever a figure stands - a row of a table, the value of a range, an else, a
// single value - a map from dates may stand instead:
//
//	131: {initial: 300, 2006-07-01: 400, 2012-10-01: null}
//
// Each holds from its date until the next; initial is what held before the first
// date; null ends it, and from then on the lookup fails. A figure that is
// announced and not enacted is {2027-01-01: {value: 900, expected: true}}: it
// counts, and [Policy.Expected] names it. Those in force on the effective date
// decide.
//
// A figure that is known to exist, and not known how much, is the word unknown
// (未知). It is a hole: whoever needs it cannot be told, and [Policy.Holes] names
// it. unknown in place of all rows, or of the rows below a key, is a hole for each
// of them. [Policy.Lookups] describes every table, band and value.
//
// # Amounts
//
// The expression of an add is the amount added; of a set, the new standard. That
// amount is rounded by the item's rule; what that leaves out, to or mode, is the
// policy's, and in the end 0.01 and half_up. pay.<item> is what was paid before
// the policy, after.<item> the running value after the items above. Where what is
// paid is unknown, an add is still known, and before and after stay empty; a set
// cannot tell, unless it reads a dated figure: then what the same condition and
// amount come to with the figures in force the day before stands for what is
// paid, and what the policy itself adds above the set counts on top of it. That
// standard reads pay.<item> and after.<item> alike as what is paid before the
// policy. One item that cannot be told keeps the
// whole person open, and the outcome names what every item is missing; so does
// every later policy that would build on it.
//
// Nothing changes before the effective date. Arrears are the monthly difference
// times the months from the effective month to the month before the first
// payment, and end with the month of death. One who died before the effective
// date is out of scope, and no clause is cited for that.
//
// # Boundaries
//
// [Policy.Boundaries] finds every line that the expressions draw through a field of
// the roster: 1934-09-30, thirty years of service. [Policy.Cliffs] says on whose
// wrong side a person stands, how far, and what it costs; [Policy.Brinks] says it of
// everyone near one, also on the right side.
//
// # Proof
//
// [Load] proves what it can of a file before anybody is on the roster, by package
// proof. Errors: a row of a band that earlier rows leave nothing, a branch that is
// never taken whoever it is, an item or a scope whose condition can never hold.
// Warnings: rows that overlap, the gaps of a band and the keys that a table lacks
// without an else, rows that the scope and the conditions let nobody reach, an
// item that contradicts the scope, conditions that decide nothing, what nothing
// uses, figures without a clause, figures that are not known or not enacted.
//
// # Everyone at once
//
// [Policy.ApplyAll] works a policy out for a whole [Payroll], by columns, a batch
// of the roster a worker at a time, and a test of random chains of policies holds
// it to [Policy.Apply] in every word. The expressions are programs of package
// column, made once a policy: one, unless an item reads the running value that
// an item before it has changed ([Policy.Plans] shows them). Rounding, sums and
// arrears are plain integer arithmetic. Whoever has an amount so large that any
// step might overflow is left to Apply, which decides.
//
// Whoever cannot be told needs words: what is missing, and why. They are worked
// out again as Apply does, except that what the columns know is read there, and
// what cel-go has been asked before, of the same cells, is remembered. There are
// few different reasons, and each is kept once.
//
// [Outcomes] keep a status and four amounts a person, and of each item the rows to
// which it applies with the differences: as one number where all are alike, as
// codes of a byte where there are at most 256, and else in 32 bits where they fit.
// [Outcomes.At] and [Outcomes.All] make words of them by walking from what was
// paid before over the items; [Outcomes.Part] gives the columns. A Payroll is
// what has changed, by columns as well; the words for pay that is not known are
// found where they were said first.
package policy
