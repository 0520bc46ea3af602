package main

import (
	"flag"
	"fmt"
	"os"

	"weiran/rules/source"
)

// root is the folder of the READMEs, from here.
const root = "../../.."

func main() {
	var p plan
	flag.IntVar(&p.persons, "persons", 1_000_000, "how many persons")
	flag.IntVar(&p.workers, "workers", 2, "how many workers each engine has")
	flag.IntVar(&p.rounds, "rounds", 5, "how many rounds are timed")
	write := flag.Bool("write", false, "put the table into the READMEs of this checkout")
	flag.Parse()
	runners, err := p.measure()
	if err == nil {
		fmt.Print(p.table(runners, source.English))
	}
	if err == nil && *write {
		err = p.write(root, runners)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "rivals:", err)
		os.Exit(1)
	}
}
