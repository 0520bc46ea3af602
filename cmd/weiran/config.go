package main

import (
	"github.com/spf13/cobra"

	"weiran/rules/source"
)

func (a *app) configCommand() *cobra.Command {
	return a.command(manual{
		use:   "config",
		short: source.Say("print the configuration in effect", "显示生效的配置"),
		long: source.Say(
			"Prints the configuration in effect, defaults filled in, as a file that can be\nedited. The password of a database is not printed.",
			"显示生效的配置（含默认值），可另存后修改。不显示数据库口令。"),
		example: source.Say(
			"weiran config > weiran.yaml",
			"weiran config > weiran.yaml"),
	}, func(*cobra.Command, []string) error {
		c, err := a.settings()
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(c.YAML())
		return err
	})
}
