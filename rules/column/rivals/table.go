package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"weiran/rules/source"
)

// table writes what was measured as Markdown, in a language: where and how, then
// a line for each contender, with how many times the first one's work it takes.
// That is told by the least processor time of each, because what else the machine
// does can only add to a round.
func (p plan) table(runners []*runner, l source.Language) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", p.caption().In(l))
	b.WriteString(source.Say(
		"| engine | version | persons | ns a person by the clock | by the processor | × |",
		"| 引擎 | 版本 | 人数 | 每人纳秒，按时钟 | 按处理器 | 倍数 |").In(l))
	b.WriteString("\n|---|---|--:|--:|--:|--:|\n")
	for _, r := range runners {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.name.In(l), r.version(), grouped(r.count),
			spread(r.clock), spread(r.cpu), number(slices.Min(r.cpu)/slices.Min(runners[0].cpu)))
	}
	return b.String()
}

// spread writes the median of some times, the least and the most.
func spread(times []float64) string {
	sorted := slices.Sorted(slices.Values(times))
	return fmt.Sprintf("%s (%s … %s)", number(sorted[len(sorted)/2]), number(sorted[0]), number(sorted[len(sorted)-1]))
}

func (p plan) caption() source.Text {
	return source.Say(
		"%d rules over %s persons, %d workers or threads each, median (least … most) of %d interleaved rounds; %s, %d cores, %s.",
		"%d 条规则，%s 人，各引擎均为 %d 个工作线程，交错 %d 轮，取中位数（最小…最大）；%s，%d 核，%s。",
		len(rules), grouped(p.persons), p.workers, p.rounds, processor(), runtime.NumCPU(), runtime.Version())
}

// number writes two digits or more of a figure.
func number(x float64) string {
	if x < 10 {
		return fmt.Sprintf("%.1f", x)
	}
	return grouped(int(x + 0.5))
}

// grouped writes 1,000,000.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}

// processor names the machine's processor, as Linux does; elsewhere its kind.
func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if name, model, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(model)
		}
	}
	return runtime.GOARCH
}
