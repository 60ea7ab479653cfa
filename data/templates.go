package data

import (
	"context"
	"fmt"

	"rapport/app/crm"
	"rapport/app/trade"
	"rapport/data/sqlite"
)

// Firms lists our own firms, the main one first.
func (s *Store) Firms(ctx context.Context) ([]crm.Firm, error) {
	return many[crm.Firm](ctx, s, "SELECT body FROM firm ORDER BY place, id")
}

// Templates lists the templates of papers by place.
func (s *Store) Templates(ctx context.Context) ([]trade.Template, error) {
	return many[trade.Template](ctx, s, "SELECT body FROM template ORDER BY place, id")
}

// Template reads one template; ErrNotFound when there is none.
func (s *Store) Template(ctx context.Context, id trade.TemplateID) (trade.Template, error) {
	return one[trade.Template](ctx, s, "SELECT body FROM template WHERE id = $1", int64(id))
}

// StockTerms lists the terms kept in store by place.
func (s *Store) StockTerms(ctx context.Context) ([]trade.StockTerm, error) {
	return many[trade.StockTerm](ctx, s, "SELECT body FROM stock_term ORDER BY place, id")
}

const (
	firmOffersQuery     = "SELECT count(*) FROM offer WHERE firm = $1"
	templateOffersQuery = "SELECT count(*) FROM offer WHERE template = $1 AND template <> 0"
)

// FirmOffers counts the offers that name an own firm; 0 is meant by those that name none.
func (s *Store) FirmOffers(ctx context.Context, id int64) (int64, error) {
	return s.countOf(ctx, firmOffersQuery, id)
}

// TemplateOffers counts the offers that name a template.
func (s *Store) TemplateOffers(ctx context.Context, id trade.TemplateID) (int64, error) {
	return s.countOf(ctx, templateOffersQuery, int64(id))
}

func (s *Store) countOf(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.db.Read(ctx, func(tx *sqlite.Session) error { return tx.Get(ctx, query, args, &n) })
	if err != nil {
		return 0, fmt.Errorf("count offers: %w", err)
	}
	return n, nil
}
