package column

import "weiran/rules/lang"

// extreme is min or max of two numbers or dates.
type extreme struct {
	kind lang.Kind
	name string // min or max
}

func (e extreme) form(args []string) string { return e.name + "(" + args[0] + ", " + args[1] + ")" }

func (e extreme) compute(w *Worker, args []int, s *slot) {
	a, b := w.binary(e.kind, firstDecides, args, s)
	if e.kind == lang.DateKind {
		extremeEach(s.newNarrow(), e.name, operand[int32]{a.narrow, a.constant}, operand[int32]{b.narrow, b.constant})
	} else {
		extremeEach(s.newWide(), e.name, operand[int64]{a.wide, a.constant}, operand[int64]{b.wide, b.constant})
	}
}

func extremeEach[T number](into []T, name string, a, b operand[T]) {
	x, y := a.stride(), b.stride()
	if name == "min" {
		for i := range into {
			into[i] = min(a.values[i&x], b.values[i&y])
		}
		return
	}
	for i := range into {
		into[i] = max(a.values[i&x], b.values[i&y])
	}
}
