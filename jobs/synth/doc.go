// Package synth makes synthetic rosters of any size, for benchmarks, demos and
// training.
//
// Nobody in them exists, and every row says so: names are 样例 and a number in
// Chinese digits, units and townships are those of 样例0001县 and its like, identity
// numbers and telephones are empty, and region codes begin with 99, which is no
// province's. The shares, rates and amounts below are this package's own. They are
// chosen so that a screening has something to find, and are no statistics of any
// real place; only the nursing allowance and
// the fee for full disability follow the shipped table of 2014-01-01.
//
// An [Order] is carried out row by row and keeps one county in memory. The same
// seed gives the same bytes on every machine, and a longer roster begins with the
// persons of a shorter one: each county draws from a generator of its own.
//
// # Who is in it
//
// A county has 2000 persons, 24 units and 12 townships, the sizes of both falling
// as in Zipf's law: the second has half of the first. Its hardship class is one of
// 0 to 3. The roster is set on 2015-01-20, as the sample county is.
//
//   - 离休 10 %, 退休 88 %, 退职 2 %; ranks mostly of 县处 and 乡科 among 离休, of 乡科
//     and 科员 among 退休.
//   - 离休 were born from 1918 to 1934, the later the more, and joined by 1949-09-30;
//     退休 from 1930 to 1954, and left at 55 to 60 years of age.
//   - Basic pay by rank and category with up to 600 yuan of noise; everybody is paid
//     by finance unless there is trouble.
//   - The fees for hiring help and for full disability are empty but for those whom
//     that trouble befalls.
//   - 0.4 % have died, half of them since 2014-10-01.
//   - 7.5 % have one empty cell: 0.3 to 0.8 % of a field, less of those without which
//     no pension could have been worked out.
//
// # Planted trouble
//
// In each county two places are hotspots, of the ten causes in turn: nearly half
// of a unit or one in six of a township share one trouble.
//
//	payer             paid by social insurance or an enterprise         unit
//	birth-line        born in the fortnight after 1934-09-30 or 1939-09-30  township
//	low-pay           a short service and a low basic pay               unit
//	treatment         enjoys the treatment of the rank above            unit
//	unrecorded-pay    the basic pay is empty                            unit
//	retired-late      retired in the months after 2014-09-30            unit
//	above-standard    a living allowance above everybody else's         unit
//	joined-late       离休 who joined after 1949-09-30                    unit
//	disabled          cannot care for themselves, is paid several fees  township
//	no-birth-date     the date of birth is empty                        township
//
// Of those elsewhere 0.3 in the thousand have each. So each shipped rule which the
// shipped policies can set off finds one to ten persons in the thousand, far less
// than the one in ten by which a rule of a province fails.
//
// In each county one row has an error for which it is rejected, of nine kinds in
// turn: dates in three impossible orders, a word misspelt in two columns, pay below
// zero, a region out of range, a repeated key and an empty one.
//
// # The list of what was planted
//
// Beside the roster goes a csv file with the columns planted, cause, field, value,
// persons, row and person:
//
//	hotspot   a place: field is unit or township, value its name, persons how many there have the cause
//	error     a row that is rejected, counted from 1 below the header, and the field to look at;
//	          person is the key that the row has, or would have had
//	warning   a row that is kept, with a doubt: 离休 who joined late; several fees for care;
//	          the first of two rows with one key
//
// The list is exact for the shipped schema: intake rejects the rows with errors and
// no other, and doubts those with warnings and no other. Under another schema,
// fields that are not known here by name and kind stay empty, and trouble that
// needs them is not planted.
package synth
