package data

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"rapport/data/sqlite"
)

// chunks are the numbers of ids asked for, or rows written, by one statement: few sizes, so that statements are
// prepared once. The last chunk is padded with its last id.
var chunks = []int{1, 8, 64, 400}

// eachIn runs a query once per chunk of ids; %s in it stands for the list of ids, whose parameters follow those of args.
func eachIn(ctx context.Context, s *sqlite.Session, query string, args []any, ids []int64, f func(*sql.Rows) error) error {
	for len(ids) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		size := chunkFor(len(ids))
		n := min(size, len(ids))
		values := make([]any, 0, len(args)+size)
		values = append(values, args...)
		for i := range size {
			values = append(values, ids[min(i, n-1)])
		}
		q := strings.Replace(query, "%s", "("+sqlite.Blanks(size)+")", 1)
		if err := s.Each(ctx, q, values, f); err != nil {
			return err
		}
		ids = ids[n:]
	}
	return nil
}

// deleteIn runs a statement without rows once per chunk of ids.
func deleteIn(ctx context.Context, s *sqlite.Session, query string, ids []int64) error {
	return eachIn(ctx, s, query, nil, ids, func(*sql.Rows) error { return nil })
}

// chunkFor is the greatest chunk that n ids fill, or the smallest that holds them all.
func chunkFor(n int) int {
	for i := len(chunks) - 1; i > 0; i-- {
		if n > chunks[i-1] {
			return chunks[i]
		}
	}
	return 1
}

// params lists n numbered parameters from the given number up.
func params(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(from+i))
	}
	return b.String()
}

// rowWriter gathers rows for one table and writes many with one statement.
type rowWriter struct {
	s       *sqlite.Session
	head    string // "INSERT INTO t (a, b) VALUES "
	many    string // the statement for rowsAtOnce, once there were so many
	tail    string // " ON CONFLICT …", or empty
	columns int
	args    []any
	rows    int
}

// rowsAtOnce is how many rows one statement inserts.
const rowsAtOnce = 24

func newRowWriter(s *sqlite.Session, table, tail string, columns ...string) *rowWriter {
	return &rowWriter{s: s, tail: tail, columns: len(columns),
		head: "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES "}
}

// add takes a row and writes when enough are gathered.
func (w *rowWriter) add(ctx context.Context, values ...any) error {
	w.args = append(w.args, values...)
	w.rows++
	if w.rows < rowsAtOnce {
		return nil
	}
	return w.write(ctx, rowsAtOnce)
}

// flush writes what is left, row by row.
func (w *rowWriter) flush(ctx context.Context) error {
	for w.rows > 0 {
		if err := w.write(ctx, 1); err != nil {
			return err
		}
	}
	return nil
}

func (w *rowWriter) write(ctx context.Context, rows int) error {
	n := rows * w.columns
	if err := w.s.Exec(ctx, w.statement(rows), w.args[:n]...); err != nil {
		return err
	}
	w.rows -= rows
	w.args = append(w.args[:0], w.args[n:]...)
	return nil
}

func (w *rowWriter) statement(rows int) string {
	if rows == rowsAtOnce && w.many != "" {
		return w.many
	}
	groups := make([]string, rows)
	for i := range groups {
		groups[i] = "(" + sqlite.Blanks(w.columns) + ")"
	}
	query := w.head + strings.Join(groups, ", ") + w.tail
	if rows == rowsAtOnce {
		w.many = query
	}
	return query
}
