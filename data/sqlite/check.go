package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// Integrity lists what SQLite itself finds wrong with the file, at most fifty findings in SQLite's words. The full-text
// indexes are asked something first: the check would look at them as this connection saw them last.
func (s *Session) Integrity(ctx context.Context, seeks ...Seek) ([]string, error) {
	for _, k := range seeks {
		query := "SELECT rowid FROM " + k.Table + " f WHERE " + k.Where("$1") + " LIMIT 1"
		if err := s.Each(ctx, query, []any{`"   "`}, func(*sql.Rows) error { return nil }); err != nil {
			return nil, err
		}
	}
	var found []string
	err := s.Each(ctx, "PRAGMA integrity_check(50)", nil, func(r *sql.Rows) error {
		var said string
		if err := r.Scan(&said); err != nil {
			return err
		}
		if said != "ok" {
			found = append(found, said)
		}
		return nil
	})
	return found, err
}

// Orphans lists rows whose parent is missing, as "table → parent".
func (s *Session) Orphans(ctx context.Context) ([]string, error) {
	var found []string
	err := s.Each(ctx, "PRAGMA foreign_key_check", nil, func(r *sql.Rows) error {
		var table, parent string
		var row, fk sql.NullInt64
		if err := r.Scan(&table, &row, &parent, &fk); err != nil {
			return err
		}
		found = append(found, fmt.Sprintf("%s %d: %s", table, row.Int64, parent))
		return nil
	})
	return found, err
}

// Version is the number of the last migration of the base.
func (s *Session) Version(ctx context.Context) (int, error) {
	var n int
	return n, s.Get(ctx, "PRAGMA user_version", nil, &n)
}

// SetVersion records the number of the last migration; it belongs into the transaction of the migration.
func (s *Session) SetVersion(ctx context.Context, n int) error {
	return s.Plain(ctx, fmt.Sprintf("PRAGMA user_version = %d", n))
}

// LimitPages keeps the file from growing beyond so many pages, as a full disk would; 0 lifts the limit.
func (s *Session) LimitPages(ctx context.Context, n int64) error {
	if n == 0 {
		n = 0xfffffffe
	}
	var now int64
	return s.Get(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", n), nil, &now)
}

// Pages is the number of pages of the file.
func (s *Session) Pages(ctx context.Context) (int64, error) {
	var n int64
	return n, s.Get(ctx, "PRAGMA page_count", nil, &n)
}

// Plan is how SQLite would run a query, one line a step.
func (s *Session) Plan(ctx context.Context, query string, args []any) ([]string, error) {
	var lines []string
	err := s.Each(ctx, "EXPLAIN QUERY PLAN "+query, args, func(r *sql.Rows) error {
		var id, parent, unused int
		var detail string
		err := r.Scan(&id, &parent, &unused, &detail)
		lines = append(lines, detail)
		return err
	})
	return lines, err
}

// CheckSeek compares a full-text index with its texts; ErrDamaged when they differ.
func (s *Session) CheckSeek(ctx context.Context, k Seek) error {
	return wrap(k.Table, s.Plain(ctx, k.Check()))
}
