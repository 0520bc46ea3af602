package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/risk"
	"weiran/rules/source"
)

type rulesFlags struct {
	schema string
	format choice
}

func (a *app) rulesCommand() *cobra.Command {
	f := rulesFlags{format: choice{value: "text", known: []string{"text", "json", "csv"}}}
	c := a.command(manual{
		use:   "rules [RULE|FILE|FOLDER]…",
		short: source.Say("list the rules, or show one in full", "列出规则，或显示一条规则的全文"),
		long: source.Say(
			"Lists rule files and their rules: how grave a finding is, what people would complain\nabout, which of the four tests it counts under, who answers and within how many days.\nWithout files it lists those of the configuration, else the shipped rules.\n\nThe id of a rule shows that rule in full: its condition, what it says and advises,\nevery measure that it reads and the cases it is tested with. An id is looked up in the\nfiles named, else among the rules that the list would show; where a group and a rule\nshare an id, it means the rule.",
			"列出规则文件及其中的规则：严重程度、分值、诉求类型、归入“四性”中的哪一项、由谁答复、\n几日内答复。不指定文件时列出配置所用的规则，未配置的列出内置规则。\n\n指定规则标识时显示该规则全文：条件、说明、处置建议、所读取的每一项指标和测试算例。\n标识在所指定的文件中查找，未指定文件时在所列出的规则中查找；规则组与规则同名时指规则。"),
		example: source.Say(
			"weiran rules\nweiran rules left-behind\n# one shipped group, or your own files\nweiran rules comparison\nweiran rules my-rules.yaml\n# for programs\nweiran rules --format json left-behind\nweiran rules --format csv > rules.csv",
			"weiran rules\nweiran rules left-behind\n# 一个内置规则组，或自己的文件\nweiran rules comparison\nweiran rules 我的规则.yaml\n# 供程序读取\nweiran rules --format json left-behind\nweiran rules --format csv > 规则.csv"),
	}, func(_ *cobra.Command, args []string) error { return a.rules(args, f) })
	c.Args = cobra.ArbitraryArgs
	c.Flags().StringVar(&f.schema, "schema", "", a.say("schema `FILE` to read the rules with (default: the configuration's, else the shipped one)", "读取规则所用的名册结构`文件`（默认用配置的结构，未配置的用内置结构）"))
	c.Flags().Var(&f.format, "format", a.say("`FORMAT` of the output: text, json or csv", "输出`格式`：text、json 或 csv"))
	offer(c, "format", f.format.known)
	c.ValidArgsFunction = a.completeRules
	return c
}

func (a *app) rules(args []string, f rulesFlags) error {
	c, err := a.settings()
	if err != nil {
		return err
	}
	asked, err := askRules(args, jobs.Shelf{Schema: or(f.schema, c.Schema), Rules: c.Rules})
	if err != nil {
		return err
	}
	switch {
	case f.format.value == "json":
		return writeJSON(a.stdout, rulesJSON(asked.groups))
	case f.format.value == "csv":
		return writeRulesCSV(a.stdout, asked.groups)
	case len(asked.ids) > 0:
		a.printRules(asked.groups)
	default:
		a.listRules(asked.groups)
	}
	return nil
}

// askedRules are the rules that a call is about.
type askedRules struct {
	ids    []string // of single rules; none means all
	groups []ruleGroup
}

// A ruleGroup is a rule file with those of its rules that were asked for.
type ruleGroup struct {
	*risk.Group
	asked []*risk.Rule
}

// askRules opens the files among some arguments, or else those that stand on a
// shelf, and picks the rules that the other arguments name.
func askRules(args []string, shelf jobs.Shelf) (askedRules, error) {
	groups, err := openRules(jobs.Shelf{})
	if err != nil {
		return askedRules{}, err
	}
	files, ids := partRules(args, groups)
	if len(files) > 0 {
		shelf.Rules = files
	}
	if len(shelf.Rules) > 0 || shelf.Schema != "" {
		if groups, err = openRules(shelf); err != nil {
			return askedRules{}, err
		}
	}
	picked, err := pickRules(groups, ids)
	return askedRules{ids: ids, groups: picked}, err
}

// openRules opens the rules of a shelf; the shipped ones where it has none.
func openRules(shelf jobs.Shelf) ([]ruleGroup, error) {
	books, err := shelf.Open()
	if err != nil || books.Pack == nil {
		return nil, err
	}
	var groups []ruleGroup
	for _, g := range books.Pack.Groups {
		groups = append(groups, ruleGroup{Group: g, asked: g.All()})
	}
	return groups, nil
}

// partRules tells the files among some arguments from the ids of rules. What is
// neither shipped nor a file is taken for the id of a rule in one of the files.
func partRules(args []string, shipped []ruleGroup) (files, ids []string) {
	known := ruleIDs(shipped)
	for _, arg := range args {
		_, group := library.Rule(arg)
		switch {
		case slices.Contains(known, arg):
			ids = append(ids, arg)
		case group || exists(arg) || looksLikeFile(arg):
			files = append(files, arg)
		default:
			ids = append(ids, arg)
		}
	}
	return files, ids
}

// looksLikeFile reports whether a name is no id of a rule, so that a file that is
// missing is told as that.
func looksLikeFile(name string) bool {
	return strings.ContainsAny(name, `/\`) || filepath.Ext(name) == ".yaml" || filepath.Ext(name) == ".yml"
}

// pickRules leaves the rules of some ids, or all where there is no id.
func pickRules(groups []ruleGroup, ids []string) ([]ruleGroup, error) {
	if len(ids) == 0 {
		return groups, nil
	}
	known := ruleIDs(groups)
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return nil, usage(source.Say("no rule, group or file is called %q", "没有名为 %q 的规则、规则组或文件", id), source.DidYouMean(id, append(known, shippedIDs(library.Rules())...)))
		}
	}
	var picked []ruleGroup
	for _, g := range groups {
		g.asked = slices.DeleteFunc(g.asked, func(r *risk.Rule) bool { return !slices.Contains(ids, r.ID) })
		if len(g.asked) > 0 {
			picked = append(picked, g)
		}
	}
	return picked, nil
}

func ruleIDs(groups []ruleGroup) (ids []string) {
	for _, g := range groups {
		for _, r := range g.asked {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// completeRules offers the ids of rules, with their titles, and of shipped groups;
// a shell adds the names of files where none of them fits.
func (a *app) completeRules(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	schema, _ := cmd.Flags().GetString("schema")
	c, _ := a.settings() // what cannot be read is said by the command itself
	asked, err := askRules(args, jobs.Shelf{Schema: or(schema, c.Schema), Rules: c.Rules})
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var words []string
	known := ruleIDs(asked.groups)
	for _, g := range asked.groups {
		if _, ok := library.Rule(g.ID); ok && !slices.Contains(known, g.ID) {
			words = append(words, cobra.CompletionWithDesc(g.ID, g.Title))
		}
		for _, r := range g.asked {
			words = append(words, cobra.CompletionWithDesc(r.ID, r.Title))
		}
	}
	return words, cobra.ShellCompDirectiveDefault
}
