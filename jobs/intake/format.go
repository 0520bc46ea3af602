package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"weiran/rules/source"
)

// A format is what a file is by its content.
type format uint8

const (
	textFile format = iota
	workbookFile
	parquetFile
)

// The hints for what is not a csv, xlsx or parquet file.
var (
	saveAs = source.Say("open it in Excel or WPS and save it as .xlsx (a workbook, without a password)",
		"请用 Excel 或 WPS 打开，另存为 .xlsx（工作簿，不设密码）")
	copyTable = source.Say("copy its table into Excel or WPS and save that as .xlsx",
		"请将其中的表格复制到 Excel 或 WPS，另存为 .xlsx")
	unpack = source.Say("unpack it and name the file inside it", "请解压后指定其中的文件")
)

// A kindOfFile is something else than a roster.
type kindOfFile struct{ what, hint source.Text }

var (
	oldWorkbook = kindOfFile{source.Say("this is an old .xls or .et workbook, or one with a password",
		"这是旧版 .xls 或 .et 工作簿，或设有密码"), saveAs}
	binaryWorkbook = kindOfFile{source.Say("this is a binary .xlsb workbook", "这是二进制 .xlsb 工作簿"), saveAs}
	openDocument   = kindOfFile{source.Say("this is an OpenDocument file", "这是 OpenDocument 文件"), saveAs}
	webPage        = kindOfFile{source.Say("this is a web page, though it may be called .xls", "这是网页文件，尽管可能以 .xls 命名"), saveAs}
	xmlFile        = kindOfFile{source.Say("this is an XML file", "这是 XML 文件"), saveAs}
	pdfFile        = kindOfFile{source.Say("this is a PDF document", "这是 PDF 文件"), copyTable}
	richText       = kindOfFile{source.Say("this is a text document (RTF)", "这是 RTF 文档"), copyTable}
	wordDocument   = kindOfFile{source.Say("this is a Word document", "这是 Word 文档"), copyTable}
	presentation   = kindOfFile{source.Say("this is a presentation", "这是演示文稿"), copyTable}
	zipArchive     = kindOfFile{source.Say("this is a zip archive", "这是压缩包"), unpack}
	binaryFile     = kindOfFile{source.Say("this is not a text file", "这不是文本文件"), saveAs}
)

// not is the error of a file that is something else.
func (k kindOfFile) not(in input) error { return failed(ErrFormat, in.name, k.what, k.hint) }

// signatures tell such files by how they start, in small letters.
var signatures = []struct {
	start string
	kind  kindOfFile
}{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", oldWorkbook},
	{"%pdf", pdfFile},
	{`{\rtf`, richText},
	{"<!doctype", webPage},
	{"<html", webPage},
	{"<table", webPage},
	{"<?xml", xmlFile},
}

// formatOf looks at the content of the file; the name counts for nothing.
func formatOf(in input) (format, error) {
	if in.size == 0 {
		return textFile, empty(in.name)
	}
	head := make([]byte, min(in.size, 512))
	if _, err := in.at.ReadAt(head, 0); err != nil && err != io.EOF {
		return textFile, unread(in.name, err)
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return workbookFile, packed(in)
	}
	if bytes.HasPrefix(head, []byte("PAR1")) {
		return parquetFile, nil
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	for _, s := range signatures {
		if n := len(s.start); len(start) >= n && lowered(start[:n]) == s.start {
			return textFile, s.kind.not(in)
		}
	}
	return textFile, nil
}

// lowered makes the capital letters of ASCII small and leaves all other bytes.
func lowered(start []byte) string {
	small := bytes.Clone(start)
	for i, b := range small {
		if 'A' <= b && b <= 'Z' {
			small[i] = b + 'a' - 'A'
		}
	}
	return string(small)
}

func empty(place string) *Error {
	return failed(ErrEmpty, place, source.Say("the file is empty", "文件为空"),
		source.Say("there should be a header line and a line for each record", "应有表头，并且每条记录一行"))
}

// packed says what a zip file is where it is no xlsx workbook.
func packed(in input) error {
	z, err := zip.NewReader(in.at, in.size)
	if err != nil {
		return damaged(in.name)
	}
	kind := zipArchive
	for _, f := range z.File {
		switch name := strings.ToLower(strings.ReplaceAll(f.Name, "\\", "/")); {
		case name == "xl/workbook.xml":
			return nil
		case name == "xl/workbook.bin":
			kind = binaryWorkbook
		case strings.HasPrefix(name, "word/"):
			kind = wordDocument
		case strings.HasPrefix(name, "ppt/"):
			kind = presentation
		case name == "mimetype":
			kind = openDocument
		}
	}
	return kind.not(in)
}

func damaged(place string) *Error {
	return failed(ErrFormat, place, source.Say("the workbook is damaged", "工作簿已损坏"),
		source.Say("copy the file again, or open it in Excel or WPS and save it anew", "请重新复制，或用 Excel 或 WPS 打开后另存"))
}
