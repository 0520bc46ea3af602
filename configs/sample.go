package configs

import (
	_ "embed"

	"weiran/rules/lang"
	"weiran/rules/source"
)

//go:embed sample/roster.csv
var sampleRoster []byte

// SampleRoster gives the roster of the sample county as a CSV file in UTF-8 with
// Chinese headers: 142 离休 and 36 退休 cadres of county-division rank. None of
// them exists: the names are 样例〇〇一 and so on, the identity numbers and
// telephones are empty, and every amount is made up. sample/README.md lists the
// troubles planted in it.
func SampleRoster() *source.File { return source.NewFile("sample/roster.csv", sampleRoster) }

//go:embed sample/petitions.csv
var samplePetitions []byte

// SamplePetitions gives what the persons of the sample county petitioned about from
// 2010 to 2014, as a CSV file in UTF-8 with Chinese headers below a title. All of it
// is made up; sample/README.md lists what is planted in it.
func SamplePetitions() *source.File { return source.NewFile("sample/petitions.csv", samplePetitions) }

// SampleCounty is the name of the sample county.
const SampleCounty = "样例县"

// SamplePolicy is the id of the shipped policy that the sample county is set for.
const SamplePolicy = "cn-2015-3"

// SampleAsOf is the date that the sample county is set on: the week after
// 国办发〔2015〕3号 was issued.
func SampleAsOf() lang.Date {
	d, _ := lang.NewDate(2015, 1, 20)
	return d
}
