package main

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"weiran/rules/source"
)

// ioReasons are the errors of a file system that people meet, in plain words.
var ioReasons = []struct {
	kind         error
	reason, hint source.Text
}{
	{
		fs.ErrPermission, source.Say("no permission", "没有权限"),
		source.Say("choose another place, or ask for the right to it", "请换一个位置，或申请相应权限"),
	},
	{
		fs.ErrNotExist, source.Say("does not exist", "不存在"),
		source.Say("check the path", "请检查路径"),
	},
	{
		syscall.ENOTDIR, source.Say("lies below a file, not a folder", "其上级是文件而不是文件夹"),
		source.Say("choose a place below a folder", "请选择文件夹下的位置"),
	},
	{
		syscall.EROFS, source.Say("the disk is read-only", "磁盘为只读"),
		source.Say("choose another disk", "请换一个磁盘"),
	},
	{
		syscall.ENOSPC, source.Say("the disk is full", "磁盘已满"),
		source.Say("make room and try again", "请清理空间后重试"),
	},
}

// ioFault says what a file system failed at; ok is false for another error.
func ioFault(err error) (fault source.Fault, ok bool) {
	path := pathOf(err)
	if path == "" {
		return fault, false
	}
	for _, r := range ioReasons {
		if errors.Is(err, r.kind) {
			return source.Fault{Message: source.Say("%s: %s", "%s：%s", path, r.reason), Hint: r.hint}, true
		}
	}
	return fault, false
}

// pathOf gives the file that an error of the file system is about.
func pathOf(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Path
	case errors.As(err, &link):
		return link.New
	}
	return ""
}
