package reports

import (
	"bytes"
	"encoding/csv"
	"testing"

	"pgregory.net/rapid"

	"weiran/rules/lang"
)

// TestCSVRowsAreThoseOfThePackage holds the rows to those of encoding/csv, to
// the byte.
func TestCSVRowsAreThoseOfThePackage(t *testing.T) {
	cells := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ ,"\r\n\\.ab\x{3000}]{0,6}`), rapid.Just(`\.`))
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(cells, 2, 4), 1, 4).Draw(t, "rows")
		var want, got bytes.Buffer
		w := csv.NewWriter(&want)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		c, err := newCSVRows(&got, rows[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			for _, text := range row {
				c.text(text)
			}
			if err := c.end(); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.flush(); err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Errorf("got %q, want %q", got.String(), want.String())
		}
	})
}

// TestAmountsAreThoseOfTheLanguage holds the amounts to the decimal's own text.
func TestAmountsAreThoseOfTheLanguage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := lang.Decimal(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-20_000, 20_000)).Draw(t, "d"))
		want := d.Fixed(2)
		if d%100 != 0 {
			want = d.Fixed(4)
		}
		if got := string(appendAmount(nil, d)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := string(appendPlain(nil, d)); got != d.String() {
			t.Errorf("got %s, want %s", got, d)
		}
	})
}
