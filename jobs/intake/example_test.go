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
		"A2,样例乙,离修,1932年2月1日,3.8E+3元\n")
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
	// roster.csv:4: pay.basic: this is not a usable number; write it like 1234.5
	// roster.csv:4: 基本离退休费：不是可用的数字；请写成 1234.5 的形式
}

func ExampleWriteRejects() {
	s, problems := roster.LoadSchema(configs.SchemaFile())
	if err := problems.Err(); err != nil {
		fmt.Println(err)
		return
	}
	file := []byte("编号,手机,离休费\n0012,1.39E+10,4300\n0013,,4300\n")
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
	// 编号,手机,离休费,位置,原因
	// "=""0012""",1.39E+10,4300,roster.csv:2,联系电话：已被表格软件转为数字，丢失了末尾数字（请将该列设为文本格式后重新填写）
}
