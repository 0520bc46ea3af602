// Package intake reads rosters from the files that a bureau has: csv as Excel,
// WPS or a database writes it, xlsx, and parquet.
//
// It reads petitions in the same way, see [ReadPetitions].
//
// [ReadRoster] gives a [Table]: good rows in its roster, each bad cell a
// [Reject]. One bad row never keeps the others out, and a row is never half
// read. [WriteRejects] writes the bad rows back as a csv file with the reasons
// beside them, to be mended and read again.
//
// What a file is, its content says and not its name. Text may be UTF-8, GB18030
// (and so GBK) or UTF-16; comma, semicolon or tab may part its cells. The header
// is looked for below title lines, and may take two lines where cells are merged.
// Among the rows, a cell merged downwards gives its value to every row it covers.
// A sum or a note below the persons is rejected as no person.
// A parquet file has its fields by name, label or alias in columns of their own
// types or of text; a float is refused, being no longer what somebody wrote.
// Nothing is guessed beyond that: a year without a day, a number that lost its
// digits in a spreadsheet or a row with a cell too few is rejected.
//
// A file that cannot be read at all gives an [*Error] with every reason.
//
// A file streams: one goroutine parts it into records, workers read the cells of
// a block of rows each, and the blocks are joined in the order of the file, so
// that the result is the same for any count of workers. A plain cell is read at a
// glance, and a word that the column has had before is remembered; every other
// cell, and all of a row in which anything is wrong, is read with care. Nothing is
// allocated for a good row of a text file.
//
// No message of this package repeats what may name a person: it tells the place
// and the field, and repeats a cell only where that is a short number or a date.
// Only the file that WriteRejects writes holds the cells, for the clerk whose
// file it was.
package intake
