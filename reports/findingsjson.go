package reports

import (
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"weiran/rules/lang"
	"weiran/rules/risk"
)

// writeFindings writes the findings as a JSON array, in the order of the run, as
// a [json.Encoder] does, but without asking of every finding anew what it is made
// of: a province has half a million.
func writeFindings(m *Model, w io.Writer) error {
	findings := m.subject.Result.Findings
	if len(findings) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	b, days := []byte{'['}, map[lang.Date]string{}
	for i := range findings {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendFinding(b, &findings[i], dayIn(days, findings[i].Due))
		if len(b) < bufferedRows {
			continue
		}
		if _, err := w.Write(b); err != nil {
			return err
		}
		b = b[:0]
	}
	_, err := w.Write(append(b, "\n]\n"...))
	return err
}

// dayIn writes a date, each once: those of a run are few.
func dayIn(days map[lang.Date]string, d lang.Date) string {
	text, ok := days[d]
	if !ok {
		text = d.String()
		days[d] = text
	}
	return text
}

// appendFinding appends a finding with its fields on lines of their own.
func appendFinding(b []byte, f *risk.Finding, due string) []byte {
	b = append(b, "\n  {"...)
	b = appendMember(b, "\n    \"id\": ", f.ID)
	b = appendMember(b, ",\n    \"rule\": ", f.Rule)
	b = appendMember(b, ",\n    \"policy\": ", f.Policy)
	b = appendMember(b, ",\n    \"person\": ", f.Person)
	b = appendMember(b, ",\n    \"group\": ", f.Group)
	if f.Milestone != "" {
		b = appendMember(b, ",\n    \"milestone\": ", f.Milestone)
	}
	b = appendMember(b, ",\n    \"severity\": ", f.Severity)
	b = append(b, ",\n    \"points\": "...)
	b = strconv.AppendInt(b, f.Points, 10)
	b = appendMember(b, ",\n    \"grievance\": ", f.Grievance)
	b = appendMember(b, ",\n    \"says\": ", f.Says)
	b = appendMember(b, ",\n    \"advice\": ", f.Advice)
	b = appendMember(b, ",\n    \"owner\": ", f.Owner)
	b = appendMember(b, ",\n    \"due\": ", due)
	b = appendMember(b, ",\n    \"cite\": ", f.Cite)
	if f.Beside != nil {
		b = appendBeside(b, f.Beside)
	}
	b = append(b, ",\n    \"trace\": ["...)
	b = appendTrace(b, f.Trace)
	return append(b, "]\n  }"...)
}

// appendBeside appends with whom a finding compares.
func appendBeside(b []byte, of *risk.Beside) []byte {
	b = append(b, ",\n    \"beside\": {"...)
	b = appendMember(b, "\n      \"kind\": ", of.Kind)
	b = appendFilled(b, ",\n      \"name\": ", of.Name)
	b = appendFilled(b, ",\n      \"person\": ", of.Person)
	if of.Count != 0 {
		b = append(b, ",\n      \"count\": "...)
		b = strconv.AppendInt(b, of.Count, 10)
	}
	b = appendPaid(append(b, ",\n      \"own\": {"...), of.Own)
	b = appendPaid(append(b, ",\n      \"other\": {"...), of.Other)
	b = appendMember(b, ",\n      \"gap\": ", of.Gap.String())
	b = appendFilled(b, ",\n      \"clause\": ", of.Clause)
	b = appendFilled(b, ",\n      \"because\": ", of.Because)
	if of.Distance != nil {
		b = appendMember(b, ",\n      \"distance\": ", of.Distance.String())
	}
	b = appendFilled(b, ",\n      \"unit\": ", of.Unit)
	b = appendFilled(b, ",\n      \"at\": ", of.At)
	return append(b, "\n    }"...)
}

// appendPaid appends the known ones of three amounts, and ends their object.
func appendPaid(b []byte, p risk.Paid) []byte {
	begun := len(b)
	for _, of := range []struct {
		name   string
		amount *lang.Decimal
	}{
		{"\n        \"before\": ", p.Before}, {"\n        \"after\": ", p.After}, {"\n        \"delta\": ", p.Delta},
	} {
		if of.amount == nil {
			continue
		}
		if len(b) > begun {
			b = append(b, ',')
		}
		b = appendMember(b, of.name, of.amount.String())
	}
	if len(b) > begun {
		b = append(b, "\n      "...)
	}
	return append(b, '}')
}

// appendFilled appends a member that an empty text leaves out.
func appendFilled(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	return appendMember(b, name, text)
}

func appendTrace(b []byte, trace []risk.TraceValue) []byte {
	for i, t := range trace {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendMember(b, "\n      {\n        \"expr\": ", t.Expr)
		b = appendMember(b, ",\n        \"value\": ", t.Value)
		b = append(b, "\n      }"...)
	}
	if len(trace) > 0 {
		b = append(b, "\n    "...)
	}
	return b
}

// appendMember appends the name of a member with what stands before it, and its
// text.
func appendMember(b []byte, name, text string) []byte {
	b = append(b, name...)
	if !isPlainJSON(text) {
		return appendJSON(b, text)
	}
	b = append(b, '"')
	b = append(b, text...)
	return append(b, '"')
}

// isPlainJSON reports whether a text can stand between quotes as it is.
func isPlainJSON(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return utf8.ValidString(text) && !strings.Contains(text, "\u2028") && !strings.Contains(text, "\u2029")
}

// appendJSON appends a text by the package's own encoder. The signs of comparison
// stay as they are.
func appendJSON(b []byte, text string) []byte {
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a builder takes everything, and a text is always valid
	return append(b, strings.TrimSuffix(out.String(), "\n")...)
}
