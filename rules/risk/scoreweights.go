package risk

import (
	"crypto/sha256"
	"encoding/hex"

	"weiran/rules/lang"
	"weiran/rules/source"
)

// Weights are the points that reasons have by themselves.
type Weights struct {
	Points     map[string]lang.Decimal // by rule; of others the rule file's own
	PriorVisit lang.Decimal
	Loss5      lang.Decimal
	Loss10     lang.Decimal
	Rest       int64 // percent of the points of a further finding of one cause
	Intercept  lang.Decimal

	Calibrated *Calibration // nil: the experts', not held against any history
	File       *source.File // nil for the experts'
}

// A Calibration says what weights were held against.
type Calibration struct {
	On     lang.Date // the day on which it was done
	From   lang.Date // snapshots are of policies from this day
	To     lang.Date // to this
	Events int64     // persons who petitioned, of each snapshot
	Method string    // Expert, Rescaled or Fitted
}

// What may have been done to the experts' weights, as weiran/rules/calibrate names
// it.
const (
	Expert   = "expert"   // nothing: what happened does not follow them
	Rescaled = "rescaled" // all stretched alike
	Fitted   = "fitted"   // each one for itself
)

// Experts are the points of a run without a weights file. The rules' own stand in
// their files: 10, 20 and 40 by severity where they are silent.
func Experts() *Weights {
	return &Weights{PriorVisit: 40 * lang.One, Loss5: 10 * lang.One, Loss10: 20 * lang.One, Rest: 25}
}

func (s Scoring) weights() *Weights {
	if s.Weights == nil {
		return Experts()
	}
	return s.Weights
}

// points gives the points of a rule whose file says so many.
func (w *Weights) points(rule string, own int64) lang.Decimal {
	if p, ok := w.Points[rule]; ok {
		return p
	}
	return lang.Decimal(own) * lang.One
}

// Basis says in words what scores rest on. Only weights that were fitted one by one
// are called calibrated: to stretch the experts' all alike leaves every order as it
// was.
func (w *Weights) Basis() source.Text {
	if w == nil || w.Calibrated == nil {
		return source.Say("not calibrated", "未经校准")
	}
	switch c := w.Calibrated; c.Method {
	case Fitted:
		return source.Say("calibrated on %s by %d who petitioned", "已校准（%s，%d 人次信访）", c.On, c.Events)
	case Rescaled:
		return source.Say("not calibrated one by one, only stretched alike on %s by %d who petitioned",
			"未逐项校准，仅整体伸缩（%s，%d 人次信访）", c.On, c.Events)
	default:
		return source.Say("not calibrated: what %[2]d petitioned about by %[1]s does not follow the points",
			"未经校准（%s 检验：%d 人次信访与分值不相符，分值未调整）", c.On, c.Events)
	}
}

// BasisCode says the same in one word for tables: uncalibrated, rescaled:DATE or
// calibrated:DATE.
func (w *Weights) BasisCode() string {
	if w == nil || w.Calibrated == nil || w.Calibrated.Method == Expert {
		return "uncalibrated"
	}
	if w.Calibrated.Method == Rescaled {
		return "rescaled:" + w.Calibrated.On.String()
	}
	return "calibrated:" + w.Calibrated.On.String()
}

// Hash gives the sha256 of the weights file, in hex.
func (w *Weights) Hash() string {
	sum := sha256.Sum256(w.File.Text)
	return hex.EncodeToString(sum[:])
}

// weightsShape is a weights file as it is written.
type weightsShape struct {
	Calibrated struct {
		On     lang.Date `yaml:"on,required"`
		From   lang.Date `yaml:"from,required"`
		To     lang.Date `yaml:"to,required"`
		Events int64     `yaml:"events,required"`
		Method string    `yaml:"method,required"`
	} `yaml:"calibrated,required"`
	Intercept  lang.Decimal            `yaml:"intercept,required"`
	Rest       int64                   `yaml:"rest,required"`
	PriorVisit scorePoints             `yaml:"prior_visit,required"`
	Loss5      scorePoints             `yaml:"loss_5,required"`
	Loss10     scorePoints             `yaml:"loss_10,required"`
	Rules      source.Map[scorePoints] `yaml:"rules,required"`
}

// mostScorePoints is what a reason may have at most: more than that is no longer
// a reason but a verdict.
const mostScorePoints = 1000 * lang.One

// scorePoints are points from 0 to 1000, to 0.01.
type scorePoints lang.Decimal

// UnmarshalText reads points.
func (p *scorePoints) UnmarshalText(text []byte) error {
	var d lang.Decimal
	if err := d.UnmarshalText(text); err != nil {
		return err
	}
	if d < 0 || d > mostScorePoints || d%(lang.One/100) != 0 {
		return source.Fault{
			Message: source.Say("%s is no number of points", "%s 不是分值", d),
			Hint:    source.Say("write 0 to 1000, with two places at most", "请写 0 至 1000，最多两位小数"),
		}
	}
	*p = scorePoints(d)
	return nil
}

// LoadWeights reads a weights file, as "weiran calibrate" writes it, and reports
// all of its problems.
func LoadWeights(f *source.File) (*Weights, source.Problems) {
	var shape weightsShape
	problems := source.Decode(f, &shape)
	if shape.Rest < 0 || shape.Rest > 100 {
		problems.Add(source.Pos{File: f}, source.Say("rest is a percentage from 0 to 100", "rest 是 0 至 100 的百分数"), source.Text{})
	}
	if m := shape.Calibrated.Method; m != "" && m != Expert && m != Rescaled && m != Fitted {
		problems.Add(source.Pos{File: f}, source.Say("method %s is not known", "method %s 无法识别", m),
			source.Say("write expert, rescaled or fitted, as weiran calibrate does", "请写 expert、rescaled 或 fitted（由 weiran calibrate 写出）"))
	}
	w := &Weights{
		Points: map[string]lang.Decimal{}, PriorVisit: lang.Decimal(shape.PriorVisit),
		Loss5: lang.Decimal(shape.Loss5), Loss10: lang.Decimal(shape.Loss10),
		Rest: shape.Rest, Intercept: shape.Intercept, File: f,
	}
	c := shape.Calibrated
	w.Calibrated = &Calibration{On: c.On, From: c.From, To: c.To, Events: c.Events, Method: c.Method}
	for _, entry := range shape.Rules {
		w.Points[entry.Key.Value] = lang.Decimal(entry.Value)
	}
	if problems.Err() != nil {
		return nil, problems
	}
	return w, problems
}
