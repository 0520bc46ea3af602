package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/source"
)

func (a *app) versionCommand() *cobra.Command {
	return a.command(manual{
		use:     "version",
		short:   source.Say("print the version", "显示版本"),
		long:    source.Say("Prints the version of weiran, of the Go that built it, and the commit.", "显示 weiran 的版本、构建所用的 Go 版本和提交号。"),
		example: source.Say("weiran version", "weiran version"),
	}, func(*cobra.Command, []string) error {
		fmt.Fprintf(a.stdout, "weiran %s\n%s %s/%s\n", jobs.Engine, runtime.Version(), runtime.GOOS, runtime.GOARCH)
		if commit := commit(); commit != "" {
			fmt.Fprintf(a.stdout, "commit %s\n", commit)
		}
		return nil
	})
}

// commit gives the commit that the program was built from, with a plus where the
// files were changed since; it is empty where the build does not know.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var revision, changed string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	if revision == "" {
		return ""
	}
	return revision + changed
}
