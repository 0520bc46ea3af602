package inversion_test

import (
	"context"
	"fmt"

	"weiran/rules/internal/inversion"
)

// Three of one unit. The first joined first, the last joined last. Before, pay
// went with it; the change gives the last 500 yuan and the others 100.
func ExampleFind() {
	const yuan = 10_000
	a, err := inversion.Find(context.Background(), inversion.Question{
		Group:  []int32{0, 0, 0},
		Senior: []int64{3, 2, 1},
		Before: []int64{5000 * yuan, 4800 * yuan, 4700 * yuan},
		After:  []int64{5100 * yuan, 4900 * yuan, 5200 * yuan},
	}, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for row, count := range a.Count {
		fmt.Printf("row %d: %d juniors came above it, the worst is row %d, by %d yuan a month\n",
			row, count, a.Worst[row], a.Gap[row]/yuan)
	}
	// Output:
	// row 0: 1 juniors came above it, the worst is row 2, by 100 yuan a month
	// row 1: 1 juniors came above it, the worst is row 2, by 300 yuan a month
	// row 2: 0 juniors came above it, the worst is row -1, by 0 yuan a month
}
