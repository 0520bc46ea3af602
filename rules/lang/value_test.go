package lang_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
	"weiran/rules/source"
)

func TestValues(t *testing.T) {
	d := day(t, "1932-05-01")
	values := map[string]lang.Value{
		"bool true": lang.BoolOf(true), "bool false": lang.BoolOf(false), "int -5": lang.IntOf(-5), "decimal 56.5": lang.DecimalOf(565_000),
		"date 1932-05-01": lang.DateOf(d), "string 离休": lang.StringOf("离休"), "list(string) a、b": lang.StringsOf([]string{"a", "b"}),
		"unknown: a b": lang.Unknown("b", "a", "b"), "unknown: ": {}, "failed: no": lang.Failed(source.Fault{Message: source.Say("no", "无")}),
	}
	for want, v := range values {
		if got := shown(v); got != want {
			t.Errorf("%s is shown as %s", want, got)
		}
		for other, w := range values {
			same := want == other || want == "unknown: " && other == "unknown: a b" || want == "unknown: a b" && other == "unknown: "
			if v.Equal(w) != same {
				t.Errorf("%s equals %s: %v", want, other, v.Equal(w))
			}
		}
	}
	if lang.Unknown("a").String() != "?" || values["failed: no"].String() != "!" {
		t.Error("an unknown is ?, a failure !")
	}
}

func TestGettersOfOtherKindsAreZero(t *testing.T) {
	v := lang.DecimalOf(565_000)
	if v.Int() != 0 || v.Date() != 0 || v.Str() != "" || v.List() != nil || v.Bool() {
		t.Error("a decimal is read as something else")
	}
	if _, ok := lang.StringOf("5").Decimal(); ok {
		t.Error("a text is read as a decimal")
	}
	if d, ok := lang.IntOf(5).Decimal(); !ok || d != 5*lang.One {
		t.Error("an int is a decimal:", d, ok)
	}
	if _, ok := lang.IntOf(1 << 60).Decimal(); ok {
		t.Error("an int beyond the decimals is one")
	}
}

func TestUnknownDoesNotTouchItsArguments(t *testing.T) {
	names := []string{"b", "a"}
	if got := lang.Unknown(names...).Missing(); !slices.Equal(got, []string{"a", "b"}) || names[0] != "b" {
		t.Error(got, names)
	}
}

func TestKindNames(t *testing.T) {
	for kind, want := range map[lang.Kind]string{
		lang.Invalid: "invalid", lang.Bool: "bool", lang.Int: "int", lang.DecimalKind: "decimal", lang.DateKind: "date", lang.String: "string", lang.Strings: "list(string)",
	} {
		if kind.String() != want {
			t.Errorf("%d is %s, want %s", kind, kind, want)
		}
	}
}

// What is appended is what String writes, behind what was there.
func TestAppendWritesWhatStringDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-20_000, 20_000)).Draw(t, "n")
		for _, v := range []lang.Value{
			lang.IntOf(n), lang.DecimalOf(lang.Decimal(n)), lang.DateOf(lang.Date(n % 1_000_000)), lang.BoolOf(n > 0),
			lang.StringOf("正处"), lang.StringsOf([]string{"a", "b"}), lang.Unknown("pay.basic"), lang.Failed(source.Fault{}),
		} {
			if got, want := string(v.Append([]byte("10"))), "10"+v.String(); got != want {
				t.Errorf("%s is appended as %s", want, got)
			}
		}
	})
}
