package risk

import (
	"reflect"

	"weiran/rules/lang"
	"weiran/rules/source"
	"weiran/rules/source/outline"
)

// JSONSchema gives the JSON schema of a rule file, for editors.
func JSONSchema() []byte { return fileOutline.Must(reflect.TypeFor[fileShape]()).JSON() }

// Holds gives what stands in the place of an item.
func (item[T]) Holds() reflect.Type { return reflect.TypeFor[T]() }

// fileOutline says what the struct of a rule file does not.
var fileOutline = outline.Book{
	Title: "weiran: rules 未然规则文件",
	Looks: map[reflect.Type]*outline.Schema{
		reflect.TypeFor[severityCell]():  outline.OneOf(Low, Medium, High),
		reflect.TypeFor[grievanceCell](): outline.OneOf(Grievances()...),
		reflect.TypeFor[daysCell]():      outline.Matching(`^[1-9]\d*[dw]$`),
		reflect.TypeFor[pointsCell]():    outline.Whole(0, 100),
		reflect.TypeFor[limitCell]():     outline.Any(outline.AtLeast(1), outline.Matching(`^([1-9]\d*|[1-9]\d?%|100%)$`)),
		reflect.TypeFor[testCell]():      outline.OneOf(Tests()...),
		reflect.TypeFor[easedCell]():     outline.OneOf(None, Low, Medium, High),
		reflect.TypeFor[lang.Date]():     outline.Date(),
	},
	At: map[string]*outline.Schema{
		"rules.scope": outline.OneOf(string(PersonScope), string(PolicyScope), string(MilestoneScope)),
	},
	Words: map[string]source.Text{
		"group":                  source.Say("Stable id of the group.", "规则组编号，长期不变。"),
		"title":                  source.Say("What the group is about, in a few words.", "规则组名称。"),
		"test":                   source.Say("Which of the four tests the findings belong to, where a rule does not say; where silent, by grievance.", "本文件的规则属于稳评四项测试中的哪一项：lawful 合法性、reasonable 合理性、feasible 可行性、controllable 可控性；规则另写的从其规定，都不写时按诉求类型。"),
		"peers":                  source.Say("With whom a person is compared, by name.", "与谁比较：同组的名称及分法。"),
		"peers.by":               source.Say("Expressions: those with equal values are peers.", "分组依据（表达式），取值相同的人为一组。"),
		"peers.of":               source.Say("What is measured among peers: impact.delta, impact.after, …", "组内统计哪些量，例如 impact.delta、impact.after。"),
		"twins":                  source.Say("Whom a person holds beside themselves, by name: the nearest of those who are alike and gain more.", "与谁对照：条件相近而增加更多的人中最近的一位。"),
		"twins.same":             source.Say("Expressions that are equal.", "相同的信息（表达式）。"),
		"twins.unlike":           source.Say("Expressions of which at least one differs.", "至少有一项不同的信息（表达式）。"),
		"twins.near":             source.Say("Dates and numbers that lie close, with how far apart they may be: 30d, 2w, 1y, 1, any; 0 is equal.", "相近的日期或数字及允许相差的范围：30d、2w、1y、1、any；0 为相同。"),
		"inversions":             source.Say("Of whom nobody below may come out above, by name.", "倒挂：不应被低于自己的人超过。"),
		"inversions.within":      source.Say("Expressions: those with equal values are compared.", "在谁之间比较（表达式），取值相同的人为一组。"),
		"inversions.senior":      source.Say("Who stands above: smaller, greater, earlier or later, with an expression.", "谁高谁低：smaller、greater、earlier 或 later 及表达式。"),
		"crossings":              source.Say("Which counts of years are soon complete, by name.", "即将满多少年，例如年满 80 周岁。"),
		"crossings.from":         source.Say("The day from which years are counted.", "起算日期（表达式）。"),
		"crossings.years":        source.Say("The counts of years, the least first.", "年数，从小到大。"),
		"crossings.within":       source.Say("How far ahead of as_of to look: 52w.", "从基准日起看多远：52w。"),
		"rules":                  source.Say("The rules, one a kind of trouble.", "规则，每条对应一种风险。"),
		"rules.rule":             source.Say("Stable id of the rule: findings are known by it for years.", "规则编号，长期不变，命中结果以它为准。"),
		"rules.title":            source.Say("What is found, in a few words.", "规则名称：发现了什么。"),
		"rules.scope":            source.Say("What is judged: each person (where silent), or the policy or its milestones as a whole.", "判断对象：逐人（不写时）、政策整体或其办理步骤。"),
		"rules.when":             source.Say("Condition in CEL over person, pay, policy, impact, peers and other measures.", "条件表达式（CEL），可用 person、pay、policy、impact、peers 等。"),
		"rules.severity":         source.Say("How grave it is.", "严重程度：low 低、medium 中、high 高。"),
		"rules.test":             source.Say("Which of the four tests its findings belong to; where silent, that of the file.", "属于稳评四项测试中的哪一项；不写时从文件。"),
		"rules.eased":            source.Say("What severity is left once the advice has been carried out; where silent, one step lower.", "按建议处置后剩下的严重程度：none 无、low 低、medium 中、high 高；不写时降一档。"),
		"rules.points":           source.Say("Weight from 0 to 100; where silent low 10, medium 20, high 40.", "分值 0–100；不写时低 10、中 20、高 40。"),
		"rules.grievance":        source.Say("What the person would complain about.", "诉求类型：待遇减少、攀比、未纳入、临界、迟发、信息缺漏、信息矛盾、历史信访、告知。"),
		"rules.owner":            source.Say("Who answers.", "责任单位。"),
		"rules.within":           source.Say("How soon: 10d or 2w.", "办理期限：10d 为十天，2w 为两周。"),
		"rules.cite":             source.Say("What the rule rests on.", "依据。"),
		"rules.says":             source.Say("What is found, as a sentence; braces hold expressions.", "命中时的说明，花括号内写表达式。"),
		"rules.advice":           source.Say("What to do about it; braces hold expressions.", "处置建议，花括号内写表达式。"),
		"rules.limit":            source.Say("More findings than this fail the rule loudly: a number of persons, or a share of the roster such as 60%, of few persons 50 all the same.", "命中数上限，超过即报规则失败：人数，或占名册的比例，例如 60%（不足 50 人的按 50 人）。"),
		"cases":                  source.Say("Worked cases, run by weiran test.", "算例，由 weiran test 运行。"),
		"cases.name":             source.Say("What the case shows.", "算例名称。"),
		"cases.as_of":            source.Say("The day on which to judge.", "排查基准日期。"),
		"cases.roster":           source.Say("The persons, field by field; what is left out is unknown.", "名册：逐人写字段，不写即未知。"),
		"cases.policy":           source.Say("Id of a shipped policy, or a whole policy file as a text of several lines.", "内置政策编号，或以多行文本写出的政策文件。"),
		"cases.petitions":        source.Say("Who petitioned before, field by field as in a file of petitions: person, date, category, status, repeat; where left out the run has none.", "历史信访：逐件写字段（person、date、category、status、repeat 等，同信访登记表）；不写即本次排查没有信访记录。"),
		"cases.expect":           source.Say("The findings, all of them.", "应当命中的全部结果。"),
		"cases.expect.rule":      source.Say("The rule that finds.", "命中的规则编号。"),
		"cases.expect.person":    source.Say("The person that is found.", "命中的人员编号。"),
		"cases.expect.milestone": source.Say("The milestone that is found.", "命中的办理步骤编号。"),
	},
}
