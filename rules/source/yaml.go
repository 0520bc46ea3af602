package source

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// root parses the file and gives its one value, or nil once it has said why
// there is none.
func (d *decoder) root() *yaml.Node {
	if at := invalidUTF8(d.file.Text); at >= 0 {
		d.problems.Add(d.lineOf(at), Say("the file is not UTF-8 text", "文件不是 UTF-8 编码"),
			Say("save it again as UTF-8", "请另存为 UTF-8 编码"))
		return nil
	}
	loader, err := yaml.NewLoader(bytes.NewReader(d.file.Text))
	if err != nil {
		d.syntax(err)
		return nil
	}
	var doc, second yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF), err == nil && empty(&doc):
		d.problems.Add(Pos{File: d.file}, Say("the file is empty", "文件为空"), Text{})
		return nil
	case err != nil:
		d.syntax(err)
		return nil
	}
	switch err := loader.Load(&second); {
	case err == nil:
		d.problems.Add(d.pos(&second), Say("a file holds one document", "一个文件只能有一个文档"),
			Say("split the file at \"---\"", "请在“---”处拆成两个文件"))
	case !errors.Is(err, io.EOF):
		d.syntax(err)
	}
	if root := doc.Content[0]; root.Kind != yaml.ScalarNode || !d.slipped(len(d.file.lines)) {
		return root
	}
	return nil
}

func empty(doc *yaml.Node) bool { return len(doc.Content) == 0 || isNull(doc.Content[0]) }

// invalidUTF8 gives the offset of the first byte that is no text, or -1.
func invalidUTF8(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// lineOf gives the line that holds a byte of the file.
func (d *decoder) lineOf(at int) Pos {
	return Pos{File: d.file, Line: 1 + bytes.Count(d.file.Text[:at], []byte("\n")), Col: 1}
}

// syntax reports an error of the YAML parser.
func (d *decoder) syntax(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		load = &yaml.LoadError{Message: err.Error()}
	}
	pos := d.syntaxPos(load)
	if d.slipped(max(pos.Line, load.Mark.Line)) {
		return
	}
	message, hint := syntaxWords(load.Message)
	if strings.HasPrefix(pos.rest(), "\t") {
		message, hint = syntaxWords("tab character")
	}
	d.problems.Add(pos, message, hint)
}

// syntaxPos gives where the parser stumbled; where that is the end of the file,
// the start of what was never closed says more.
func (d *decoder) syntaxPos(err *yaml.LoadError) Pos {
	mark := err.Mark
	if strings.TrimSpace(d.file.Line(mark.Line)) == "" && err.ContextMark.Line > 0 {
		mark = err.ContextMark
	}
	if mark.Line == 0 {
		return Pos{File: d.file}
	}
	return Pos{File: d.file, Line: mark.Line, Col: max(mark.Column, 1)}
}

// syntaxTexts say the parser's commonest errors in plain words, with a hint.
var syntaxTexts = []struct {
	part          string
	message, hint Text
}{
	{
		"',' or ']'", Say("this list is not closed", "此列表没有闭合"),
		Say("part its members by commas and close it with ]", "各项以逗号分隔，末尾加 ]"),
	},
	{
		"',' or '}'", Say("this map is not closed", "此处的 { 没有闭合"),
		Say("part its entries by commas and close it with }", "各项以逗号分隔，末尾加 }"),
	},
	{
		"mapping values are not allowed", Say("a colon is not expected here", "此处不应出现冒号"),
		Say("put quotes around a text that holds \": \", or mend the indentation", "含“: ”的文本须加引号；或请检查缩进"),
	},
	{
		"end of stream", Say("the quote is never closed", "引号没有闭合"), Text{},
	},
	{
		"tab character", Say("a tab indents this line", "此行用制表符缩进"),
		Say("indent with spaces", "请用空格缩进"),
	},
	{
		"cannot start any token", Say("a value cannot start like this", "值不能以此字符开头"),
		Say("put quotes around a text that starts with @, ` or %", "以 @、` 或 % 开头的文本须加引号"),
	},
	{
		"did not find expected key", Say("a key is expected here", "此处应为键"),
		Say("mend the indentation or the quotes", "请检查缩进和引号"),
	},
	{
		"'-' indicator", Say("a list item is expected here", "此处应为列表项"),
		Say("start each item with \"- \" in the same column", "各项以“- ”开头并对齐"),
	},
	{
		"unknown anchor", Say("this alias refers to no anchor", "此别名没有对应的锚点"),
		Say("put quotes around a text that starts with *", "以 * 开头的文本须加引号"),
	},
	{
		"control characters", Say("the file holds a control character", "文件含有控制字符"),
		Say("remove it", "请删除该字符"),
	},
}

// syntaxWords gives an error of the parser in plain words.
func syntaxWords(message string) (said, hint Text) {
	for _, t := range syntaxTexts {
		if strings.Contains(message, t.part) {
			return t.message, t.hint
		}
	}
	return Say("not valid YAML: %s", "不是合法的 YAML：%s", message),
		Say("check the indentation, the quotes and the brackets", "请检查缩进、引号和括号")
}

// mostAliases is how often a file may use aliases. A file of an author needs
// few; one whose alias contains itself would never end.
const mostAliases = 1000

// follow gives what an alias stands for. Past the limit it is nothing.
func (d *decoder) follow(n *yaml.Node) *yaml.Node {
	if n.Kind != yaml.AliasNode {
		return n
	}
	d.aliases++
	switch {
	case d.aliases < mostAliases:
		return n.Alias
	case d.aliases == mostAliases:
		d.fault(n, Say("too many aliases", "别名过多"), Say("does one contain itself?", "是否有别名包含自身？"))
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line, Column: n.Column}
}
