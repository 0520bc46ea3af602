package configs

import (
	"reflect"

	"weiran/rules/source"
	"weiran/rules/source/outline"
)

// JSONSchema gives the JSON schema of the configuration, for editors.
func JSONSchema() []byte { return fileOutline.Must(reflect.TypeFor[Config]()).JSON() }

// fileOutline says what the types of the configuration do not.
var fileOutline = outline.Book{
	Title: "weiran: configuration 未然配置文件",
	Looks: map[reflect.Type]*outline.Schema{
		reflect.TypeFor[Workers]():    outline.AtLeast(0),
		reflect.TypeFor[GroupSize]():  outline.AtLeast(1),
		reflect.TypeFor[Visits]():     outline.Whole(1, MostVisits),
		reflect.TypeFor[Percent]():    outline.Matching(`^([1-9]\d?|100)%$`),
		reflect.TypeFor[Gathering]():  outline.AtLeast(2),
		reflect.TypeFor[Tree]():       outline.Matching(treeShape.String()),
		reflect.TypeFor[Cross]():      outline.Matching(crossShape.String()),
		reflect.TypeFor[Replicates](): outline.Whole(0, mostReplicates),
		reflect.TypeFor[Seed]():       outline.AtLeast(1),
		// Without quotes it is a number.
		reflect.TypeFor[Region]():      outline.Any(outline.Matching(`^([1-9]\d{5})?$`), outline.Whole(100_000, 999_999)),
		reflect.TypeFor[Duration]():    outline.Matching(`^(0|(\d+(\.\d+)?(h|m|s|ms))+)$`),
		reflect.TypeFor[Timezone]():    outline.Matching(`.`),
		reflect.TypeFor[Cron]():        outline.Matching(`^(@[a-z]+( .+)?|\S+( +\S+){4})$`),
		reflect.TypeFor[DatabaseURL](): outline.Matching(`^(postgres(ql)?://.+|sqlite:.+)?$`),
		reflect.TypeFor[Language]():    outline.OneOf(string(Auto), string(Chinese), string(English)),
		reflect.TypeFor[LogLevel]():    outline.OneOf(string(LevelDebug), string(LevelInfo), string(LevelWarn), string(LevelError)),
		reflect.TypeFor[LogFormat]():   outline.OneOf(string(FormatText), string(FormatJSON)),
	},
	Words: map[string]source.Text{
		"county":                 source.Say("Who uses weiran; printed on every report.", "使用单位，印在每份报告上。"),
		"county.name":            source.Say("Name of the county, such as 样例县.", "县名，例如 样例县。"),
		"county.office":          source.Say("Name of the bureau that signs reports; empty means the county's 县委老干部局.", "报告落款单位；留空即为所填县的县委老干部局。"),
		"county.region":          source.Say("Code of the county in GB/T 2260, six digits; empty where it does not matter.", "GB/T 2260 六位行政区划代码，可留空。"),
		"database":               source.Say("Where imported rosters and runs are kept.", "名册与运行记录的数据库。"),
		"database.url":           source.Say("postgres://… or sqlite:PATH; empty means sqlite:weiran.db. The environment variable DATABASE_URL goes before it.", "postgres://… 或 sqlite:路径；留空为 sqlite:weiran.db，环境变量 DATABASE_URL 优先。"),
		"schema":                 source.Say("Path of the county's own roster schema; empty means the shipped one.", "本县的名册结构文件；留空使用自带的。"),
		"roster":                 source.Say("Path of the roster file; empty means the last one imported into the database.", "名册文件；留空使用最近一次导入数据库的名册。"),
		"petitions":              source.Say("Path of a file of petitions; empty means the ones last imported into the database.", "信访记录文件；留空使用最近一次导入数据库的信访记录。"),
		"weights":                source.Say("Path of a file of weights, as weiran calibrate writes it; empty means the experts' points.", "weiran calibrate 写出的权重文件；留空即用专家分值。"),
		"visits":                 source.Say("How many persons the staff can visit; weiran backtest says how many of so many visits would have met who petitioned.", "能够走访的人次；weiran backtest 据此检验：按分值走访这么多人，其中多少人后来信访。"),
		"policies":               source.Say("The policies to screen: paths, folders, or ids of shipped policies.", "要排查的政策：文件、文件夹或内置政策编号。"),
		"rules":                  source.Say("The rule files to screen with: paths or folders; none listed means the shipped ones.", "规则文件或文件夹；不列即用内置规则。"),
		"levels":                 source.Say("From where on a risk is medium or high. The state publishes no numbers: these are weiran's own, and every report prints them.", "风险中、高等级的起点。国家未规定统一数值，均为本系统所设，每份报告都会印出。"),
		"levels.high":            source.Say("Share of the persons concerned who have a finding of high severity, from which a risk is high: 1% to 100%, above medium.", "有高程度线索的人数占政策所涉在世人员的比例，达到即为高：1% 至 100%，须大于 medium。"),
		"levels.medium":          source.Say("The same share, from which a risk is medium: 1% to 100%, below high.", "同上比例，达到即为中：1% 至 100%，须小于 high。"),
		"levels.collective":      source.Say("Persons of one unit or township with findings of one rule, from which a collective petition may arise and the risk is medium; at least 2.", "同一单位或同一乡镇属同一类线索的人数，达到即可能集体上访，为中；不小于 2。"),
		"hotspots":               source.Say("How to look for where trouble gathers. Fields are those of the roster, and cohort: the decade of birth.", "如何查找意见聚集之处（热点）。字段为名册的字段，另有 cohort：出生年代。"),
		"hotspots.trees":         source.Say("Fields that lie within each other, from the top down, at most four, such as region/unit; [] for none.", "自上而下的层级字段，最多四层，例如 region/unit；[] 为不用。"),
		"hotspots.flat":          source.Say("Fields that each group by themselves; [] for none.", "各自单独分组的字段；[] 为不用。"),
		"hotspots.crosses":       source.Say("Two fields that group together, of those above, such as rank*category; [] for none.", "上述字段中两个交叉分组，例如 rank*category；[] 为不用。"),
		"hotspots.min_cases":     source.Say("Fewest persons with one grievance who make a hotspot, at least 2; fixed before the data are seen.", "热点的最少人数（同一诉求），不小于 2；须在看到数据之前定下。"),
		"hotspots.replicates":    source.Say("How many times chance is tried; 0 means by the size of the roster, and 999999 is the most.", "随机模拟次数；0 为按名册人数定，最多 999999。"),
		"hotspots.seed":          source.Say("Where the random numbers start, from 1 on: the same seed gives the same result.", "随机数的种子，不小于 1；种子相同则结果相同。"),
		"out":                    source.Say("Folder that takes the run folders.", "存放各次运行结果的文件夹。"),
		"schedule":               source.Say("What runs by itself, and when.", "定时任务。"),
		"schedule.timezone":      source.Say("Time zone of the cron times and of the date a run is made for.", "定时与运行日期所用的时区。"),
		"schedule.jobs":          source.Say("The jobs; each has a name of its own.", "任务，名称各不相同。"),
		"schedule.jobs.name":     source.Say("Name of the job in the run's record; no two jobs share one.", "任务名称，写入运行记录，不得重复。"),
		"schedule.jobs.cron":     source.Say("When it runs: minute, hour, day of month, month, day of week; or @daily and the like.", "运行时间：分 时 日 月 周，或 @daily 等。"),
		"schedule.jobs.policies": source.Say("The policies to screen; none listed means those of the configuration.", "要排查的政策；不列即用配置中的。"),
		"schedule.jobs.rules":    source.Say("The rule files; none listed means those of the configuration.", "规则文件；不列即用配置中的。"),
		"schedule.jobs.timeout":  source.Say("How long it may take before it is stopped, such as 30m; absent or 0s means 30m.", "最长运行时间，例如 30m；不写或 0s 即 30m。"),
		"report":                 source.Say("What reports show.", "报告内容。"),
		"report.min_group":       source.Say("The least count of persons that a committee report shows as a group of its own; smaller ones are merged.", "上报报告单列分组的最少人数，不足的并入其他。"),
		"report.title":           source.Say("Title of the reports; empty means the policy's own.", "报告标题；留空即用政策名称。"),
		"workers":                source.Say("How many workers screen at once; 0 means one a processor. It never changes a result.", "并行数；0 为每个处理器一个，不影响结果。"),
		"language":               source.Say("Language of messages: auto (by the locale), zh or en. Reports are in Chinese.", "提示语言：auto（随系统）、zh 或 en。报告一律为中文。"),
		"log":                    source.Say("The program's own log, on standard error.", "程序日志，写到标准错误输出。"),
		"log.level":              source.Say("debug, info, warn or error.", "级别：debug、info、warn 或 error。"),
		"log.format":             source.Say("text or json.", "格式：text 或 json。"),
	},
}
