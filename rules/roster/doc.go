// Package roster holds who is screened: the schema of the roster, its columns,
// and what is wrong with its rows.
//
// # The schema
//
// A [Schema] comes from YAML and names every field: its kind, Chinese label,
// header aliases, allowed values, bounds, and whether it identifies a person.
// [LoadSchema] reports every problem of the file.
//
//	fields:
//	  - {name: person, kind: string, label: 人员编号, key: true}
//	  - {name: name, kind: string, label: 姓名, private: true}
//	  - name: category
//	    kind: string
//	    label: 离退休类别
//	    values:
//	      - {code: lixiu, label: 离休, aliases: [离休干部]}
//	      - {code: tuixiu, label: 退休}
//	  - {name: born, kind: date, label: 出生日期, aliases: [出生年月日]}
//	  - {name: pay.basic, kind: decimal, label: 基本离退休费, unit: yuan/month, min: 0}
//	checks:
//	  - id: born-in-future
//	    field: born
//	    when: person.born > as_of
//	    says: 出生日期 {person.born} 晚于筛查日期。
//	    severity: warning
//
// The kinds are string, int, decimal, date and bool; a pay item is a decimal
// whose name begins with pay. One string field is the key. Expressions see a
// field as person.<name>, a pay item as pay.<item>. A check is a condition that no
// row should meet; it may read every field that is not private, and as_of.
//
// # The roster
//
// A [Roster] is Arrow record batches under a schema, the one form in memory:
// dictionary codes for strings that repeat, int64 counts of 1/10 000 for decimals,
// date32 for dates, validity bits for unknown cells. A [Builder] fills one from
// the values that [Schema.ParseCell] reads. [Roster.Hash] and [Roster.Sorted]
// depend on the persons alone, not on how they were read;
// [Roster.WriteParquet] keeps them without their private fields.
//
// [Roster.Validate] says what is impossible, doubtful or repeated, each with its
// row and field. No message of this package holds a name, an identity number or
// a telephone.
package roster
