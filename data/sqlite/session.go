package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// maxStatements is how many prepared statements a session keeps; list queries come in many shapes.
const maxStatements = 400

// Session is one connection with its prepared statements, in use by one goroutine at a time.
type Session struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt
	bulks      map[string]bulkSegment // of the full-text indexes, by table
}

func (s *Session) close() error {
	err := s.forget()
	return errors.Join(err, s.conn.Close())
}

func (s *Session) forget() error {
	var errs []error
	for _, st := range s.statements {
		errs = append(errs, st.Close())
	}
	clear(s.statements)
	return errors.Join(errs...)
}

func (s *Session) statement(ctx context.Context, query string) (*sql.Stmt, error) {
	if st := s.statements[query]; st != nil {
		return st, nil
	}
	if len(s.statements) >= maxStatements {
		if err := s.forget(); err != nil {
			return nil, err
		}
	}
	st, err := s.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, query)
	}
	s.statements[query] = st
	return st, nil
}

// Exec runs a statement that returns no rows.
func (s *Session) Exec(ctx context.Context, query string, args ...any) error {
	st, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = st.ExecContext(ctx, args...)
	return err
}

// Plain runs one statement without preparing it for later: pragmas and the schema.
func (s *Session) Plain(ctx context.Context, query string) error {
	_, err := s.conn.ExecContext(ctx, query)
	return err
}

// Each calls f for every row of a query until f fails.
func (s *Session) Each(ctx context.Context, query string, args []any, f func(*sql.Rows) error) error {
	st, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Get scans the only row of a query; sql.ErrNoRows when there is none.
func (s *Session) Get(ctx context.Context, query string, args []any, into ...any) error {
	st, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	return st.QueryRowContext(ctx, args...).Scan(into...)
}

// Read calls f with a session that sees one state of the base throughout.
func (db *DB) Read(ctx context.Context, f func(*Session) error) error {
	s, err := db.readers.take(ctx)
	if err != nil {
		return err
	}
	defer db.readers.put(s)
	return wrap(db.path, s.within(ctx, "BEGIN", f))
}

// Write calls f in the only transaction that writes; all f did is durable when Write returns nil and undone when not.
// Once it has begun it is not interrupted by the context: f asks ctx itself where there is much to do.
func (db *DB) Write(ctx context.Context, f func(*Session) error) error {
	s, err := db.takeWriter(ctx)
	if err != nil {
		return err
	}
	defer func() { db.writer <- s }()
	return wrap(db.path, s.within(context.WithoutCancel(ctx), "BEGIN IMMEDIATE", f))
}

// Outside calls f with the session that writes, in no transaction: for pragmas, bulk loading and backups.
func (db *DB) Outside(ctx context.Context, f func(*Session) error) error {
	s, err := db.takeWriter(ctx)
	if err != nil {
		return err
	}
	defer func() { db.writer <- s }()
	return wrap(db.path, f(s))
}

func (db *DB) takeWriter(ctx context.Context) (*Session, error) {
	select {
	case s := <-db.writer:
		return s, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Batch calls f in a transaction of a session that is in none.
func (s *Session) Batch(ctx context.Context, f func() error) error {
	return s.within(ctx, "BEGIN IMMEDIATE", func(*Session) error { return f() })
}

// within runs f between BEGIN and COMMIT, or ROLLBACK when f fails or panics.
func (s *Session) within(ctx context.Context, begin string, f func(*Session) error) (err error) {
	if err := s.Exec(ctx, begin); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			// A failed write may already have ended the transaction; then there is nothing to roll back.
			_ = s.Exec(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := f(s); err != nil {
		return err
	}
	if err := s.Exec(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

// Blanks lists n parameters without numbers, after those that have some. SQLite looks numbered ones up by name, which
// costs the square of their number, so long lists are written this way.
func Blanks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
