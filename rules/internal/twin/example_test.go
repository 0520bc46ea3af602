package twin_test

import (
	"context"
	"fmt"

	"weiran/rules/internal/twin"
)

// Four of one rank and township, born a day, a month and a year after the first.
// Who was born by a date gets 100 yuan, later ones 60, the last nothing.
func ExampleFind() {
	const yuan = 10_000
	twins, err := twin.Find(context.Background(), twin.Question{
		Group: []int32{0, 0, 0, 0},
		Near: []twin.Near{
			{Values: []int64{0, 1, 31, 365}, Within: 60},                                // days of birth
			{Values: []int64{5000, 5000, 5300, 5000}, Within: twin.Anywhere, Unit: 100}, // yuan before
		},
		Gain: []int64{100 * yuan, 60 * yuan, 60 * yuan, 0},
	}, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, of := range twins {
		fmt.Println(row, of)
	}
	// Output:
	// 0 -1
	// 1 0
	// 2 0
	// 3 -1
}
