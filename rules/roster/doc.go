// Package roster holds who is screened: the schema of the roster, its columns,
// and what is wrong with its rows.
//
// A [Schema] comes from YAML and names every field: its kind, Chinese label,
// header aliases, allowed values and checks. A [Roster] is Arrow record batches
// under that schema, the one form in memory: dictionary codes for strings that
// repeat, decimal64(18,4) for money, date32 for dates, validity bits for
// unknown cells. A [Builder] fills one from cells; [Roster.Validate] says what
// is impossible, doubtful or repeated, each with its row and field.
package roster
