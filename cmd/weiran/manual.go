package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"weiran/rules/source"
)

// A manual is what a command says of itself, in both languages.
type manual struct {
	use     string // screen --roster FILE --policy FILE…
	short   source.Text
	long    source.Text
	example source.Text // one command a line; a line that starts with # explains
}

// action is what a command does with its arguments.
type action func(cmd *cobra.Command, args []string) error

// command makes a command that takes no arguments unless its Args are set.
func (a *app) command(m manual, do action) *cobra.Command {
	return &cobra.Command{
		Use: m.use, Short: m.short.In(a.lang), Long: m.long.In(a.lang), Example: m.example.In(a.lang),
		RunE: do, Args: noArguments,
		SilenceErrors: true, SilenceUsage: true, DisableFlagsInUseLine: true,
	}
}

// help prints the manual of a command.
func (a *app) help(cmd *cobra.Command, _ []string) {
	var b strings.Builder
	long := cmd.Long
	if long == "" {
		long = cmd.Short
	}
	fmt.Fprintf(&b, "%s\n", long)
	a.helpSection(&b, "usage:", "用法：", cmd.UseLine())
	if cmd.HasAvailableSubCommands() {
		a.helpSection(&b, "commands:", "命令：", commandList(cmd))
	}
	a.helpSection(&b, "examples:", "示例：", cmd.Example)
	a.helpSection(&b, "flags:", "选项：", flagList(cmd.NonInheritedFlags()))
	a.helpSection(&b, "flags of every command:", "通用选项：", flagList(cmd.InheritedFlags()))
	_, _ = io.WriteString(a.stdout, b.String())
}

func (a *app) helpSection(b *strings.Builder, en, zh, body string) {
	if body == "" {
		return
	}
	fmt.Fprintf(b, "\n%s\n  %s\n", a.paint(bold, a.say(en, zh)), strings.ReplaceAll(body, "\n", "\n  "))
}

func commandList(cmd *cobra.Command) string {
	var t table
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			t.add(c.Name(), c.Short)
		}
	}
	return t.String()
}

// flagList lines up the flags with what they mean. The word in backquotes names
// a flag's value.
func flagList(flags *pflag.FlagSet) string {
	var t table
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		short := "    "
		if f.Shorthand != "" {
			short = "-" + f.Shorthand + ", "
		}
		if f.Value.Type() == "bool" {
			value = ""
		}
		t.add(strings.TrimRight(short+"--"+f.Name+" "+value, " "), usage)
	})
	return t.String()
}
