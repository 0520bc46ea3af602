package source

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A slip is what the keys of a Chinese keyboard, and habits of plain writing, do
// to YAML: the parser stumbles over it later, or elsewhere. The first group of the
// pattern is what is underlined. Keys of the formats are in lower case, and so
// free text is not taken for one.
type slip struct {
	pattern       *regexp.Regexp
	message, hint Text
}

var slips = []slip{
	{
		regexp.MustCompile(`^[\s\-{]*[a-z_][a-z0-9_]*\s*(：)`),
		Say("this colon is the full-width one", "此处是全角冒号"), halfColon,
	},
	{
		// A row of a table, whose key may be a word and whose value is a number.
		regexp.MustCompile(`^\s*[^\s:{},]+\s*(：)\s*[0-9.]+%?\s*$`),
		Say("this colon is the full-width one", "此处是全角冒号"), halfColon,
	},
	{
		regexp.MustCompile(`[,，]\s*[a-z_][a-z0-9_]*\s*(：)`),
		Say("this colon is the full-width one", "此处是全角冒号"), halfColon,
	},
	{
		regexp.MustCompile(`(，)\s*[a-z_][a-z0-9_]*\s*[:：]`),
		Say("this comma is the full-width one", "此处是全角逗号"),
		Say("type it in English, with a space behind it", "请改用英文（半角）逗号，后面空一格"),
	},
	{
		regexp.MustCompile(`^\s*(?:- )?[a-z_][a-z0-9_]*(:)[^\s:]`),
		Say("a space is missing behind this colon", "冒号后面缺少空格"),
		Say("put a space between the colon and the value", "请在冒号与内容之间空一格"),
	},
	{
		regexp.MustCompile(`(?:[:：]|,)\s*("[^"]*”)`),
		Say("this text starts with an English quote and ends with a Chinese one", "此文本以英文引号开头、以中文引号结尾"),
		Say("use the same quotes at both ends, or none", "请前后都用英文引号，或都不用引号"),
	},
	{
		regexp.MustCompile(`[{,]\s*[a-z_]+: ([^'",{}\s][^'",{}]* \? [^{}]*? : )`),
		Say("an expression with \" : \" stands here without quotes", "含“ : ”的表达式没有加引号"),
		Say("put it in single quotes: add: 'a ? b : c'", "请用单引号括起，例如 add: 'a ? b : c'"),
	},
	{
		// In braces a comma ends the value, also one between a function's arguments.
		regexp.MustCompile(`[{,]\s*[a-z_]+: ([^'"{}\s,][^'"{},]*\([^'"{}(),]*,[^{}()]*\)?)`),
		Say("an expression with a comma stands here without quotes", "含逗号的表达式没有加引号"),
		Say("put it in single quotes: when: 'f(a, b)'", "请用单引号括起，例如 when: 'f(a, b)'"),
	},
}

var halfColon = Say("type it in English, with a space behind it: \"key: value\"", "请改用英文（半角）冒号，后面空一格，如“键: 值”")

// slipped reports all slips of the file. It is true where one stands above the end
// of a line, so that it is what the parser stumbled over there.
func (d *decoder) slipped(line int) bool {
	found := d.findSlips()
	d.problems = append(d.problems, found...)
	return len(found) > 0 && found[0].Pos.Line <= line
}

// findSlips gives all slips of a file which is not the YAML it was meant to be.
// In one that parses the same characters may be meant.
func (d *decoder) findSlips() Problems {
	var found Problems
	for i := range d.file.lines {
		line := withoutQuoted(d.file.Line(i + 1))
		told := map[int]bool{}
		for _, s := range slips {
			for _, at := range s.pattern.FindAllStringSubmatchIndex(line, -1) {
				if told[at[2]] {
					continue
				}
				told[at[2]] = true
				found = append(found, Problem{
					Pos:     Pos{File: d.file, Line: i + 1, Col: 1 + utf8.RuneCountInString(line[:at[2]])},
					Width:   utf8.RuneCountInString(strings.TrimSpace(line[at[2]:at[3]])),
					Message: s.message, Hint: s.hint,
				})
			}
		}
	}
	return found
}

// quoted is a text in quotes that is closed on its line, or a comment.
var quoted = regexp.MustCompile(`'[^']*'|"[^"”]*"|(?:^|\s)#.*`)

// withoutQuoted covers what stands in quotes and comments, keeping the quotes
// and the place of everything else.
func withoutQuoted(line string) string {
	return quoted.ReplaceAllStringFunc(line, func(s string) string {
		n := utf8.RuneCountInString(s)
		if s[0] == '\'' || s[0] == '"' {
			return s[:1] + strings.Repeat("_", n-2) + s[:1]
		}
		return strings.Repeat(" ", n)
	})
}

// keyHint says what may be meant by a key that is not known. Inside braces, a
// colon without its space and a comma of an expression make keys of what is none.
func keyHint(key string, known []string) Text {
	name, _, colon := strings.Cut(strings.ReplaceAll(key, "：", ":"), ":")
	switch name = strings.TrimSpace(name); {
	case colon:
		return Say("write an English colon and a space: %s: …", "冒号请用英文（半角），后面空一格：%s: …", name)
	case strings.ContainsAny(key, "()=<>\"'"):
		return Say("part of an expression with a comma? put the whole in single quotes: when: 'f(a, b)'",
			"这是含逗号的表达式的后半段？请把整个表达式用单引号括起，例如 when: 'f(a, b)'")
	}
	return DidYouMean(key, known)
}
