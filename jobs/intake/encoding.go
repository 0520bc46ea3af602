package intake

import (
	"bytes"
	"io"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"weiran/rules/source"
)

const (
	utf8BOM    = "\xef\xbb\xbf"
	utf16LEBOM = "\xff\xfe"
	utf16BEBOM = "\xfe\xff"
)

// A decoding turns the bytes of a text file into UTF-8.
type decoding struct {
	note source.Text // what to tell the user; empty for plain UTF-8
	wrap func(io.Reader) io.Reader
}

// decodingOf tells the encoding of a text: a byte-order mark says it, else UTF-8
// where all of the file is valid UTF-8, else GB18030, of which GBK and GB2312
// are part. A Chinese text in GBK is valid UTF-8 only by a freak of chance.
func decodingOf(in input, s *survey) (decoding, error) {
	start := make([]byte, min(3, in.size))
	if _, err := in.at.ReadAt(start, 0); err != nil && err != io.EOF {
		return decoding{}, unread(in.name, err)
	}
	switch mark := string(start); {
	case strings.HasPrefix(mark, utf16LEBOM), strings.HasPrefix(mark, utf16BEBOM):
		return decoding{note: source.Say("read as UTF-16", "按 UTF-16 编码读取"), wrap: fromUTF16}, nil
	case s.zeroes:
		return decoding{}, binaryFile.not(in)
	case s.utf8:
		return decoding{wrap: withoutBOM}, nil
	case mark == utf8BOM:
		return decoding{wrap: fromUTF8}, nil
	}
	return decoding{note: source.Say("read as GB18030", "按 GB18030（GBK）编码读取"), wrap: fromGB18030}, nil
}

// withoutBOM drops the byte-order mark of a text that is known to be UTF-8.
func withoutBOM(r io.Reader) io.Reader {
	start := make([]byte, len(utf8BOM))
	n, err := io.ReadFull(r, start)
	if err == nil && string(start) == utf8BOM {
		return r
	}
	return io.MultiReader(bytes.NewReader(start[:n]), r)
}

func fromUTF8(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.UTF8BOM.NewDecoder())
}

func fromUTF16(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())
}

func fromGB18030(r io.Reader) io.Reader {
	return transform.NewReader(r, simplifiedchinese.GB18030.NewDecoder())
}
