package main

import (
	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// jsonSchemas give the JSON schema of each kind of file.
var jsonSchemas = map[string]func() []byte{
	"policy": policy.JSONSchema,
	"rules":  risk.JSONSchema,
	"roster": roster.JSONSchema,
	"config": configs.JSONSchema,
}

// schemaKinds are the kinds, in the order of help.
var schemaKinds = []string{"policy", "rules", "roster", "config"}

func (a *app) schemaCommand() *cobra.Command {
	c := a.command(manual{
		use:   "schema policy|rules|roster|config",
		short: source.Say("print the JSON schema of a kind of file, for editors", "输出各类文件的 JSON Schema，供编辑器使用"),
		long: source.Say(
			"Prints the JSON schema of policy files, of rule files, of the roster's schema or of\nthe configuration. An editor with a YAML language server completes and explains the\nkeys of a file whose first line is\n# yaml-language-server: $schema=policy.schema.json",
			"输出政策文件、规则文件、名册结构或配置文件的 JSON Schema。文件首行写\n# yaml-language-server: $schema=policy.schema.json\n支持 YAML 语言服务的编辑器即可补全、说明各键。"),
		example: source.Say(
			"weiran schema policy > policy.schema.json\nweiran schema config > weiran.schema.json",
			"weiran schema policy > policy.schema.json\nweiran schema config > weiran.schema.json"),
	}, func(_ *cobra.Command, args []string) error {
		schema, ok := jsonSchemas[args[0]]
		if !ok {
			return usage(source.Say("%q is no kind of file", "没有 %q 这类文件", args[0]), source.DidYouMean(args[0], schemaKinds))
		}
		_, err := a.stdout.Write(schema())
		return err
	})
	c.Args = exactly(1, source.Say("the kind of file", "文件种类"))
	c.ValidArgsFunction = firstOf(schemaKinds)
	return c
}

// firstOf completes a command's first argument by one of a few words.
func firstOf(words []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}
