package data

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// walk is a sorted list as a merge of index ranges: each lane is the condition of one range, and within a lane the
// index holds the rows in the order of the key. No row is sorted, and a page costs what its rows cost.
type walk struct {
	table string
	key   string   // the column sorted by
	tie   string   // the column that breaks ties, which holds the id
	more  string   // further columns of the keys, ", rung, type", or empty
	lanes []string // conditions of the ranges; none means an empty list
	where string   // what rows must fulfil besides, "AND owner = $1", with parameters from 1 up
	args  []any    // of where

	// sought, when not nil, is a search: a table of texts t with the row it joins, and what a text must hold. It is looked at
	// behind the merge, row by row: within the lanes each would be read until it holds a hit, which one of them may never do.
	sought *textSought
}

// textSought is the search of a walk.
type textSought struct {
	texts  string // "sale_text t ON t.sale = k.id"
	filter func(*conditions)
}

// stretchOf tells which keys of a walk are wanted.
type stretchOf struct {
	from  *crm.Anchor // rows after it in the direction walked, from the start when nil
	desc  bool
	skip  int64
	limit int64
}

// query writes the SQL that gives the keys, as k and id.
func (w walk) query(st stretchOf) (string, []any) {
	args := slices.Clone(w.args)
	beyond := ""
	compare, direction := ">", ""
	if st.desc {
		compare, direction = "<", " DESC"
	}
	if st.from != nil {
		args = append(args, st.from.Key, st.from.ID)
		beyond = " AND (" + w.key + ", " + w.tie + ") " + compare + " (" + params(len(args)-1, 2) + ")"
	}
	terms := make([]string, len(w.lanes))
	for i, lane := range w.lanes {
		terms[i] = "SELECT " + w.key + " AS k, " + w.tie + " AS id" + w.more + " FROM " + w.table + " WHERE " + lane + beyond + w.where
	}
	merged := strings.Join(terms, " UNION ALL ") + " ORDER BY k" + direction + ", id" + direction
	if w.sought != nil {
		c := conditions{args: args}
		w.sought.filter(&c)
		// The limit keeps the order of the merge, which is read no further than the outer one asks.
		merged, args = "SELECT k.k, k.id FROM ("+merged+" LIMIT -1) k CROSS JOIN "+w.sought.texts+" WHERE true"+c.where, c.args
	}
	args = append(args, st.limit, st.skip)
	n := len(args)
	return merged + " LIMIT $" + strconv.Itoa(n-1) + " OFFSET $" + strconv.Itoa(n), args
}

// rowsQuery writes the SQL that gives the key and then the columns of the rows, aliased c, of a stretch.
func (w walk) rowsQuery(st stretchOf, columns string) (string, []any) {
	keys, args := w.query(st)
	return "SELECT k.k, " + columns + " FROM (" + keys + ") k CROSS JOIN " + w.table + " c ON c.id = k.id", args
}

// count counts the rows after an anchor in a direction, at most limit.
func (w walk) count(ctx context.Context, s *sqlite.Session, from *crm.Anchor, desc bool, limit int64) (int64, error) {
	if len(w.lanes) == 0 || limit <= 0 {
		return 0, nil
	}
	query, args := w.query(stretchOf{from: from, desc: desc, limit: limit})
	var n int64
	return n, s.Get(ctx, "SELECT count(*) FROM ("+query+")", args, &n)
}

// eachKey calls f with the key and id of each row of a stretch.
func (w walk) eachKey(ctx context.Context, s *sqlite.Session, st stretchOf, f func(key any, id int64) error) error {
	if len(w.lanes) == 0 {
		return nil
	}
	query, args := w.query(st)
	return s.Each(ctx, query, args, func(r *sql.Rows) error {
		var key any
		var id int64
		if err := r.Scan(&key, &id); err != nil {
			return err
		}
		return f(key, id)
	})
}
