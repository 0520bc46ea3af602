package reports

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"weiran/rules"
	"weiran/rules/lang"
	"weiran/rules/risk"
)

// TestFindingsAsTheEncoderWritesThem holds the findings to those that the
// package's own encoder writes at once, to the byte.
func TestFindingsAsTheEncoderWritesThem(t *testing.T) {
	texts := rapid.OneOf(rapid.String(), rapid.StringMatching(`[<>&"\\\t\n\x{1}\x{7f}\x{2028}\x{2029}增加元]{0,8}`), rapid.Just("\xff"))
	traces := rapid.Custom(func(t *rapid.T) risk.TraceValue {
		return risk.TraceValue{Expr: texts.Draw(t, "expr"), Value: texts.Draw(t, "value")}
	})
	amounts := rapid.Ptr(rapid.Custom(func(t *rapid.T) lang.Decimal { return lang.Decimal(rapid.Int64().Draw(t, "amount")) }), true)
	paid := rapid.Custom(func(t *rapid.T) risk.Paid {
		return risk.Paid{Before: amounts.Draw(t, "before"), After: amounts.Draw(t, "after"), Delta: amounts.Draw(t, "delta")}
	})
	besides := rapid.Custom(func(t *rapid.T) risk.Beside {
		text := func(name string) string { return texts.Draw(t, name) }
		return risk.Beside{
			Kind: text("kind"), Name: text("name"), Person: text("other person"), Count: rapid.Int64Range(-1, 2).Draw(t, "count"),
			Own: paid.Draw(t, "own"), Other: paid.Draw(t, "other"), Gap: lang.Decimal(rapid.Int64().Draw(t, "gap")),
			Clause: text("clause"), Because: text("because"), Distance: amounts.Draw(t, "distance"), Unit: text("unit"), At: text("at"),
		}
	})
	findings := rapid.Custom(func(t *rapid.T) risk.Finding {
		text := func(name string) string { return texts.Draw(t, name) }
		return risk.Finding{
			ID: text("id"), Rule: text("rule"), Policy: text("policy"), Person: text("person"), Group: text("group"),
			Severity: text("severity"), Points: rapid.Int64().Draw(t, "points"), Grievance: text("grievance"),
			Says: text("says"), Advice: text("advice"), Owner: text("owner"),
			Due: lang.Date(rapid.Int32Range(0, 60_000).Draw(t, "due")), Cite: text("cite"),
			Beside: rapid.Ptr(besides, true).Draw(t, "beside"),
			Trace:  rapid.SliceOfN(traces, 0, 3).Draw(t, "trace"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(findings, 0, 4).Draw(t, "findings")
		var want, got bytes.Buffer
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(list); err != nil {
			t.Fatal(err)
		}
		m := &Model{subject: Subject{Result: &rules.Result{Findings: list}}}
		if err := writeFindings(m, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), got.String()); diff != "" {
			t.Errorf("(-encoder +here)\n%s", diff)
		}
	})
}

// TestFindingWithoutATrace holds that a trace is a list even where there is none.
func TestFindingWithoutATrace(t *testing.T) {
	var got bytes.Buffer
	m := &Model{subject: Subject{Result: &rules.Result{Findings: []risk.Finding{{ID: "a"}}}}}
	if err := writeFindings(m, &got); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal(got.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if trace, ok := list[0]["trace"].([]any); !ok || len(trace) != 0 {
		t.Errorf("the trace is %v", list[0]["trace"])
	}
}
