package risk

import "testing"

func TestALimitSuitsTheRoster(t *testing.T) {
	for _, test := range []struct{ written, persons, most int }{
		{0, 0, 5000},
		{0, 49_999, 5000},
		{0, 50_010, 5001},
		{0, 1_000_000, 100_000},
		{4, 1_000_000, 4},
		{1 << 30, 10, 1 << 30},
	} {
		rule := Rule{Limit: test.written}
		if most := rule.most(test.persons); most != test.most {
			t.Errorf("a limit of %d lets a rule find %d of %d persons, want %d", test.written, most, test.persons, test.most)
		}
	}
}
