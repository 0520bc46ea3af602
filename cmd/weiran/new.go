package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"weiran/configs"
	"weiran/jobs"
	"weiran/rules/library"
	"weiran/rules/roster"
	"weiran/rules/source"
)

// A skeleton is a kind of file that can be begun: the word for it, what gives its
// text, and the word for the schema of its kind.
type skeleton struct {
	kind, schema string
	text         func(id string) *source.File
}

var skeletons = []skeleton{
	{"policy", "policy", library.NewPolicy},
	{"rule", "rules", library.NewRule},
}

// standardOutput is the name of a file that means standard output.
const standardOutput = "-"

func (a *app) newCommand() *cobra.Command {
	var out, from string
	c := a.command(manual{
		use:   "new policy|rule ID [--from ID] [--out FILE]",
		short: source.Say("begin a policy or rule file", "新建政策或规则文件"),
		long: source.Say(
			"Writes a policy or rule file to begin with: every part of the format in the order\nin which it is filled in, with comments. It passes check and test as it is; its\nfigures are examples. With --from it begins as a copy of a shipped policy, such as\na template. A file that is there already is left alone.",
			"写出一个带注释的政策或规则文件，各部分按填写顺序排列，可直接通过检查和算例；\n其中数额均为样例。用 --from 则从内置政策（如模板）复制一份。不覆盖已有的文件。"),
		example: source.Say(
			"weiran new policy county-2026-1\nweiran new policy county-hardship --from cn-2006-61\nweiran new rule below-peers --out rules/below-peers.yaml\nweiran new policy county-2026-1 --out -",
			"weiran new policy county-2026-1\nweiran new policy county-hardship --from cn-2006-61\nweiran new rule below-peers --out rules/below-peers.yaml\nweiran new policy county-2026-1 --out -"),
	}, func(_ *cobra.Command, args []string) error {
		s, err := skeletonOf(args[0])
		if err != nil {
			return err
		}
		f := s.text(args[1])
		if from != "" {
			if f, err = copyOf(s, from, args[1]); err != nil {
				return err
			}
		}
		return a.begin(s, f, out)
	})
	c.Args = exactly(2, source.Say("the kind of file, or the id", "文件种类或编号"))
	c.ValidArgsFunction = firstOf(skeletonKinds())
	c.Flags().StringVarP(&out, "out", "o", "", a.say("`FILE` to write, - for standard output (default ID.yaml)", "写出的`文件`，- 为标准输出（默认 编号.yaml）"))
	c.Flags().StringVar(&from, "from", "", a.say("begin with a copy of the shipped policy `ID`", "从`编号`所指的内置政策复制"))
	return c
}

func skeletonKinds() (kinds []string) {
	for _, s := range skeletons {
		kinds = append(kinds, s.kind)
	}
	return kinds
}

// skeletonOf finds a kind of file by its word.
func skeletonOf(kind string) (skeleton, error) {
	at := slices.Index(skeletonKinds(), kind)
	if at < 0 {
		return skeleton{}, usage(source.Say("%q is no kind of file to begin", "不能新建 %q", kind), source.DidYouMean(kind, skeletonKinds()))
	}
	return skeletons[at], nil
}

// copyOf gives a shipped policy under a new id.
func copyOf(s skeleton, shipped, id string) (*source.File, error) {
	if s.kind != "policy" {
		return nil, usage(source.Say("--from copies policies only", "--from 只能复制政策"), source.Say("leave it out", "请删去"))
	}
	f, ok := library.CopyPolicy(shipped, id)
	if !ok {
		var known []string
		for _, p := range library.Policies() {
			known = append(known, library.ID(p))
		}
		return nil, usage(source.Say("no policy %q is shipped", "没有内置政策 %q", shipped), source.DidYouMean(shipped, known))
	}
	return f, nil
}

// begin writes a file to begin with.
func (a *app) begin(s skeleton, f *source.File, out string) error {
	id := strings.TrimSuffix(f.Name, ".yaml")
	if err := fitsAsID(f, id); err != nil {
		return err
	}
	if out == standardOutput {
		_, err := a.stdout.Write(f.Text)
		return err
	}
	return a.writeNew(s, or(out, f.Name), f.Text)
}

// fitsAsID checks that a skeleton is still sound with the id in its places, so
// that no id is written that check would refuse.
func fitsAsID(f *source.File, id string) error {
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		return err
	}
	problems = jobs.CheckFiles([]*source.File{f}, schema)[0].Problems
	at := slices.IndexFunc(problems, func(p source.Problem) bool { return p.Severity == source.Error })
	switch {
	case at >= 0 && strings.Contains(problems[at].Message.EN, id):
		return usage(problems[at].Message, problems[at].Hint)
	case at >= 0:
		return usage(source.Say("%q cannot be an id", "%q 不能用作编号", id),
			source.Say("use letters, digits, . _ and -, like county-2026-1", "请用字母、数字和 . _ -，例如 county-2026-1"))
	}
	return nil
}

// writeNew writes a file that is not there yet, and says what comes next.
func (a *app) writeNew(s skeleton, name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usage(source.Say("%s is there already", "%s 已存在", name),
			source.Say("name another file with --out", "请用 --out 指定其他文件"))
	}
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.say("wrote %s; fill it in from the top down, then:", "已写出 %s；请自上而下填写，然后：", name))
	var t table
	t.add("  weiran check "+name, a.say("every problem, with its place", "列出全部问题及位置"))
	t.add("  weiran test "+name, a.say("runs its worked cases", "运行其中的算例"))
	t.add("  weiran schema "+s.schema+" > "+s.schema+".schema.json", a.say("lets an editor complete it", "供编辑器补全"))
	fmt.Fprintln(a.stdout, t.String())
	return nil
}
