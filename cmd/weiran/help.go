package main

import (
	"github.com/spf13/cobra"

	"weiran/rules/source"
)

func (a *app) helpCommand() *cobra.Command {
	c := a.command(manual{
		use:     "help [COMMAND]",
		short:   source.Say("show the help of a command", "显示某个命令的帮助"),
		example: source.Say("weiran help screen", "weiran help screen"),
	}, func(cmd *cobra.Command, args []string) error {
		target, rest, _ := cmd.Root().Find(args)
		if len(rest) > 0 {
			return a.unknownCommand(cmd.Root(), rest)
		}
		return target.Help()
	})
	c.Args = cobra.ArbitraryArgs
	return c
}
