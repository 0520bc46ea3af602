package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/marcboeker/go-duckdb/v2"

	"weiran/rules/lang"
)

// duck is DuckDB over a table in memory, in the form that suits it best: amounts
// as BIGINT (a DECIMAL(18,4) is that inside, but its products are wider), dates as
// DATE, texts as ENUM. What a judge finds stays in the database, as a table of
// each person's flags. That is what a later query would read, and quicker than one
// BOOLEAN a rule; fetching it into Go is not timed.
type duck struct {
	db      *sql.DB
	persons int
	query   string
}

func newDuck(p *people, threads int) (engine, error) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, err
	}
	d := &duck{db: sql.OpenDB(connector), persons: p.persons, query: duckQuery()}
	d.db.SetMaxOpenConns(1) // which the table of flags belongs to
	settings := fmt.Sprintf("SET threads = %d; SET preserve_insertion_order = false;", threads)
	if _, err := d.db.Exec(settings + p.duckTypes() + p.duckTable()); err != nil {
		return nil, err
	}
	return d, p.load(connector)
}

// duckQuery flags everyone. Inside CASE the terms of an AND are asked only of
// those whom the terms before let through.
func duckQuery() string {
	bits := make([]string, len(rules))
	for i, r := range rules {
		bits[i] = fmt.Sprintf("CASE WHEN %s THEN %d::USMALLINT ELSE 0::USMALLINT END", r.sql, 1<<i)
	}
	return "CREATE OR REPLACE TEMP TABLE flags AS SELECT id, " + strings.Join(bits, " | ") + " AS rules FROM persons"
}

func (d *duck) judge() error {
	_, err := d.db.Exec(d.query)
	return err
}

func (d *duck) flagged() ([]uint16, error) {
	rows, err := d.db.Query("SELECT id, rules FROM flags")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	flags := make([]uint16, d.persons)
	for rows.Next() {
		var id int
		var rules uint16
		if err := rows.Scan(&id, &rules); err != nil {
			return nil, err
		}
		flags[id] = rules
	}
	return flags, rows.Err()
}

// duckTypes declares an ENUM for each column of texts.
func (p *people) duckTypes() string {
	var b strings.Builder
	for i, c := range p.columns {
		if c.field.Kind == lang.String {
			fmt.Fprintf(&b, "CREATE TYPE %s_enum AS ENUM ('%s');", variables[i], strings.Join(c.texts, "', '"))
		}
	}
	return b.String()
}

func (p *people) duckTable() string {
	columns := []string{"id INTEGER"}
	for i, c := range p.columns {
		columns = append(columns, variables[i]+" "+c.duckType(variables[i]))
	}
	return fmt.Sprintf("CREATE TABLE persons (%s);", strings.Join(columns, ", "))
}

func (c cells) duckType(name string) string {
	switch c.field.Kind {
	case lang.Bool:
		return "BOOLEAN"
	case lang.Int:
		return "INTEGER"
	case lang.DateKind:
		return "DATE"
	case lang.String:
		return name + "_enum"
	}
	return "BIGINT"
}

// load appends everyone to the table.
func (p *people) load(connector *duckdb.Connector) error {
	connection, err := connector.Connect(context.Background())
	if err != nil {
		return err
	}
	defer connection.Close()
	appender, err := duckdb.NewAppenderFromConn(connection, "", "persons")
	if err != nil {
		return err
	}
	row := make([]driver.Value, 1+len(p.columns))
	for person := range p.persons {
		row[0] = int32(person)
		for i := range p.columns {
			row[1+i] = p.columns[i].duckValue(person)
		}
		if err := appender.AppendRow(row...); err != nil {
			return err
		}
	}
	return appender.Close()
}

// duckValue gives a cell as the driver takes it.
func (c *cells) duckValue(person int) driver.Value {
	if !c.known[person] {
		return nil
	}
	v := c.values[person]
	switch c.field.Kind {
	case lang.Bool:
		return v != 0
	case lang.Int:
		return int32(v)
	case lang.DateKind:
		return time.Unix(v*86_400, 0).UTC()
	case lang.String:
		return c.texts[v]
	}
	return v
}
