package reports

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"weiran/configs"
	"weiran/jobs/synth"
	"weiran/rules"
	"weiran/rules/hotspot"
	"weiran/rules/library"
	"weiran/rules/policy"
	"weiran/rules/risk"
	"weiran/rules/roster"
)

// gathered screens a synthetic county and scans it for hotspots.
func gathered(t testing.TB, seed uint64, persons int64, scanning rules.Scanning) Subject {
	t.Helper()
	schema, problems := roster.LoadSchema(configs.SchemaFile())
	var file bytes.Buffer
	order := synth.Order{Persons: persons, Seed: seed, Schema: schema, Format: synth.Parquet}
	if _, err := order.Write(t.Context(), &file, io.Discard); err != nil {
		t.Fatal(err)
	}
	people, err := roster.ReadParquet(schema, file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	f, _ := library.Policy("cn-2015-3")
	p, more := policy.Load(f, schema)
	pack, rest := risk.Load(library.Rules(), schema)
	if err := append(append(problems, more...), rest...).Err(); err != nil {
		t.Fatal(err)
	}
	in := rules.Input{Roster: people, Policies: []*policy.Policy{p}, Rules: pack, AsOf: configs.SampleAsOf(), Scanning: &scanning}
	res, err := rules.Screen(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return Subject{Run: rules.Identify("screen", "", "1", in), Result: res, Pack: pack, Office: "样例县委老干部局"}
}

// A shownGroup is a line that the committee reads, with who is flagged in it, found
// anew from the findings and the roster.
type shownGroup struct {
	line string
	who  map[string]bool
}

// shownGroups finds what the committee reads of the hotspots of a run, by grievance.
func shownGroups(t *testing.T, m *Model) map[string][]shownGroup {
	t.Helper()
	shown := map[string][]shownGroup{}
	for i, view := range m.hotspotViews() {
		h := m.subject.Result.Hotspots[i]
		lines := view.Meeting
		for _, part := range view.Parts {
			lines = append(lines, part.Lines...)
			for _, c := range part.Cards {
				grievance := c.Says[strings.Index(c.Says, "（")+len("（") : strings.Index(c.Says, "）")]
				lines = append(lines, spotLine{Title: c.Title, Grievance: grievance, Flagged: strings.TrimSuffix(c.Flagged, " 人")})
			}
		}
		for _, line := range lines {
			who := m.flaggedIn(h, line)
			if count(len(who)) != line.Flagged {
				t.Fatalf("%s: the report has %s flagged, there are %d", line.Title, line.Flagged, len(who))
			}
			shown[line.Grievance] = append(shown[line.Grievance], shownGroup{line.Title, who})
		}
	}
	return shown
}

// flaggedIn finds who is flagged in the group of a line.
func (m *Model) flaggedIn(h rules.Hotspots, line spotLine) map[string]bool {
	var of *rules.Spot
	for i := range h.Spots {
		if s := &h.Spots[i]; m.spotName(s) == line.Title && risk.GrievanceLabel(s.Cause) == line.Grievance {
			of = s
		}
	}
	who := map[string]bool{}
	for _, f := range m.subject.Result.Findings {
		if f.Grievance == of.Cause && (f.Severity == risk.Medium || f.Severity == risk.High) && m.isIn(f.Person, of) {
			who[f.Person] = true
		}
	}
	return who
}

// isIn reports whether a person is of the group of a spot, by the labels of the
// roster.
func (m *Model) isIn(person string, of *rules.Spot) bool {
	r := m.subject.Result.Roster
	names, labels := strings.Split(of.Dimension, "*"), strings.Split(of.Path[len(of.Path)-1], "*")
	if len(of.Path) > 1 {
		names, labels = append([]string{"region"}, names...), of.Path
	}
	for row := range r.Len() {
		if r.Person(row) != person {
			continue
		}
		for i, name := range names {
			if labelOf(r, row, name) != labels[i] {
				return false
			}
		}
		return true
	}
	return false
}

func labelOf(r *roster.Roster, row int, name string) string {
	field := name
	if name == "cohort" {
		field = "born"
	}
	at := r.Schema.Index(field)
	v := r.Row(row).Field(at)
	switch {
	case !v.Known():
		return hotspot.MissingLabel
	case name == "cohort":
		year, _, _ := v.Date().Civil()
		return fmt.Sprintf("%d年代", year/10*10)
	}
	return r.Schema.ValueLabel(at, v)
}

// TestGroupsTakenFromEachOtherLeaveNobody tries all subtractions: of every group that
// the committee reads, each set of others within it of which no two share anybody.
func TestGroupsTakenFromEachOtherLeaveNobody(t *testing.T) {
	groups, shielded := 0, 0
	for seed := range uint64(12) {
		s := gathered(t, seed+1, 250+150*int64(seed%4), rules.Scanning{Replicates: 19})
		s.MinGroup = 5
		m := model(t, s)
		for grievance, shown := range shownGroups(t, m) {
			groups += len(shown)
			for _, whole := range shown {
				if len(whole.who) < s.MinGroup {
					t.Errorf("seed %d: %s of %s tells of %d", seed, whole.line, grievance, len(whole.who))
				}
				subtract(t, s.MinGroup, whole.line, whole.who, shown)
			}
		}
		for _, view := range m.hotspotViews() {
			for _, note := range view.Notes {
				if strings.Contains(note, "相减") {
					shielded++
				}
			}
		}
	}
	if groups < 100 || shielded == 0 {
		t.Errorf("%d groups were told and in %d runs some were not: nothing was tried", groups, shielded)
	}
}

// subtract takes from what is left of a whole every group that lies within it.
func subtract(t *testing.T, few int, way string, left map[string]bool, shown []shownGroup) {
	t.Helper()
	for i, part := range shown {
		rest := map[string]bool{}
		for person := range left {
			rest[person] = true
		}
		inside := true
		for person := range part.who {
			inside = inside && left[person]
			delete(rest, person)
		}
		if !inside || len(part.who) == 0 {
			continue
		}
		if 0 < len(rest) && len(rest) < few {
			t.Errorf("%s − %s leaves %d", way, part.line, len(rest))
		}
		subtract(t, few, way+" − "+part.line, rest, shown[i+1:])
	}
}

// TestTheLastGroupIsNotToldByItsAbsence: where all groups of a dimension but one are
// told, that one is all persons less those.
func TestTheLastGroupIsNotToldByItsAbsence(t *testing.T) {
	kept := 0
	for seed := range uint64(6) {
		s := gathered(t, seed+1, 120, rules.Scanning{Trees: []string{}, Flat: []string{"sex"}, Crosses: []string{}, Replicates: 19})
		h := &s.Result.Hotspots[0]
		for _, f := range h.Flagged {
			men := &rules.Spot{Row: hotspot.Row{Group: hotspot.Group{Dimension: "sex", Path: []string{"男"}}, Cause: f.Grievance}}
			others := len(h.All(f.Grievance)) - len(h.Who(men))
			for few := 2; few <= len(h.Who(men)); few++ {
				shield := newShield(h, few)
				leaves := h.Groups("sex") == 2 && 0 < others && others < few
				if told := shield.admits(men); told == leaves {
					t.Errorf("%s: %d others, below %d is few, and the men are told: %v", f.Grievance, others, few, told)
				}
				if leaves {
					kept++
				}
			}
		}
	}
	if kept == 0 {
		t.Error("nobody was left: nothing was tried")
	}
}

// TestCausesTellOfNoFew: a count of persons whom one rule finds is not told where few
// are left for the others, or few are found twice.
func TestCausesTellOfNoFew(t *testing.T) {
	m := &Model{subject: Subject{MinGroup: 5}}
	for _, test := range []struct {
		observed int
		drivers  []int
		want     bool
	}{
		{12, []int{12}, true},
		{12, []int{12, 3}, false},
		{14, []int{12, 5}, false}, // two by the second alone, three by both
		{17, []int{12, 5}, true},
		{17, []int{12, 7}, false}, // two by both
		{20, []int{15, 10}, true},
		{10, []int{10, 10}, true},
	} {
		s := &rules.Spot{Row: hotspot.Row{Observed: test.observed}}
		for _, n := range test.drivers {
			s.Drivers = append(s.Drivers, rules.Driver{Rule: "x", Persons: n})
		}
		if got := m.tellsDrivers(s); got != test.want {
			t.Errorf("%d of %v: told %v", test.observed, test.drivers, got)
		}
		if words := m.spotCauses(s); !test.want && strings.Contains(words, "12 人") {
			t.Errorf("%d of %v: %s", test.observed, test.drivers, words)
		}
	}
}
