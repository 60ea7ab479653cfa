package data

import (
	"context"
	"fmt"

	"rapport/app/crm"
	"rapport/data/sqlite"
)

// entriesOf finds the entries of a ledger that a query holds.
type entriesOf[Q any] func(ctx context.Context, tx *sqlite.Session, q Q) (*entries, error)

// ledgerPage reads a page of what a query holds: its entries, their places, and the rows that stand there. what names the
// reading in errors.
func ledgerPage[Q, R any](ctx context.Context, s *Store, what string, q Q, p crm.Page, in entriesOf[Q],
	rowsAt func(context.Context, *sqlite.Session, []place) ([]R, error)) ([]R, error) {
	var rows []R
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		e, err := in(ctx, tx, q)
		if err != nil {
			return err
		}
		at, err := e.page(ctx, tx, p)
		if err != nil || len(at) == 0 {
			return err
		}
		rows, err = rowsAt(ctx, tx, at)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return rows, nil
}

// ledgerCount counts what a query holds.
func ledgerCount[Q any](ctx context.Context, s *Store, what string, q Q, in entriesOf[Q]) (crm.Count, error) {
	var n crm.Count
	err := s.db.Read(ctx, func(tx *sqlite.Session) error {
		e, err := in(ctx, tx, q)
		if err == nil {
			n, err = e.count(ctx, tx)
		}
		return err
	})
	if err != nil {
		return n, fmt.Errorf("%s: %w", what, err)
	}
	return n, nil
}
