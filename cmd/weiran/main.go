// Weiran 未然 tells a county's veteran-cadre bureau, before a pay change, who
// gains, who loses, who is missed and who will feel wronged.
//
// Run "weiran demo" to see it work on a synthetic county, "weiran help" for the
// rest. Data goes to stdout, messages to stderr. The exit code is 0 where all is
// well, 2 where what was given is wrong, and 1 where the machine failed.
package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

func main() { os.Exit(run()) }

// run is main with an exit code, so that what is deferred is done.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	saveMemory(os.Getenv)
	a := &app{
		program: program(os.Args[0]), args: os.Args[1:], stdout: os.Stdout, stderr: os.Stderr,
		env: os.Getenv, now: time.Now,
	}
	return a.run(ctx)
}

// saveMemory lets garbage grow to half of what is in use before it is collected,
// and not to as much again. What a province's run holds it holds to its end: to
// collect more often costs a fiftieth of the time and saves a fifth of the memory.
// Who sets GOGC knows better.
func saveMemory(env func(string) string) {
	if env("GOGC") == "" {
		debug.SetGCPercent(50)
	}
}

// program gives what to type to run the program again: one that "go run" built
// for once has no lasting name.
func program(path string) string {
	if strings.Contains(filepath.ToSlash(path), "/go-build") {
		return "go run ./cmd/weiran"
	}
	return strings.TrimSuffix(filepath.Base(path), ".exe")
}
