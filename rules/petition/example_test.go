package petition_test

import (
	"fmt"

	"weiran/rules/lang"
	"weiran/rules/petition"
)

func ExampleBook_At() {
	march, _ := lang.NewDate(2014, 3, 1)
	may, _ := lang.NewDate(2014, 5, 1)
	april, _ := lang.NewDate(2014, 4, 1)
	book, err := petition.NewBook([]petition.Record{
		{Number: "X2", Person: "YL101", Date: may, Category: "护理费"},
		{Number: "X1", Person: "YL101", Date: march, Category: "离休费"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range book.At(april).Of("YL101") {
		fmt.Println(r.Number, r.Date, r.Category)
	}
	// Output: X1 2014-03-01 离退休费
}
