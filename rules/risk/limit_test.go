package risk

import "testing"

func TestALimitSuitsTheRoster(t *testing.T) {
	for _, test := range []struct {
		written       Limit
		persons, most int
	}{
		{Limit{}, 0, 5000},
		{Limit{}, 49_999, 5000},
		{Limit{}, 50_010, 5001},
		{Limit{}, 1_000_000, 100_000},
		{Limit{Persons: 4}, 1_000_000, 4},
		{Limit{Persons: 1 << 30}, 10, 1 << 30},
		{Limit{Percent: 60}, 178, 106},
		{Limit{Percent: 60}, 84, 50},
		{Limit{Percent: 60}, 85, 51},
		{Limit{Percent: 100}, 3, 50},
		{Limit{Percent: 60}, 10_000, 6000},
		{Limit{Percent: 1}, 20_000_000, 200_000},
		{Limit{Percent: 1}, 4_999, 50},
	} {
		if most := test.written.most(test.persons); most != test.most {
			t.Errorf("the limit %+v lets a rule find %d of %d persons, want %d", test.written, most, test.persons, test.most)
		}
	}
}
