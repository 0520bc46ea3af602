package lang

// An Outline is all that [Expr.Explain] may list of an expression, for another
// engine, which has the values already. Parts are the sub-expressions whose
// values a walk needs, the expression itself the last of them; Texts has the
// words under which Explain lists each.
type Outline struct {
	Parts []*Expr
	Texts []string
	root  note
}

// Outline prepares the walks of another engine. It gives false where a part
// cannot stand alone.
func (x *Expr) Outline() (*Outline, bool) {
	o := &Outline{root: x.notes()}
	if !o.take(x, &o.root, false) {
		return nil, false
	}
	o.root.part = len(o.Parts)
	o.Parts, o.Texts = append(o.Parts, x), append(o.Texts, x.layout.whole())
	return o, true
}

// take makes parts of the notes below one that are listed or choose.
func (o *Outline) take(x *Expr, n *note, needed bool) bool {
	for i := range n.operands {
		chooses := n.order == chosen && i == 0 || n.order == tillTrue || n.order == tillFalse
		if !o.take(x, &n.operands[i], chooses || n.operands[i].text != "") {
			return false
		}
	}
	if !needed {
		return true
	}
	part, ok := x.Part(n.expr.ID())
	n.part = len(o.Parts)
	o.Parts, o.Texts = append(o.Parts, part), append(o.Texts, n.text)
	return ok
}

// A Reader has the values of an outline's parts, and takes down what a walk lists.
type Reader interface {
	// Truth gives the value of a part that is a bool, and whether it has one.
	Truth(part int) (value, known bool)
	List(part int)
}

// Walk lists the parts that Explain lists, in its order; what repeats under the
// same words is not left out yet. The walk is Explain's unless a part failed: what
// comes behind a failed operand, cel-go may not have computed.
func (o *Outline) Walk(r Reader) {
	listOperands(&o.root, outlined{r})
	r.List(o.root.part)
}

// outlined is a reading by another engine.
type outlined struct{ Reader }

func (o outlined) truth(n *note) (value, known bool) { return o.Truth(n.part) }
func (o outlined) list(n *note)                      { o.List(n.part) }
