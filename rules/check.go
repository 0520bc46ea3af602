package rules

import (
	"slices"
	"strings"

	"weiran/rules/roster"
	"weiran/rules/source"
)

// check refuses an input that has nothing to screen.
func check(in Input) error {
	switch {
	case len(in.Policies) == 0:
		return source.Fault{
			Message: source.Say("there is no policy to screen", "没有要排查的政策"),
			Hint:    source.Say("name a policy file or the id of a shipped policy", "请指定政策文件，或内置政策的标识"),
		}
	case in.Roster == nil || in.Roster.Len() == 0:
		return source.Fault{
			Message: source.Say("there is nobody on the roster", "名册中没有人员"),
			Hint:    source.Say("import a roster with at least one person", "请导入至少一人的名册"),
		}
	}
	if err := checkPolicyIDs(in); err != nil {
		return err
	}
	if in.Scanning != nil {
		if err := in.Scanning.OrDefault().check(in.Roster.Schema); err != nil {
			return err
		}
	}
	return CheckOrder(in.Policies).Err()
}

func checkPolicyIDs(in Input) error {
	files := map[string]string{}
	for _, p := range inOrder(in.Policies) {
		if first, twice := files[p.ID]; twice {
			return source.Fault{
				Message: source.Say("the policy %q is given twice: by %s and by %s",
					"政策 %q 重复：%s 与 %s", p.ID, first, p.File.Name),
				Hint: source.Say("leave one of them out, or give it its own id", "请去掉一个，或改用不同的标识"),
			}
		}
		files[p.ID] = p.File.Name
	}
	return nil
}

// checkKeys refuses a roster on which persons cannot be told apart. Keys are no
// secret: they are what findings name a person by.
func checkKeys(r *roster.Roster, issues []roster.Issue) error {
	key := r.Schema.Fields[r.Schema.KeyField()]
	var repeated []string
	for _, issue := range issues {
		switch {
		case issue.Field != key.Name:
		case issue.Check == "required":
			return source.Fault{
				Message: source.Say("a person on the roster has no %[1]s", "名册中有人员缺少%[2]s", key.Name, key.Label),
				Hint:    source.Say("give everyone a number of their own", "请为每人编一个号"),
			}
		case issue.Check == "duplicate":
			repeated = append(repeated, issue.Person)
		}
	}
	if len(repeated) == 0 {
		return nil
	}
	slices.Sort(repeated)
	repeated = slices.Compact(repeated)
	return source.Fault{
		Message: source.Say("%[1]d values of %[2]s stand on the roster more than once: %[4]s",
			"名册中有 %[1]d 个%[3]s重复：%[4]s", len(repeated), key.Name, key.Label, some(repeated)),
		Hint: source.Say("keep one row for each person", "每人只保留一行"),
	}
}

// some lists at most ten names.
func some(names []string) string {
	const most = 10
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + ", …"
}
