package roster

import (
	"reflect"

	"weiran/rules/source"
	"weiran/rules/source/outline"
)

// JSONSchema gives the JSON schema of a roster's schema file, for editors.
func JSONSchema() []byte { return fileOutline().Must(reflect.TypeFor[schemaFile]()).JSON() }

// fileOutline says what the struct of a schema file does not.
func fileOutline() outline.Book {
	var kindNames []string
	for _, k := range kinds {
		kindNames = append(kindNames, k.String())
	}
	return outline.Book{
		Title: "weiran: roster schema 未然名册结构",
		At: map[string]*outline.Schema{
			"fields.name":     outline.Matching(fieldName.String()),
			"fields.kind":     outline.OneOf(kindNames...),
			"checks.severity": outline.OneOf(severityNames...),
		},
		Words: fileWords,
	}
}

var fileWords = map[string]source.Text{
	"fields":                source.Say("The columns of the roster, in their order.", "名册的各列，按顺序。"),
	"fields.name":           source.Say("Name in expressions: rank is person.rank; pay.basic is a pay item.", "表达式中的名称：rank 即 person.rank；pay.basic 为待遇项目。"),
	"fields.kind":           source.Say("Kind of the values; a pay item is a decimal.", "取值类型；待遇项目为 decimal。"),
	"fields.label":          source.Say("The Chinese header of the column.", "中文表头。"),
	"fields.aliases":        source.Say("Further headers that mean this field.", "其他写法的表头。"),
	"fields.unit":           source.Say("Unit of the values, such as yuan/month.", "单位，例如 yuan/month。"),
	"fields.values":         source.Say("The allowed values; none listed means any.", "允许的取值；不列即不限。"),
	"fields.values.code":    source.Say("The value in expressions.", "表达式中的取值。"),
	"fields.values.label":   source.Say("The value in Chinese.", "中文名称。"),
	"fields.values.aliases": source.Say("Further words that mean it.", "其他写法。"),
	"fields.min":            source.Say("The least value of an int, decimal or date.", "最小值，用于整数、小数或日期。"),
	"fields.max":            source.Say("The greatest value of an int, decimal or date.", "最大值，用于整数、小数或日期。"),
	"fields.key":            source.Say("Whether it identifies a person: exactly one field does.", "是否标识人员：有且只有一个字段。"),
	"fields.private":        source.Say("Whether it names a person to the world: kept out of reports and logs.", "是否为隐私字段：不进入报告和日志。"),
	"checks":                source.Say("Conditions that no row should meet.", "名册校验：任何一行都不应满足的条件。"),
	"checks.id":             source.Say("Stable id of the check.", "校验编号。"),
	"checks.field":          source.Say("The field to look at first.", "应先核对的字段。"),
	"checks.when":           source.Say("Condition in CEL.", "条件表达式（CEL）。"),
	"checks.says":           source.Say("What is wrong, as a sentence; braces hold expressions.", "问题说明，花括号内写表达式。"),
	"checks.severity":       source.Say("Whether it is an error (where silent) or a warning.", "error 为错误（不写时），warning 为提醒。"),
}
