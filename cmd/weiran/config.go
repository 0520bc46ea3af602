package main

import (
	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/rules/source"
)

func (a *app) configCommand() *cobra.Command {
	var schema bool
	c := a.command(manual{
		use:   "config [--schema]",
		short: source.Say("print the configuration in effect", "显示生效的配置"),
		long: source.Say(
			"Prints the configuration in effect, defaults filled in, as a file that can be\nedited. The password of a database is not printed.",
			"显示生效的配置（含默认值），可另存后修改。不显示数据库口令。"),
		example: source.Say(
			"weiran config > weiran.yaml\nweiran config --schema > weiran.schema.json",
			"weiran config > weiran.yaml\nweiran config --schema > weiran.schema.json"),
	}, func(*cobra.Command, []string) error {
		if schema {
			_, err := a.stdout.Write(configs.JSONSchema())
			return err
		}
		c, err := a.settings()
		if err != nil {
			return err
		}
		_, err = a.stdout.Write(c.YAML())
		return err
	})
	c.Flags().BoolVar(&schema, "schema", false, a.say("print the JSON schema of the configuration, for editors", "输出配置文件的 JSON Schema，供编辑器使用"))
	return c
}
