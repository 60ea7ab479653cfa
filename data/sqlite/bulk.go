package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Bulk calls load to fill empty tables fast: nothing is synced, rows may come in any order because references are not
// checked, and the indexes of those tables and the full-text indexes over the texts that load wrote are built at the end.
// load makes its own transactions by Batch. While the full-text indexes are built meanwhile reads what was loaded. A
// base whose loading breaks off has no indexes, so Bulk is for generated bases only.
func (db *DB) Bulk(ctx context.Context, tables []string, seeks []Seek, load, meanwhile func(*Session) error) error {
	return db.Outside(ctx, func(s *Session) error {
		if err := plainAll(ctx, s, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -600000", "PRAGMA wal_autocheckpoint = 20000", "PRAGMA foreign_keys = OFF"); err != nil {
			return err
		}
		err := s.loadAll(ctx, tables, load)
		if err == nil {
			read := make(chan error, 1)
			go func() { read <- db.Read(ctx, meanwhile) }()
			err = errors.Join(s.rebuildSeeks(ctx, seeks), <-read)
		}
		after := plainAll(context.WithoutCancel(ctx), s, "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -65536", "PRAGMA wal_autocheckpoint = 1000", "PRAGMA foreign_keys = ON")
		if err == nil {
			err = after
		}
		return err
	})
}

func plainAll(ctx context.Context, s *Session, queries ...string) error {
	for _, q := range queries {
		if err := s.Plain(ctx, q); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	return nil
}

func (s *Session) loadAll(ctx context.Context, tables []string, load func(*Session) error) error {
	indexes, err := s.dropIndexes(ctx, tables)
	if err != nil {
		return err
	}
	if err := load(s); err != nil {
		return err
	}
	return plainAll(ctx, s, indexes...)
}

func (s *Session) rebuildSeeks(ctx context.Context, seeks []Seek) error {
	for _, k := range seeks {
		if err := s.rebuildSeek(ctx, k); err != nil {
			return err
		}
	}
	return nil
}

// rebuildSeek indexes all the texts at once and merges the pieces into one segment on the third level. FTS5 merges
// sixteen segments of a level into one of the next, and those of the first have four pages: there the bulk, 31,000 pages
// for a million texts, would be copied again every 240 edits, and those edits would wait; on the third it is once in
// 60,000. Optimizing puts segments of one level on the next, and those of different levels two above the highest: a
// text that comes and goes makes them different.
func (s *Session) rebuildSeek(ctx context.Context, k Seek) error {
	if err := s.tuneSeek(ctx, k, 0, 1999, 8<<20); err != nil {
		return err
	}
	if err := s.Plain(ctx, k.order("rebuild")); err != nil {
		return fmt.Errorf("rebuild %s: %w", k.Table, err)
	}
	for _, statement := range []string{k.Add(), k.Drop()} {
		err := s.Exec(ctx, statement, 0, "  x")
		if err == nil {
			err = s.Plain(ctx, k.order("optimize"))
		}
		if err != nil {
			return fmt.Errorf("raise %s: %w", k.Table, err)
		}
	}
	return s.tuneSeek(ctx, k, 0, crisis, 1<<20)
}

// order is the statement that gives the index one of its orders.
func (k Seek) order(word string) string {
	return "INSERT INTO " + k.Table + " (" + k.Table + ") VALUES ('" + word + "')"
}

// dropIndexes drops the indexes of some tables made by the schema and returns the statements that make them again.
func (s *Session) dropIndexes(ctx context.Context, tables []string) (again []string, err error) {
	return s.dropIndexesThat(ctx, func(_, table string) bool { return slices.Contains(tables, table) })
}

// Reindexed calls write while some indexes are gone, and makes them again: where most of their rows change that takes less
// than to keep them in order. It belongs in a transaction, which a fault must end.
func (s *Session) Reindexed(ctx context.Context, indexes []string, write func() error) error {
	again, err := s.dropIndexesThat(ctx, func(name, _ string) bool { return slices.Contains(indexes, name) })
	if err != nil {
		return err
	}
	if err := write(); err != nil {
		return err
	}
	return plainAll(ctx, s, again...)
}

func (s *Session) dropIndexesThat(ctx context.Context, wanted func(name, table string) bool) (again []string, err error) {
	var names []string
	err = s.Each(ctx, "SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name", nil, func(r *sql.Rows) error {
		var name, table, query string
		err := r.Scan(&name, &table, &query)
		if wanted(name, table) {
			names, again = append(names, name), append(again, query)
		}
		return err
	})
	for _, name := range names {
		if err == nil {
			err = s.Plain(ctx, `DROP INDEX "`+name+`"`)
		}
	}
	return again, err
}

// tuneSeek sets how eagerly a full-text index merges its segments and how much it gathers in memory, in bytes.
func (s *Session) tuneSeek(ctx context.Context, k Seek, automerge, crisis, hash int) error {
	for _, o := range []struct {
		name  string
		value int
	}{{"automerge", automerge}, {"usermerge", gathered}, {"crisismerge", crisis}, {"hashsize", hash}} {
		if err := s.Plain(ctx, fmt.Sprintf("INSERT INTO %s (%s, rank) VALUES ('%s', %d)", k.Table, k.Table, o.name, o.value)); err != nil {
			return err
		}
	}
	return nil
}
