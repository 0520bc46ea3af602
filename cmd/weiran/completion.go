package main

import (
	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/source"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (a *app) completionCommand() *cobra.Command {
	c := a.command(manual{
		use:   "completion SHELL",
		short: source.Say("print the completion script of a shell", "输出命令行补全脚本"),
		long: source.Say(
			"Prints a script that completes weiran's commands and flags: bash, zsh, fish or powershell.",
			"输出补全 weiran 命令和选项的脚本：bash、zsh、fish 或 powershell。"),
		example: source.Say(
			"weiran completion bash > /etc/bash_completion.d/weiran",
			"weiran completion bash > /etc/bash_completion.d/weiran"),
	}, func(cmd *cobra.Command, args []string) error {
		root := cmd.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(a.stdout, true)
		case "zsh":
			return root.GenZshCompletion(a.stdout)
		case "fish":
			return root.GenFishCompletion(a.stdout, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(a.stdout)
		}
		return usage(source.Say("unknown shell %q", "未知的命令行环境 %q", args[0]), source.DidYouMean(args[0], shells))
	})
	c.Args = exactly(1, source.Say("the name of a shell", "命令行环境的名称"))
	c.ValidArgs = shells
	return c
}

// completeInputs offers what is shipped where a file may be named too: with
// nothing to offer, a shell completes the names of files.
func completeInputs(cmd *cobra.Command) {
	offer(cmd, "policy", shippedIDs(library.Policies()))
	offer(cmd, "rules", append(shippedIDs(library.Rules()), jobs.NoRules))
}

func shippedIDs(files []*source.File) (ids []string) {
	for _, f := range files {
		ids = append(ids, library.ID(f))
	}
	return ids
}

// offer completes the value of a flag by one of a few words, or as a file.
func offer(cmd *cobra.Command, flag string, words []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveDefault))
	if err != nil {
		panic(err) // there is no such flag: the program is wrong
	}
}
