package data

import (
	"context"
	"database/sql"
	"fmt"
)

// Backup writes a whole and checked copy of the base to a new file at path while work goes on. ErrExists when there is
// a file already.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := s.db.Backup(ctx, path, func(copied *sql.DB) error { return checkCopy(ctx, copied) }); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

// checkCopy sees whether a copy holds what it says it holds.
func checkCopy(ctx context.Context, copied *sql.DB) error {
	var clients, counted, texts int64
	err := copied.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM client), (SELECT coalesce(sum(n), 0) FROM tally), (SELECT count(*) FROM client_text)`).
		Scan(&clients, &counted, &texts)
	if err == nil && (clients != counted || clients != texts) {
		err = &Error{Code: ErrDamaged.Code, Path: "copy", Cause: fmt.Errorf("%d clients, %d counted, %d with texts", clients, counted, texts)}
	}
	return err
}
