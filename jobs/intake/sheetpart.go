package intake

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// The parts of a workbook that say in which part each of its sheets is.
const (
	sheetList  = "xl/workbook.xml"
	sheetLinks = "xl/_rels/workbook.xml.rels"
)

// partOf opens the part of a workbook that holds a sheet, which the caller
// closes. The xlsx library knows it too, but tells nobody.
func partOf(in input, sheet string) (io.ReadCloser, error) {
	z, err := zip.NewReader(in.at, in.size)
	if err != nil {
		return nil, err
	}
	var list struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			Link string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := decodePart(z, sheetList, &list); err != nil {
		return nil, err
	}
	if err := decodePart(z, sheetLinks, &links); err != nil {
		return nil, err
	}
	targets := map[string]string{}
	for _, l := range links.Links {
		targets[l.ID] = l.Target
	}
	for _, s := range list.Sheets {
		if s.Name == sheet {
			return openPart(z, beside(sheetList, targets[s.Link]))
		}
	}
	return nil, fs.ErrNotExist
}

// lastRow gives the row at which a sheet says that it ends, and 0 where it does
// not say. It is good for nothing but to tell how far a reading is.
func lastRow(in input, sheet string) int {
	part, err := partOf(in, sheet)
	if err != nil {
		return 0
	}
	defer part.Close()
	for dec := xml.NewDecoder(part); ; {
		token, err := dec.RawToken()
		if err != nil {
			return 0
		}
		element, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case element.Name.Local == "sheetData": // it would have come before the rows
			return 0
		case element.Name.Local == "dimension":
			return spanOf(element).bottom
		}
	}
}

// beside gives the name of the part that another one links to.
func beside(part, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if whole, ok := strings.CutPrefix(target, "/"); ok {
		return whole
	}
	return path.Join(path.Dir(part), target)
}

// openPart opens a part by its name, in which case and slashes do not count.
func openPart(z *zip.Reader, name string) (io.ReadCloser, error) {
	for _, f := range z.File {
		if strings.EqualFold(strings.ReplaceAll(f.Name, `\`, "/"), name) {
			return f.Open()
		}
	}
	return nil, fs.ErrNotExist
}

func decodePart(z *zip.Reader, name string, to any) error {
	part, err := openPart(z, name)
	if err != nil {
		return err
	}
	defer part.Close()
	if err := xml.NewDecoder(part).Decode(to); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
