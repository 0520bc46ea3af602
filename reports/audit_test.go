package reports

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"weiran/rules/lang"
	"weiran/rules/policy"
)

// An audit reads the tables of a policy as somebody who wants to know what one
// person gets: it takes sums and differences of their rows, of all tables together,
// and looks for one that leaves only a few of those whose pay changes. It is
// written from linear algebra, not from [breaker].
type audit struct {
	rows [][]bool // a row of a table: who of the affected is in it
	size []int    // affected persons who are in the same rows, each such class once
}

// auditOf takes the rows of tables over some of the persons.
func auditOf(tables [][]personSet, persons int, of func(int) bool) audit {
	classes, a := map[string]int{}, audit{}
	var members [][]int
	for person := range persons {
		if !of(person) {
			continue
		}
		in := []int{-1} // the total
		for _, table := range tables {
			for row, set := range table {
				if set.has(person) {
					in = append(in, row)
				}
			}
		}
		key := fmt.Sprint(in)
		if _, ok := classes[key]; !ok {
			classes[key] = len(a.size)
			a.size = append(a.size, 0)
			members = append(members, in)
		}
		a.size[classes[key]]++
	}
	for place, table := range append([][]personSet{{{}}}, tables...) {
		for row := range table {
			line := make([]bool, len(a.size))
			for class, in := range members {
				line[class] = place == 0 || in[place] == row
			}
			a.rows = append(a.rows, line)
		}
	}
	return a
}

var prime = big.NewInt(1<<61 - 1)

// leaks gives the classes of the first group of fewer than atLeast persons whose
// sum follows from the rows.
func (a audit) leaks(atLeast int) (classes []int) {
	witness := a.kernel()
	var look func(from, persons int, sum *big.Int, chosen []int) []int
	look = func(from, persons int, sum *big.Int, chosen []int) []int {
		if persons > 0 && sum.Sign() == 0 {
			return chosen
		}
		for c := from; c < len(a.size); c++ {
			if persons+a.size[c] < atLeast {
				next := new(big.Int).Add(sum, witness[c])
				if found := look(c+1, persons+a.size[c], next.Mod(next, prime), append(slices.Clone(chosen), c)); found != nil {
					return found
				}
			}
		}
		return nil
	}
	return look(0, 0, new(big.Int), nil)
}

// kernel gives amounts of the classes, chosen at random among those that leave every
// row at zero, modulo a prime. A group's sum follows from the rows only where it is
// zero under all such amounts; that it is so by chance does not happen.
func (a audit) kernel() []*big.Int {
	matrix := make([][]*big.Int, len(a.rows))
	for i, row := range a.rows {
		matrix[i] = make([]*big.Int, len(row))
		for j, in := range row {
			matrix[i][j] = new(big.Int)
			if in {
				matrix[i][j].SetInt64(1)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	pivotOf, free := map[int]int{}, make([]*big.Int, len(a.size))
	for column, rank := 0, 0; column < len(a.size); column++ {
		free[column] = new(big.Int).SetUint64(random.Uint64() >> 3)
		pivot := slices.IndexFunc(matrix[rank:], func(row []*big.Int) bool { return row[column].Sign() != 0 })
		if pivot < 0 {
			continue
		}
		matrix[rank], matrix[rank+pivot] = matrix[rank+pivot], matrix[rank]
		eliminate(matrix, rank, column)
		pivotOf[column] = rank
		if rank++; rank == len(matrix) {
			for c := column + 1; c < len(a.size); c++ {
				free[c] = new(big.Int).SetUint64(random.Uint64() >> 3)
			}
			break
		}
	}
	for column, row := range pivotOf {
		sum := new(big.Int)
		for other := range a.size {
			if _, isPivot := pivotOf[other]; !isPivot {
				sum.Sub(sum, new(big.Int).Mul(matrix[row][other], free[other]))
			}
		}
		free[column] = sum.Mod(sum, prime)
	}
	return free
}

func eliminate(matrix [][]*big.Int, rank, column int) {
	inverse := new(big.Int).ModInverse(matrix[rank][column], prime)
	for _, cell := range matrix[rank] {
		cell.Mod(cell.Mul(cell, inverse), prime)
	}
	for i, row := range matrix {
		if i == rank || row[column].Sign() == 0 {
			continue
		}
		factor := new(big.Int).Set(row[column])
		for j, cell := range row {
			cell.Mod(cell.Sub(cell, new(big.Int).Mul(factor, matrix[rank][j])), prime)
		}
	}
}

// sets gives the persons of each row.
func (b breakdown) sets() []personSet {
	sets, row := make([]personSet, len(b.rows)), b.rowOfGroup()
	for i := range sets {
		sets[i] = newPersonSet(len(b.grouping.of))
	}
	for person, group := range b.grouping.of {
		sets[row[group]].add(person)
	}
	return sets
}

func TestAuditFinds(t *testing.T) {
	sets := func(of ...[]int) (table []personSet) {
		for _, persons := range of {
			s := newPersonSet(12)
			for _, p := range persons {
				s.add(p)
			}
			table = append(table, s)
		}
		return table
	}
	all := func(int) bool { return true }
	if got := auditOf([][]personSet{sets([]int{0, 1, 2, 3, 4, 5}, []int{6, 7, 8, 9, 10, 11})}, 12, all).leaks(5); got != nil {
		t.Errorf("two halves give away %v", got)
	}
	nested := [][]personSet{
		sets([]int{0, 1, 2, 3, 4, 5}, []int{6, 7, 8, 9, 10, 11}),
		sets([]int{0, 1, 2, 3, 4}, []int{5, 6, 7, 8, 9, 10, 11}),
	}
	if got := auditOf(nested, 12, all).leaks(5); len(got) != 1 {
		t.Errorf("person 5 stands alone, but the audit finds %v", got)
	}
}

// TestNobodyIsLeftByArithmetic audits the tables of random counties, whose units lie
// in townships and mostly have one payer: what they tell of amounts, of pay, of the
// dead, and of who gains, loses or has no change.
func TestNobodyIsLeftByArithmetic(t *testing.T) {
	shown := map[string]int{}
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 7))
		persons := 20 + random.IntN(60)
		v := randomView(random, persons)
		b := newBreaker(v, persons, 5)
		told := map[string][][]personSet{}
		for _, g := range randomCounty(random, persons) {
			table, ok, err := b.breakdown(g)
			if err != nil {
				t.Fatal(err)
			}
			for matter, tells := range map[string]bool{
				"amounts": ok, "deaths": ok && !table.hidesDeaths, "gains": ok && !table.hidesSigns,
				"losses": ok && !table.hidesSigns, "rest": ok && !table.hidesRest,
			} {
				if tells {
					told[matter] = append(told[matter], table.sets())
				}
			}
		}
		for matter, tables := range told {
			if few := auditOf(tables, persons, v.whom(matter)).leaks(5); few != nil {
				t.Errorf("seed %d: %d tables of %d persons give away the %s of classes %v", seed, len(tables), persons, matter, few)
			}
			shown[matter] += len(tables)
		}
	}
	for _, matter := range []string{"amounts", "deaths", "gains", "losses", "rest"} {
		if shown[matter] < 100 {
			t.Errorf("only %d tables tell of %s", shown[matter], matter)
		}
	}
}

// whom gives the persons of whom a matter tells something.
func (v policyView) whom(matter string) func(int) bool {
	return func(person int) bool {
		affected, delta := v.outcomes.Status(person) == policy.Affected, v.outcomes.Delta(person)
		return map[string]bool{
			"amounts": affected, "deaths": affected && v.cut.has(person), "gains": affected && delta > 0,
			"losses": affected && delta < 0, "rest": !affected,
		}[matter]
	}
}

// randomView is a policy under which some gain, some lose and some have no change, in
// shares that differ from county to county, and after which some have died.
func randomView(random *rand.Rand, persons int) policyView {
	list, cut := make([]policy.Outcome, persons), newPersonSet(persons)
	unchanged, lose, died := random.Float64()*0.5, random.Float64()*0.4, random.Float64()*0.4
	for i := range list {
		list[i] = policy.Outcome{Status: policy.OutOfScope}
		if random.Float64() < unchanged {
			continue
		}
		list[i] = policy.Outcome{Status: policy.Affected, Delta: lang.One}
		if random.Float64() < lose {
			list[i].Delta = -lang.One
		}
		if random.Float64() < died {
			cut.add(i)
		}
	}
	return policyView{policy: &policy.Policy{}, outcomes: policy.Gather(list), cut: cut}
}

func randomCounty(random *rand.Rand, persons int) []grouping {
	units := 3 + random.IntN(6)
	township, payer := make([]int32, units), make([]int32, units)
	for i := range units {
		township[i], payer[i] = random.Int32N(3), random.Int32N(2)
	}
	of := make([][]int32, 6)
	for range persons {
		unit, category, rank := random.Int32N(int32(units)), random.Int32N(2), random.Int32N(3)
		money := payer[unit]
		if random.IntN(10) == 0 {
			money = 2
		}
		for i, g := range []int32{category*3 + rank, category, rank, money, township[unit], unit} {
			of[i] = append(of[i], g)
		}
	}
	var list []grouping
	for i, name := range []string{standing, "category", "rank", "payer", "township", "unit"} {
		list = append(list, grouped(name, of[i]))
	}
	return list
}
