package reports

import (
	_ "embed"
	"html/template"
	"io"
)

//go:embed page.gohtml
var pageText string

//go:embed findings.gohtml
var findingText string

//go:embed page.css
var pageStyle string

// pageTemplate is parsed once; a mistake in it is one of this package.
var pageTemplate = parsed(pageText, hotspotText, levelText, findingText)

func parsed(parts ...string) *template.Template {
	t := template.New("page")
	for _, text := range parts {
		template.Must(t.Parse(text))
	}
	return t
}

// writeHTML writes the committee's report as one page that needs nothing else:
// no script, no font, no network.
func writeHTML(m *Model, w io.Writer) error {
	p, err := m.page()
	if err != nil {
		return err
	}
	return pageTemplate.Execute(w, p)
}
