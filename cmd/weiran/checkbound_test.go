package main

import (
	"testing"

	"weiran/rules/source"
)

// TestBounded holds a file without end to its first problems, and every other file
// to all of its own.
func TestBounded(t *testing.T) {
	long, short := source.NewFile("long.yaml", nil), source.NewFile("short.yaml", nil)
	var ps source.Problems
	for range 5 {
		ps.Add(source.Pos{File: long, Line: 1, Col: 1}, source.Say("a", "甲"), source.Text{})
	}
	for range 3 {
		ps.Add(source.Pos{File: short, Line: 1, Col: 1}, source.Say("b", "乙"), source.Text{})
	}
	shown, more := bounded(ps, 3)
	if len(shown) != 6 || len(more) != 1 || more[0] != (left{"long.yaml", 2}) {
		t.Error(len(shown), more)
	}
}
