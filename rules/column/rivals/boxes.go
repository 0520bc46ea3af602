package main

// boxed gives a column's cells as values of an engine's own kind, made before the
// time is taken. Cells that are alike share one value.
func boxed[T any](c cells, box func(int64) T, unknown T) []T {
	values := make([]T, len(c.values))
	made := map[int64]T{}
	for i, v := range c.values {
		if !c.known[i] {
			values[i] = unknown
			continue
		}
		value, ok := made[v]
		if !ok {
			value = box(v)
			made[v] = value
		}
		values[i] = value
	}
	return values
}

// knownBoxed gives for each cell whether it is known.
func knownBoxed[T any](c cells, box func(bool) T) []T {
	values := make([]T, len(c.known))
	for i, k := range c.known {
		values[i] = box(k)
	}
	return values
}
