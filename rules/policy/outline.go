package policy

import (
	"reflect"

	"weiran/rules/lang"
	"weiran/rules/source/outline"
)

// JSONSchema gives the JSON schema of a policy file, for editors.
func JSONSchema() []byte { return fileOutline().Must(reflect.TypeFor[fileText]()).JSON() }

// Holds gives what a band lists.
func (rangesText) Holds() reflect.Type { return reflect.TypeFor[[]rangeText]() }

// fileOutline says what the struct of a policy file does not.
func fileOutline() outline.Book {
	return outline.Book{
		Title: "weiran: policy 未然政策文件",
		Looks: map[reflect.Type]*outline.Schema{
			reflect.TypeFor[distanceText]():  outline.Number(),
			reflect.TypeFor[dateText]():      outline.Date(),
			reflect.TypeFor[lang.Date]():     outline.Date(),
			reflect.TypeFor[lang.Decimal]():  outline.Number(),
			reflect.TypeFor[partText]():      outline.Def("figure"),
			reflect.TypeFor[unitText]():      outline.Number(),
			reflect.TypeFor[lang.Rounding](): outline.OneOf(roundings()...),
		},
		At: map[string]*outline.Schema{
			"status":              outline.OneOf(words(statusCodes)...),
			"document.confidence": outline.OneOf(words(confidenceCodes)...),
			"bands.of":            outline.OneOf(words(bandKinds)...),
			"cases.status":        outline.OneOf(words(statuses())...),
			"tables.rows":         outline.Def("rows"),
		},
		Or:     map[string]*outline.Schema{"bands.rows": hole()},
		Limits: map[reflect.Type]func(*outline.Schema){reflect.TypeFor[itemText](): addsOrSets},
		Words:  fileWords,
		Defs: outline.Properties{
			{Name: "figure", Is: described(outline.Any(outline.Number(), hole(), dated()),
				"A number or a percentage, unknown, or a map from the day on which each begins to hold.",
				"数额或比例；尚不知道写 unknown；或按起始日期分列。")},
			{Name: "rows", Is: described(
				outline.Any(outline.Def("figure"), outline.Keyed(nil, outline.Def("rows")), outline.List(listedRow())),
				"By key, one map inside the other for several keys; or a list of {key: …, value: …}.",
				"按查找依据分列，多个依据逐层嵌套；或写成 {依据: …, value: …} 的列表。")},
		},
	}
}

// described gives a schema its words.
func described(s *outline.Schema, en, zh string) *outline.Schema {
	s.Description = en + "\n" + zh
	return s
}

// hole is the word for a figure that is not known.
func hole() *outline.Schema { return outline.OneOf("unknown", "未知") }

// dated is a figure by the days from which it holds.
func dated() *outline.Schema {
	expected := &outline.Schema{
		Type:     outline.Types{"object"},
		Required: []string{"value"},
		Properties: outline.Properties{
			{Name: "value", Is: outline.Any(outline.Number(), hole())},
			{Name: "expected", Is: &outline.Schema{Type: outline.Types{"boolean"}}},
		},
		Rest: &outline.Rest{},
	}
	ended := &outline.Schema{Type: outline.Types{"null"}}
	days := outline.Keyed(outline.Matching("^("+initial+"|"+outline.DatePattern+")$"),
		outline.Any(outline.Number(), hole(), ended, expected))
	days.MinProperties = 1
	return days
}

// listedRow is a row of a table that is written as a list.
func listedRow() *outline.Schema {
	row := outline.Keyed(nil, outline.Text())
	row.Properties = outline.Properties{{Name: "value", Is: outline.Def("figure")}}
	row.Required = []string{"value"}
	return row
}

// addsOrSets holds an item to one of the two.
func addsOrSets(item *outline.Schema) {
	item.OneOf = []*outline.Schema{{Required: []string{"add"}}, {Required: []string{"set"}}}
}

func roundings() (names []string) {
	for r := lang.HalfUp; r <= lang.Down; r++ {
		names = append(names, r.String())
	}
	return names
}

// words gives every word by which one of a few codes may be written.
func words(codes []lang.Code) (list []string) {
	for _, c := range codes {
		list = append(list, c.Code)
	}
	for _, c := range codes {
		list = append(list, c.Label)
	}
	return list
}
