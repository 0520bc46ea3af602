// Package petition holds what retired cadres have petitioned about (信访): the
// records of a county's petition office, and the history of each person by
// columns, which risk rules read.
//
// A [Record] has the fields that petition offices keep. What was written in a
// petition is not among them: the schema knows its column, so that a file may have
// it, and nothing of it is kept.
//
// A [Book] is records in one order, without their order in a file, with a hash of
// its content. [Book.At] gives those that could be known on a day, and
// [Book.History] what they come to for everybody on a roster:
//
//	count        petitions of the person
//	open         those of them that are not closed
//	repeated     those that repeat an earlier one: the record says so (重信重访), or
//	             the person has petitioned in its category before
//	same matter  those whose category is one of the policy's matters
//	open same    those of them that are not closed
//	months       whole months since the last one, by [lang.Date.Months]
//	months same  whole months since the last one of the same matter
//	largest      persons who took part in the largest of them
//
// A person without a petition has a count of 0, and of the months nothing is known.
// What a record does not say is not guessed: with a record whose status is empty
// it is unknown how many are open, with one that does not count its persons, which
// was the largest, and with one that has no category, how many are of the policy's
// matters. A policy that names no matters has none that a record could be of.
//
// That a repeated petition (重复信访) is one of the same person about the same
// matter is how the 信访工作条例 is commonly read; records name their category, and
// that is as near to the matter as they come. See [Categories].
package petition
