package configs

import (
	"strconv"
	"strings"

	"weiran/rules/source"
)

// Levels say from where on a risk is medium or high.
type Levels struct {
	Pos source.Pos `yaml:"-"` // where the levels stand

	// Share of the persons concerned who have a finding of high severity, from which a risk is high: 1% to 100%, above medium.
	High Percent `yaml:"high"`
	// The same share, from which a risk is medium: 1% to 100%, below high.
	Medium Percent `yaml:"medium"`
	// Persons of one unit or township with findings of one rule, from which a collective petition may arise and the risk is medium; at least 2.
	Collective Gathering `yaml:"collective"`
}

// Percent is a whole share from 1 to 100.
type Percent int

// UnmarshalText reads a share with its sign: 50%.
func (p *Percent) UnmarshalText(text []byte) error {
	digits, signed := strings.CutSuffix(string(text), "%")
	n, err := strconv.Atoi(digits)
	if err != nil || !signed || n < 1 || n > 100 || strconv.Itoa(n) != digits {
		return source.Fault{
			Message: source.Say("%q is not a share", "%q 不是合法的比例", string(text)),
			Hint:    source.Say("write a whole share from 1% to 100% with its sign, such as 50%", "请写 1% 至 100% 的整数比例并带百分号，例如 50%"),
		}
	}
	*p = Percent(n)
	return nil
}

// String writes the share with its sign.
func (p Percent) String() string { return strconv.Itoa(int(p)) + "%" }

// Gathering is how many persons gather, at least 2.
type Gathering int

// UnmarshalText reads a count of at least 2.
func (g *Gathering) UnmarshalText(text []byte) error {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 2 {
		return source.Fault{
			Message: source.Say("%q is not a count of persons who gather", "%q 不是合法的聚集人数", string(text)),
			Hint:    source.Say("write a whole number of at least 2", "请写不小于 2 的整数"),
		}
	}
	*g = Gathering(n)
	return nil
}

// check finds thresholds of which one leaves the other no room.
func (l Levels) check() (problems source.Problems) {
	if l.High <= l.Medium {
		problems.Add(l.Pos,
			source.Say("high is %s and medium %s: nothing would be medium", "high 为 %s，medium 为 %s：没有可以为中的余地", l.High, l.Medium),
			source.Say("high must be above medium; where the file is silent they are 50% and 10%", "high 须大于 medium；不写时分别为 50% 和 10%"))
	}
	return problems
}
