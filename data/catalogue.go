package data

import (
	"context"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// amount is a decimal as it is sorted by; the exact one is in the body.
func amount(d money.Dec) float64 { return d.Float() }

// ItemGroups lists the groups of the catalogue by place, then name.
func (s *Store) ItemGroups(ctx context.Context) ([]trade.Group, error) {
	return many[trade.Group](ctx, s, "SELECT body FROM item_group ORDER BY place, name_key, id")
}

// PriceLists lists the price lists by place, then name.
func (s *Store) PriceLists(ctx context.Context) ([]trade.PriceList, error) {
	return many[trade.PriceList](ctx, s, "SELECT body FROM price_list ORDER BY place, name_key, id")
}

// PriceRules lists the rules of prices by place.
func (s *Store) PriceRules(ctx context.Context) ([]trade.Rule, error) {
	return many[trade.Rule](ctx, s, "SELECT body FROM price_rule ORDER BY place, id")
}

// ClientRules lists the prices negotiated with a client by place.
func (s *Store) ClientRules(ctx context.Context, client crm.ClientID) ([]trade.Rule, error) {
	return many[trade.Rule](ctx, s, clientRulesQuery, int64(client))
}

const clientRulesQuery = "SELECT body FROM price_rule WHERE client = $1 ORDER BY place, id"

// PriceIndices lists the indices that prices follow by name.
func (s *Store) PriceIndices(ctx context.Context) ([]trade.Index, error) {
	return many[trade.Index](ctx, s, "SELECT body FROM price_index ORDER BY name_key, id")
}

// Capacities lists the calendars of what can be sold by name.
func (s *Store) Capacities(ctx context.Context) ([]trade.Capacity, error) {
	return many[trade.Capacity](ctx, s, "SELECT body FROM capacity ORDER BY name_key, id")
}

// Segments lists the segments of clients by name.
func (s *Store) Segments(ctx context.Context) ([]crm.Segment, error) {
	return many[crm.Segment](ctx, s, "SELECT body FROM segment ORDER BY name_key, id")
}

// TaxRates lists the rates of VAT by country, class and the day they begin.
func (s *Store) TaxRates(ctx context.Context) ([]trade.TaxRate, error) {
	return many[trade.TaxRate](ctx, s, "SELECT body FROM tax_rate ORDER BY country, class, since, id")
}

// Exchanges lists the rates of exchange by currency and day, oldest first.
func (s *Store) Exchanges(ctx context.Context) ([]trade.Exchange, error) {
	return many[trade.Exchange](ctx, s, "SELECT body FROM exchange ORDER BY currency, day, id")
}
