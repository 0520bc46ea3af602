package store

import (
	"database/sql/driver"
	"errors"
	"time"
)

// A moment is a point in time, to the microsecond, as both databases keep it: a
// timestamptz, or text in UTC that sorts by time.
type moment time.Time

const momentLayout = "2006-01-02T15:04:05.000000Z"

// Value gives the moment as text, which PostgreSQL reads as well.
func (m moment) Value() (driver.Value, error) {
	return time.Time(m).UTC().Format(momentLayout), nil
}

// Scan reads what either database gives.
func (m *moment) Scan(from any) error {
	switch v := from.(type) {
	case time.Time:
		*m = moment(v.UTC())
		return nil
	case string:
		t, err := time.Parse(momentLayout, v)
		*m = moment(t)
		return err
	}
	return errors.New("not a time")
}
