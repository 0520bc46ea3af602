package intake

import (
	"context"

	"weiran/rules/petition"
)

// A PetitionTable is what a file of petitions held. Its Roster is nil: the good rows
// are the records of Book, and what was written in the petitions is not kept.
type PetitionTable struct {
	*Table
	Book *petition.Book
}

// ReadPetitions reads the petitions in a file, by its content and in all ways as
// [ReadRoster] reads a roster; the fields are those of [petition.Schema]. Of rows
// with the same number the first good one is kept.
func ReadPetitions(ctx context.Context, path string, opt Options) (*PetitionTable, error) {
	in, file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readPetitions(ctx, in, opt)
}

// ReadPetitionsBytes reads petitions as [ReadPetitions] does from a file in memory,
// such as the embedded sample; places and errors call it by the name.
func ReadPetitionsBytes(ctx context.Context, name string, data []byte, opt Options) (*PetitionTable, error) {
	return readPetitions(ctx, inMemory(name, data), opt)
}

func readPetitions(ctx context.Context, in input, opt Options) (*PetitionTable, error) {
	t, err := read(ctx, in, petition.Schema(), opt)
	if err != nil {
		return nil, err
	}
	book, err := petition.FromRows(t.Roster)
	t.Roster = nil
	return &PetitionTable{Table: t, Book: book}, err
}
