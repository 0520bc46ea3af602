package intake_test

import (
	"context"
	"fmt"
	"strings"

	"weiran/configs"
	"weiran/jobs/intake"
	"weiran/rules/roster"
	"weiran/rules/source"
)

func ExampleReadRosterBytes() {
	s, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	file := []byte("离休干部花名册（样例）\n" +
		"编号,姓名,类别,出生日期,离休费\n" +
		"A1,样例甲,离休,1932年5月1日,\"4,300.50\"\n" +
		"A2,样例乙,离修,1932.2.30,3800\n")
	table, err := intake.ReadRosterBytes(context.Background(), "roster.csv", file, s, intake.Options{AsOf: configs.SampleAsOf()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(table.Roster.Len(), "of", table.Rows, "rows are good")
	for _, r := range table.Rejects {
		fmt.Println(r.In(source.English))
		fmt.Println(r.In(source.Chinese))
	}
	// Output:
	// 1 of 2 rows are good
	// roster.csv:4: category: this is not an allowed value; did you mean "离休"?
	// roster.csv:4: 离退休类别：不是允许的取值；是否应为 "离休"？
	// roster.csv:4: born: there is no date "1932.2.30"; 1932-02 has the days 1 to 29
	// roster.csv:4: 出生日期：没有 “1932.2.30” 这一天；1932 年 2 月只有 1 日至 29 日
}

func ExampleWriteRejects() {
	s, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	file := []byte("编号,出生日期,离休费\n0012,1932,4300\n0013,1932-05-01,4300\n")
	table, err := intake.ReadRosterBytes(context.Background(), "roster.csv", file, s, intake.Options{AsOf: configs.SampleAsOf()})
	if err != nil {
		fmt.Println(err)
		return
	}
	var out strings.Builder
	if err := intake.WriteRejects(&out, table); err != nil {
		fmt.Println(err)
	}
	// For Excel the file begins with a byte-order mark and its lines end in CR LF.
	fmt.Print(strings.NewReplacer("\ufeff", "", "\r", "").Replace(out.String()))
	// Output:
	// 编号,出生日期,离休费,位置,原因
	// "=""0012""",1932,4300,roster.csv:2,出生日期：“1932” 缺少日（请写出完整日期；不清楚则留空，程序不会猜测）
}
