package proof

import "weiran/rules/lang"

// A Remark is something about a part of an expression that its author hardly
// meant.
type Remark struct {
	Kind RemarkKind
	Expr *lang.Expr
	Node int64 // the part, by its id in Expr.AST
}

// A RemarkKind says what a [Remark] is about.
type RemarkKind uint8

// The kinds of remarks.
const (
	Never      RemarkKind = iota // the part can never hold
	NeverHere                    // it can never hold together with what stands before it
	NeverAdds                    // of a ||: wherever it holds, what stands before it holds already
	Always                       // it holds wherever it has a value
	AlwaysHere                   // it holds wherever what stands before it lets it matter
	Unreached                    // a branch, or a value of coalesce, that is never taken
)

// Idle reports whether the remark is about a part that could as well be left
// out, rather than about one that can do nothing.
func (k RemarkKind) Idle() bool { return k == Always || k == AlwaysHere }

// A Call is a lookup as an expression makes it.
type Call struct {
	Name  string
	Expr  *lang.Expr
	Node  int64
	Args  [][]Set // in each world in which it is made: what each argument may be
	Whole []bool  // of each argument: whether it is a whole number, if a number
	Loose bool    // whether cases were taken together, so that Args holds more than may be

	worlds Cases
	args   []term
}

// A Reading is what there is to say of an expression.
type Reading struct {
	Remarks []Remark
	Calls   []Call
}
