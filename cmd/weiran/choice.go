package main

import (
	"slices"

	"weiran/rules/source"
)

// A choice is a flag whose value is one of a few words.
type choice struct {
	value string
	known []string
}

// String gives the word chosen, or nothing.
func (c *choice) String() string { return c.value }

// Type names the kind of value in help.
func (c *choice) Type() string { return "word" }

// Set chooses a word.
func (c *choice) Set(word string) error {
	if !slices.Contains(c.known, word) {
		return source.Fault{
			Message: source.Say("%q is not known here", "%q 不是可用的取值", word),
			Hint:    source.DidYouMean(word, c.known),
		}
	}
	c.value = word
	return nil
}
