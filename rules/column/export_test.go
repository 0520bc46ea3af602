package column

// Computed gives the steps of the plan that the last block of the last run
// computed.
func (w *Worker) Computed() []string {
	ids := w.program.stepIDs(w.program.reachable())
	var steps []string
	for _, id := range w.program.live {
		if ids[id] > 0 && w.slots[id].block == w.block {
			steps = append(steps, w.program.nodes[id].operation.form(w.program.names(w.program.nodes[id].args, ids)))
		}
	}
	return steps
}
