// Package configs holds what a county sets and what weiran ships to start with:
// the configuration with its defaults, the roster schema, and a synthetic sample
// county.
//
// [Default] is the configuration of a machine where nobody has written any.
// [Load] reads weiran.yaml strictly over it: an unknown key, a duration without
// a unit, a time zone that does not exist is a problem with its place and a hint,
// and all problems are reported at once. [Config.YAML] writes the effective
// configuration with a comment on every key; the password of the database is
// never in it. [JSONSchema] lets an editor complete and check the file; it ships here
// beside those of policies, rules and roster schemas, each written anew from what
// decodes the file by go test ./configs -update.
//
// [SchemaFile] is the shipped roster schema; [SampleRoster] the roster of the
// demo: 178 persons who do not exist, with the troubles that its README lists.
package configs
