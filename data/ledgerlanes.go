package data

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"rapport/data/sqlite"
)

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// saleLane is one stretch of the indexes of a ledger: what its columns hold, in their order.
type saleLane struct {
	at [laneMost]any
	n  int64
}

func (l saleLane) code(i int) int64 {
	n, _ := l.at[i].(int64)
	return n
}

func (l saleLane) word(i int) string {
	s, _ := l.at[i].(string)
	return s
}

// laneFields are where the columns of a lane are scanned to.
func (k ledger) laneFields(l *saleLane) []any {
	into := make([]any, len(k.lanes), len(k.lanes)+1)
	for i := range into {
		into[i] = &l.at[i]
	}
	return into
}

// laneColumns lists the columns of the lanes, each with a prefix.
func (k ledger) laneColumns(prefix string) string {
	return prefix + strings.Join(k.lanes, ", "+prefix)
}

// condition is the lane as SQL.
func (k ledger) condition(l saleLane) string {
	words := make([]string, len(k.lanes))
	for i, column := range k.lanes {
		words[i] = column + " = " + fmt.Sprint(l.at[i])
		if s, ok := l.at[i].(string); ok {
			words[i] = column + " = " + quote(s)
		}
	}
	return strings.Join(words, " AND ")
}

// conditions are the lanes shown as SQL.
func (e *entries) conditions() []string {
	all := make([]string, len(e.lanes))
	for i, l := range e.lanes {
		all[i] = e.condition(l)
	}
	return all
}

// readLanes reads the lanes that hold anything and are shown.
func (e *entries) readLanes(ctx context.Context, tx *sqlite.Session, shows func(saleLane) bool) error {
	columns := e.laneColumns("")
	return tx.Each(ctx, "SELECT "+columns+", n FROM "+e.tally()+" ORDER BY "+columns, nil, func(r *sql.Rows) error {
		var l saleLane
		err := r.Scan(append(e.laneFields(&l), &l.n)...)
		e.rows += l.n
		if shows(l) {
			e.lanes = append(e.lanes, l)
		}
		return err
	})
}
