// Package configs holds what a county sets and what weiran ships to start with:
// the typed configuration with its defaults, the roster schema, and a synthetic
// sample county.
package configs
