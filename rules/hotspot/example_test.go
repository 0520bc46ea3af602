package hotspot_test

import (
	"context"
	"fmt"

	"weiran/rules/hotspot"
)

// Three units; in the third 13 of 21 persons share a grievance.
func ExampleScan() {
	unit := hotspot.Level{Name: "unit", Labels: []string{"县医院", "水利局", "粮食局"}}
	var flags []bool
	for code, u := range []struct{ persons, flagged int }{{80, 9}, {77, 8}, {21, 13}} {
		for i := range u.persons {
			unit.Codes = append(unit.Codes, int32(code))
			flags = append(flags, i < u.flagged)
		}
	}
	result, err := hotspot.Scan(context.Background(), hotspot.Study{
		Persons:    len(flags),
		Dimensions: []hotspot.Dimension{{Levels: []hotspot.Level{unit}}},
		Causes:     []hotspot.Cause{{Name: "arrears", Flags: flags}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	top := result.Rows[0]
	fmt.Println(top.Says().ZH)
	fmt.Printf("LLR %.2f, p %.1e (%s), q %.1e, %s\n", top.LLR, top.P, top.Origin, top.BH, top.Tier.Text().ZH)
	// Output:
	// 粮食局：21人中13人有同一类意见，按总体水平应为3.5人
	// LLR 12.94, p 1.0e-06 (exact), q 1.7e-06, 红
}
