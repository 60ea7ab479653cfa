package command

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"rapport/app/text"
)

// cellWidth is the most runes a cell of a table for people has.
const cellWidth = 60

// pageRows is how many rows of a table are aligned together.
const pageRows = 1000

// listing writes rows as a table, or objects as one JSON array.
type listing struct {
	out   io.Writer
	json  bool
	table *tabwriter.Writer
	n     int
}

func (v *verbs) newList() *listing {
	return &listing{out: v.out, json: v.json, table: tabwriter.NewWriter(v.out, 2, 4, 2, ' ', 0)}
}

// row writes one row for people: on one line, and never so wide that the table falls apart. Columns are aligned within
// a page of rows, since aligning all of them would mean holding all of them.
func (l *listing) row(cells ...string) error {
	for i, cell := range cells {
		cells[i] = text.Ellipsis(text.Line(cell, 0), cellWidth)
	}
	if l.n++; l.n%pageRows == 0 {
		if err := l.table.Flush(); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(l.table, strings.Join(cells, "\t"))
	return err
}

// fact writes a name and its value, the value as long as it is.
func (l *listing) fact(name, value string) error {
	if value == "" {
		return nil
	}
	_, err := fmt.Fprintf(l.table, "%s\t%s\n", name, text.Line(value, 0))
	return err
}

func (l *listing) object(o any) error {
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	lead := ",\n"
	if l.n == 0 {
		lead = "[\n"
	}
	l.n++
	_, err = fmt.Fprint(l.out, lead, string(body))
	return err
}

func (l *listing) end() error {
	if !l.json {
		return l.table.Flush()
	}
	if l.n == 0 {
		_, err := fmt.Fprintln(l.out, "[]")
		return err
	}
	_, err := fmt.Fprintln(l.out, "\n]")
	return err
}
