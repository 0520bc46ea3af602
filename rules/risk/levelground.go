package risk

import (
	"slices"

	"weiran/rules/source"
)

// A Ground is what decided the level of a test.
type Ground uint8

// The grounds, the lightest first.
const (
	FewObject   Ground = iota // nothing reaches a threshold: 低
	Collective                // a collective petition may arise: 中
	PolicyFault               // a finding of high severity on the policy itself: 中
	SomeObject                // the share reaches the medium threshold: 中
	MostObject                // the share reaches the high threshold: 高
)

// Level gives the level that a ground leads to: [High], [Medium] or [Low].
func (g Ground) Level() Severity {
	switch g {
	case MostObject:
		return High
	case FewObject:
		return Low
	}
	return Medium
}

func (g Ground) gravity() gravity { return gravityOf(g.Level()) }

// groundNames are those of run.json.
var groundNames = []string{"few_object", "collective", "policy_fault", "some_object", "most_object"}

// MarshalText writes the name of the ground.
func (g Ground) MarshalText() ([]byte, error) { return []byte(groundNames[g]), nil }

// UnmarshalText reads what MarshalText wrote.
func (g *Ground) UnmarshalText(text []byte) error {
	at := slices.Index(groundNames, string(text))
	if at < 0 {
		return source.Fault{
			Message: source.Say("unknown ground %q", "未知的判定依据 %q", text),
			Hint:    source.DidYouMean(string(text), groundNames),
		}
	}
	*g = Ground(at)
	return nil
}
