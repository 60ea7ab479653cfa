package data

import (
	"context"

	"rapport/app/trade"
)

// ListPrices lists all prices that a list has or had, by id.
func (s *Store) ListPrices(ctx context.Context, list trade.ListID) ([]trade.ItemPrice, error) {
	return many[trade.ItemPrice](ctx, s, "SELECT body FROM item_price WHERE list = $1 ORDER BY id", int64(list))
}
