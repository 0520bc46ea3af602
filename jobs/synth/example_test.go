package synth_test

import (
	"context"
	"fmt"
	"io"
	"os"

	"weiran/configs"
	"weiran/jobs/synth"
	"weiran/rules/roster"
)

// A thousand persons on the shipped schema: what was planted is known.
func Example() {
	schema, _ := roster.LoadSchema(configs.SchemaFile())
	order := synth.Order{Persons: 1000, Seed: 1, Schema: schema, Format: synth.CSV}
	made, err := order.Write(context.Background(), io.Discard, os.Stdout)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(made.Hotspots, "hotspots")
	// Output:
	// planted,cause,field,value,persons,row,person
	// hotspot,payer,unit,样例0001县丁校,11,,
	// hotspot,birth-line,township,样例0001县丙乡,9,,
	// 2 hotspots
}
