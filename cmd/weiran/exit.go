package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weiran/jobs"
	"weiran/rules/source"
)

// The exit codes of the program.
const (
	exitOK      = 0
	exitFailure = 1 // of a disk, a database, a network; or a check that found a difference
	exitInput   = 2 // what was given is wrong
)

// errSilent ends a command whose output has said already what is wrong.
var errSilent = errors.New("said already")

// exit prints an error for people and gives the code for programs.
func (a *app) exit(err error) int {
	if err == nil {
		return exitOK
	}
	if !errors.Is(err, errSilent) {
		a.printError(err)
	}
	if jobs.IsMistake(err) {
		return exitInput
	}
	return exitFailure
}

// printError writes an error with its place, the line, a caret and a hint, as
// far as it has them.
func (a *app) printError(err error) {
	var all source.Problems
	var one source.Problem
	var fault source.Fault
	var joined interface{ Unwrap() []error }
	switch {
	case errors.As(err, &all):
		a.printProblems(all)
	case errors.As(err, &one):
		a.printProblems(source.Problems{one})
	case errors.As(err, &joined):
		for _, e := range joined.Unwrap() {
			a.printError(e)
		}
	case errors.Is(err, context.Canceled):
		a.complain(a.say("stopped before the end; nothing was left half-written", "已中断；没有留下不完整的结果"), "")
	case errors.As(err, &fault):
		// What other errors add around a fault is English, and for the log.
		a.complain(fault.Message.In(a.lang), fault.Hint.In(a.lang))
	default:
		if io, ok := ioFault(err); ok {
			a.complain(io.Message.In(a.lang), io.Hint.In(a.lang))
			return
		}
		a.complain(err.Error(), "")
	}
}

func (a *app) complain(message, hint string) {
	fmt.Fprintf(a.stderr, "weiran: %s%s\n", a.say("error: ", "错误："), message)
	if hint != "" {
		fmt.Fprintf(a.stderr, "      = %s\n", hint)
	}
}

// printProblems writes problems of files; warnings too.
func (a *app) printProblems(ps source.Problems) {
	source.Printer{Language: a.lang, Color: a.colors(a.stderr)}.Print(a.stderr, ps)
}

// usage makes an error of a command line.
func usage(message, hint source.Text) error {
	return jobs.Mistake{Err: source.Fault{Message: message, Hint: hint}}
}

// flagError says in both languages what is wrong with a flag.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &empty):
		return usage(source.Say("--%s needs a value", "--%s 缺少取值", empty.GetSpecifiedName()), seeHelp(cmd))
	case errors.As(err, &invalid):
		return invalidFlag(cmd, invalid)
	}
	return usage(source.Say("%s", "%s", err.Error()), seeHelp(cmd))
}

func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	if short := err.GetSpecifiedShortnames(); short != "" {
		return usage(source.Say("unknown flag -%s", "未知的选项 -%s", err.GetSpecifiedName()), seeHelp(cmd))
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
	name := "--" + err.GetSpecifiedName()
	hint := seeHelp(cmd)
	if source.Nearest(name, known) != "" {
		hint = source.DidYouMean(name, known)
	}
	return usage(source.Say("unknown flag %s", "未知的选项 %s", name), hint)
}

func invalidFlag(cmd *cobra.Command, err *pflag.InvalidValueError) error {
	hint := seeHelp(cmd)
	reason := source.Say("%q is not a value for it", "%q 不能用作它的取值", err.GetValue())
	var fault source.Fault
	if errors.As(err, &fault) {
		reason, hint = fault.Message, fault.Hint
	}
	return usage(source.Say("--%s: %s", "--%s：%s", err.GetFlag().Name, reason), hint)
}

func seeHelp(cmd *cobra.Command) source.Text {
	return source.Say("see %s --help", "用法见 %s --help", cmd.CommandPath())
}

// unknownCommand is what the program does without a command: its help, or an
// error that names the command most like the word given.
func (a *app) unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return cmd.Help()
	}
	var known []string
	for _, c := range cmd.Commands() {
		known = append(known, c.Name())
	}
	return usage(source.Say("unknown command %q", "未知的命令 %q", args[0]), source.DidYouMean(args[0], known))
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(source.Say("%q is one argument too many", "多余的参数 %q", args[0]), seeHelp(cmd))
}

// exactly takes a count of arguments, which the text names.
func exactly(n int, what source.Text) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return usage(source.Say("%s is missing", "缺少%s", what), seeHelp(cmd))
		case len(args) > n:
			return noArguments(cmd, args[n:])
		}
		return nil
	}
}
