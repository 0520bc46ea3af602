package proof

import (
	"weiran/rules/lang"
	"weiran/rules/source"
)

// remarks are what each kind of remark says, and how to mend it.
var remarks = [...]struct{ message, hint source.Text }{
	Never: {
		source.Say("this can never hold", "此条件永远不会成立"),
		source.Say("no value that the fields may have makes it true", "字段允许的任何取值都不能使它成立"),
	},
	NeverHere: {
		source.Say("this can never hold together with what stands before it", "此条件不可能与前面的条件同时成立"),
		source.Say("the two contradict each other: look at both", "两处条件互相矛盾，请核对"),
	},
	NeverAdds: {
		source.Say("this alternative is unreachable: wherever it holds, what stands before it holds already", "此选项永远用不到：凡它成立处，前面的条件已经成立"),
		source.Say("leave it out, or correct it", "请删去或更正"),
	},
	Always: {
		source.Say("this always holds where it is known", "只要已知，此条件总是成立"),
		source.Say("leave it out, or correct it", "请删去或更正"),
	},
	AlwaysHere: {
		source.Say("after what stands before it, this always holds", "有前面的条件在先，此条件总是成立"),
		source.Say("leave it out, or correct it", "请删去或更正"),
	},
	Unreached: {
		source.Say("this is unreachable: it is never asked for", "此处永远用不到"),
		source.Say("the condition before it is decided already: look at it", "其前的条件结果已定，请核对"),
	},
}

// Problem puts a remark into words, at the place of the part. A branch that is
// never taken is an error, what decides nothing a warning: whether it spoils the
// whole, the caller knows.
func (m Remark) Problem() source.Problem {
	pos, width := m.Expr.Place(m.Node)
	said := remarks[m.Kind]
	p := source.Problem{Pos: pos, Width: width, Message: said.message, Hint: said.hint}
	if m.Kind != Unreached {
		p.Severity = source.Warning
	}
	return p
}

// Whole gives the place of a whole expression.
func Whole(x *lang.Expr) (pos source.Pos, width int) { return x.Place(x.AST().Expr().ID()) }
