package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"unicode/utf8"

	"weiran/rules/source"
)

// An input is the content of a file, which can be read again and again.
type input struct {
	name string // as the user wrote it
	at   io.ReaderAt
	size int64
}

// base names the file in places: the folder it lies in changes no output.
func (in input) base() string { return filepath.Base(in.name) }

// reader reads the content from its start.
func (in input) reader() *io.SectionReader { return io.NewSectionReader(in.at, 0, in.size) }

// openFile opens a file to be read as an input; the caller closes it. What is no
// plain file, such as a pipe, is read into memory.
func openFile(path string) (in input, closer io.Closer, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return input{}, nil, unopened(path, err)
	}
	if info.IsDir() {
		return input{}, nil, failed(ErrFormat, path,
			source.Say("this is a folder, not a file", "这是文件夹，不是文件"),
			source.Say("name the file inside it", "请指定其中的文件"))
	}
	f, err := os.Open(path)
	if err != nil {
		return input{}, nil, unopened(path, err)
	}
	if info.Mode().IsRegular() {
		return input{name: path, at: f, size: info.Size()}, f, nil
	}
	data, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		return input{}, nil, unread(path, err)
	}
	return inMemory(path, data), f, nil
}

func inMemory(name string, data []byte) input {
	return input{name: name, at: bytes.NewReader(data), size: int64(len(data))}
}

// unopened explains why a file could not be opened.
func unopened(path string, err error) *Error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return failed(err, path, source.Say("there is no such file", "文件不存在"), nearestFile(path))
	case errors.Is(err, fs.ErrPermission):
		return failed(err, path, source.Say("the file may not be read", "没有读取该文件的权限"),
			source.Say("ask for the right to read it, or copy it", "请申请读取权限，或复制一份"))
	}
	return unread(path, err)
}

func unread(path string, err error) *Error {
	return failed(err, path, source.Say("the file cannot be read", "文件无法读取"),
		source.Say("is it open in another program, or on a disk that was removed?",
			"是否被其他程序占用，或所在磁盘已移除？"))
}

// nearestFile is the hint that names a file like the one that is missing.
func nearestFile(path string) source.Text {
	var names []string
	entries, _ := os.ReadDir(filepath.Dir(path)) // no folder, no hint
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if near := source.Nearest(filepath.Base(path), names); near != "" {
		return source.DidYouMean(filepath.Base(path), names)
	}
	return source.Say("check the path", "请检查路径")
}

// A survey is what one pass over a file tells of it as a whole.
type survey struct {
	sum     hash.Hash
	utf8    bool // all of it is valid UTF-8
	zeroes  bool // it has zero bytes, as no text in UTF-8 or GB18030 has
	partial []byte
}

// surveyed reads the file once.
func surveyed(ctx context.Context, in input) (*survey, error) {
	s := &survey{sum: sha256.New(), utf8: true}
	if _, err := io.Copy(s, cancellable{ctx, in.reader()}); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, unread(in.name, err)
	}
	s.utf8 = s.utf8 && len(s.partial) == 0
	return s, nil
}

// Write surveys the next piece of the file.
func (s *survey) Write(p []byte) (int, error) {
	s.sum.Write(p)
	s.zeroes = s.zeroes || bytes.IndexByte(p, 0) >= 0
	if s.utf8 {
		text := append(s.partial, p...)
		whole := wholeRunes(text)
		s.utf8 = utf8.Valid(text[:whole])
		s.partial = append([]byte(nil), text[whole:]...)
	}
	return len(p), nil
}

// wholeRunes gives the length of the text without a character that is cut at its
// end.
func wholeRunes(text []byte) int {
	for back := 1; back <= min(utf8.UTFMax-1, len(text)); back++ {
		if at := len(text) - back; utf8.RuneStart(text[at]) {
			if utf8.FullRune(text[at:]) {
				break
			}
			return at
		}
	}
	return len(text)
}

// hash gives the sha256 in hex.
func (s *survey) hash() string { return hex.EncodeToString(s.sum.Sum(nil)) }

// cancellable stops reading when the context ends.
type cancellable struct {
	ctx context.Context
	r   io.Reader
}

// Read reads on, unless the context has ended.
func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
