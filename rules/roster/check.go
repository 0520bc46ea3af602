package roster

import (
	"weiran/rules/column"
	"weiran/rules/lang"
	"weiran/rules/source"
)

// checkScope gives what the schema's checks may read: every field but the
// private ones, so that no message can print a name, and as_of.
func (s *Schema) checkScope() lang.Scope {
	var scope lang.Scope
	for i, f := range s.LangFields() {
		if !s.Fields[i].Private {
			scope.Fields = append(scope.Fields, f)
			s.checked = append(s.checked, i)
		}
	}
	scope.Fields = append(scope.Fields, lang.Field{Name: "as_of", Kind: lang.DateKind, Label: "筛查日期"})
	return scope
}

// checks compiles the schema's checks. Where a field could not be read they are
// left alone: every check of it would be one more problem that is none.
func (ld *loader) checks(entries []checkEntry) {
	ids := map[string]bool{}
	for _, e := range entries {
		if ids[e.ID.Value] && !e.ID.Empty() {
			ld.fault(e.ID, source.Say("check %q is given twice", "检查 %q 重复", e.ID.Value),
				source.Say("keep one of them", "请只保留一个"))
		}
		ids[e.ID.Value] = true
	}
	if ld.broken || len(entries) == 0 {
		return
	}
	env, err := lang.NewEnv(ld.schema.checkScope())
	if err != nil {
		ld.problems.Add(source.Pos{File: ld.schema.file}, source.Say("%s", "%s", err.Error()), source.Text{})
		return
	}
	for _, e := range entries {
		ld.schema.Checks = append(ld.schema.Checks, ld.check(env, e))
	}
	if ld.problems.Err() != nil {
		return
	}
	if ld.schema.program, err = column.Compile(env.Scope(), ld.schema.conditions()); err != nil {
		ld.problems.Add(source.Pos{File: ld.schema.file}, source.Say("%s", "%s", err.Error()), source.Text{})
	}
}

// conditions gives when each check hits.
func (s *Schema) conditions() []*lang.Expr {
	var list []*lang.Expr
	for _, c := range s.Checks {
		list = append(list, c.When)
	}
	return list
}

func (ld *loader) check(env *lang.Env, e checkEntry) Check {
	c := Check{ID: e.ID.Value, Field: e.Field.Value, Severity: ld.severity(e.Severity)}
	if !e.Field.Empty() && ld.schema.Index(e.Field.Value) < 0 {
		ld.fault(e.Field, source.Say("unknown field %q", "未知的字段 %q", e.Field.Value),
			source.DidYouMean(e.Field.Value, ld.schema.names()))
	}
	var problems source.Problems
	if !e.When.Empty() {
		c.When, problems = env.Compile(e.When, lang.Bool)
		ld.problems = append(ld.problems, problems...)
	}
	if !e.Says.Empty() {
		c.Says, problems = env.Template(e.Says)
		ld.problems = append(ld.problems, problems...)
	}
	return c
}

var severityNames = []string{"error", "warning"}

// severity reads how grave a check is; an absent one is an error.
func (ld *loader) severity(text source.Str) source.Severity {
	switch text.Value {
	case "", severityNames[source.Error]:
		return source.Error
	case severityNames[source.Warning]:
		return source.Warning
	}
	ld.fault(text, source.Say("unknown severity %q", "未知的严重程度 %q", text.Value),
		source.DidYouMean(text.Value, severityNames))
	return source.Error
}

// names gives the names of all fields.
func (s *Schema) names() []string {
	names := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		names[i] = f.Name
	}
	return names
}
