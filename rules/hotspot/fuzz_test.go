package hotspot_test

import (
	"context"
	"testing"

	"weiran/rules/hotspot"
)

// FuzzScan lays out persons from bytes, three a person, and looks for a panic or
// a number that is none.
func FuzzScan(f *testing.F) {
	f.Add([]byte("aabbccddeeffgghhiijj"), uint8(0))
	f.Add([]byte{0, 0, 255, 1, 1, 255, 2, 2, 255, 3, 3, 255, 0, 0, 255, 0, 0, 255}, uint8(1))
	f.Add(make([]byte, 90), uint8(0x73))
	f.Fuzz(func(t *testing.T, data []byte, setting uint8) {
		n := min(len(data)/3, 200)
		labels := []string{"a", "b", "", "b", "未填", "c", "d"}
		levels := make([]hotspot.Level, 3)
		for k, name := range []string{"county", "unit", "rank"} {
			levels[k] = hotspot.Level{Name: name, Labels: labels}
		}
		flags, more, risk := make([]bool, n), make([]bool, n), make([]float64, n)
		for i := range n {
			a, b, c := data[3*i], data[3*i+1], data[3*i+2]
			for k, v := range []byte{a, b, a >> 4} {
				levels[k].Codes = append(levels[k].Codes, int32(v%8)-1)
			}
			flags[i], more[i], risk[i] = c&1 != 0, c&2 != 0, float64(c>>2)
		}
		s := hotspot.Study{
			Persons: n, Dimensions: []hotspot.Dimension{{Levels: levels[:2]}},
			Causes:     []hotspot.Cause{{Name: "one", Flags: flags}},
			Replicates: 19, MinPersons: 1 + int(setting>>4&3), MinCases: 1 + int(setting>>6),
		}
		if setting&4 != 0 {
			s.Dimensions = append(s.Dimensions, hotspot.Dimension{Levels: levels[2:]})
			s.Crosses = [][]string{{"rank", "county"}, {"unit", "rank"}}
		}
		if setting&8 != 0 {
			s.Causes = append(s.Causes, hotspot.Cause{Name: "more", Flags: more})
			s.MaxShare = 1
		}
		s.Null = []hotspot.Null{hotspot.Global(), hotspot.Within(levels[2]), hotspot.RiskBands(risk), hotspot.RiskShares(risk)}[setting&3]
		r, err := hotspot.Scan(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		mustBeNumbers(t, r)
		for i, row := range r.Rows {
			if i > 0 && row.LLR > r.Rows[i-1].LLR {
				t.Error("rows out of order")
			}
			if row.Relation.Of > i {
				t.Errorf("row %d refers to #%d", i+1, row.Relation.Of)
			}
		}
	})
}
