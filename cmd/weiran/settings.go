package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"weiran/configs"
	"weiran/jobs"
	"weiran/jobs/store"
	"weiran/rules/source"
)

// configName is the configuration that is read where none is named.
const configName = "weiran.yaml"

// settings gives the configuration in effect: the file's, then the environment,
// then the flags of every command. A command's own flags are for it to put in.
func (a *app) settings() (configs.Config, error) {
	c, err := a.configuration()
	if err != nil {
		return c, err
	}
	if a.global.database != "" {
		c.Database.URL = a.global.database
		return c, nil
	}
	c, err = c.WithEnvironment(a.env)
	if err != nil {
		return c, jobs.Mistake{Err: err}
	}
	return c, nil
}

func (a *app) configuration() (configs.Config, error) {
	f, err := configFile(a.global.config)
	if err != nil {
		return configs.Config{}, err
	}
	if f == nil {
		return configs.Default(), nil
	}
	c, problems := configs.Load(f)
	return c, problems.Err()
}

// configFile reads the configuration; it is nil where none is named and the
// working folder has none.
func configFile(name string) (*source.File, error) {
	if name == "" {
		if _, err := os.Stat(configName); errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		name = configName
	}
	return jobs.ReadFile(name)
}

// embeddedFile is where the embedded default keeps its tables.
var embeddedFile = strings.TrimPrefix(string(configs.DefaultDatabase), "sqlite:")

// openAny opens the database in use, or else the embedded default.
func openAny(ctx context.Context, c configs.Config) (*store.Store, error) {
	return store.Open(ctx, string(c.Database.URL.OrDefault()))
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// A databaseFlag is the value of --db.
type databaseFlag configs.DatabaseURL

// String gives the URL without its password.
func (d *databaseFlag) String() string { return configs.DatabaseURL(*d).String() }

// Type names the kind of value in help.
func (d *databaseFlag) Type() string { return "url" }

// Set reads the URL.
func (d *databaseFlag) Set(s string) error {
	return (*configs.DatabaseURL)(d).UnmarshalText([]byte(s))
}
