package configs_test

import (
	"fmt"
	"os"

	"weiran/configs"
	"weiran/rules/source"
)

// A configuration says only what differs from the default.
func ExampleLoad() {
	file := source.NewFile("weiran.yaml", []byte("county: {name: 样例县}\nreport: {min_group: 10}\n"))
	c, problems := configs.Load(file)
	fmt.Println(len(problems), c.County.Name, c.Report.MinGroup, c.Out)
	// Output: 0 样例县 10 runs
}

// A problem has its place, the line, and a hint.
func ExampleLoad_problem() {
	file := source.NewFile("weiran.yaml", []byte("schedule:\n  timezone: Asia/Shanghia\n"))
	_, problems := configs.Load(file)
	source.Printer{}.Print(os.Stdout, problems)
	// Output:
	// weiran.yaml:2:13: error: unknown time zone "Asia/Shanghia"
	//     2 |   timezone: Asia/Shanghia
	//       |             ^^^^^^^^^^^^^ write a name such as Asia/Shanghai
}

// Printing a database's URL hides its password; converting it does not.
func ExampleDatabaseURL() {
	url := configs.DatabaseURL("postgres://weiran:secret@db.example/weiran")
	fmt.Println(url)
	fmt.Println(len(string(url)))
	// Output:
	// postgres://weiran:***@db.example/weiran
	// 42
}

func ExampleSchemaFile() {
	fmt.Println(configs.SchemaFile().Name)
	// Output: schema.yaml
}

// The sample county is set in the week after its policy was issued.
func ExampleSampleRoster() {
	fmt.Println(configs.SampleRoster().Name, configs.SamplePolicy, configs.SampleAsOf())
	// Output: sample/roster.csv cn-2015-3 2015-01-20
}
