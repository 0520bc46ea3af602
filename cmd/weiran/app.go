package main

import (
	"context"
	"io"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/rules/source"
)

// An app is one call of the program: what it was given by the world, and how it
// speaks to it.
type app struct {
	program        string // how the user calls it: weiran
	args           []string
	stdout, stderr io.Writer
	env            func(string) string
	now            func() time.Time // the only clock of the program

	lang   source.Language
	global globalFlags
}

// globalFlags are the flags that every command takes.
type globalFlags struct {
	config   string
	database configs.DatabaseURL
	language choice // of messages
	color    choice // when to colour
	verbose  bool
}

// run does what the arguments say and gives the exit code.
func (a *app) run(ctx context.Context) int {
	a.lang = a.language()
	root := a.root()
	root.SetArgs(a.args)
	return a.exit(root.ExecuteContext(ctx))
}

// root is the command that all others hang on.
func (a *app) root() *cobra.Command {
	cobra.EnableCommandSorting = false
	root := a.command(manual{
		use:   "weiran COMMAND",
		short: source.Say("see trouble with a pay change before it happens", "防患于未然：待遇调整前的风险排查"),
		long: source.Say(
			"weiran tells a veteran-cadre bureau, before a pay change, who gains, who loses,\nwho is missed and who will feel wronged, by name, clause and amount.",
			"在离退休待遇政策落地之前，逐人逐条算清谁增、谁减、谁被漏、谁会有意见。"),
		example: source.Say(
			"weiran demo\nweiran screen --roster roster.xlsx --policy cn-2015-3 --as-of 2015-01-20 --out run",
			"weiran demo\nweiran screen --roster 名册.xlsx --policy cn-2015-3 --as-of 2015-01-20 --out 结果"),
	}, a.unknownCommand)
	root.Args = cobra.ArbitraryArgs
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetHelpFunc(a.help)
	root.SetUsageFunc(func(*cobra.Command) error { return nil })
	root.SetFlagErrorFunc(flagError)
	a.bindGlobal(root)
	root.AddCommand(
		a.demoCommand(), a.screenCommand(), a.explainCommand(), a.hotspotsCommand(), a.diffCommand(), a.reportCommand(), a.verifyCommand(), a.backtestCommand(), a.calibrateCommand(),
		a.importCommand(), a.newCommand(), a.checkCommand(), a.testCommand(), a.synthCommand(), a.scheduleCommand(),
		a.rulesCommand(), a.schemaCommand(), a.configCommand(), a.versionCommand(), a.completionCommand())
	root.SetHelpCommand(a.helpCommand())
	return root
}

func (a *app) bindGlobal(root *cobra.Command) {
	a.global.language.known = []string{"zh", "en"}
	a.global.color.known = []string{"auto", "always", "never"}
	f := root.PersistentFlags()
	f.StringVar(&a.global.config, "config", "", a.say("configuration `FILE` (default weiran.yaml, if there is one)", "配置`文件`（默认 weiran.yaml，如有）"))
	f.Var((*databaseFlag)(&a.global.database), "db", a.say("database `URL`: postgres://… or sqlite:PATH (default $DATABASE_URL, then the configuration)", "数据库`地址`：postgres://… 或 sqlite:路径（默认取 $DATABASE_URL，其次配置文件）"))
	f.Var(&a.global.language, "lang", a.say("`LANGUAGE` of messages: zh or en (default by locale)", "提示`语言`：zh 或 en（默认随系统）"))
	f.Var(&a.global.color, "color", a.say("`WHEN` to colour: auto, always or never", "是否着色（`方式`）：auto、always 或 never"))
	f.BoolVarP(&a.global.verbose, "verbose", "v", false, a.say("log what is being done to stderr", "在标准错误输出中记录过程"))
	offer(root, "lang", a.global.language.known)
	offer(root, "color", a.global.color.known)
	f.BoolP("help", "h", false, a.say("show this help", "显示帮助"))
}

// say gives a message in the language of this call.
func (a *app) say(en, zh string, args ...any) string { return source.Say(en, zh, args...).In(a.lang) }

// log writes to stderr. Somebody who watches a command sees its messages, so the
// log is quiet unless asked for.
func (a *app) log() *slog.Logger {
	level := slog.LevelWarn
	if a.global.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: level}))
}
