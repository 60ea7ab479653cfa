package desk

import (
	"context"
	"strings"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// keep adds a record or changes the one of the same id among all; the sentence of the act is what + ".add" or ".edit".
func keep[T crm.Record](ctx context.Context, d *Desk, what, name string, all []T, now T) error {
	for _, was := range all {
		if was.Key() != now.Key() {
			continue
		}
		if sameJSON(was, now) {
			return nil
		}
		return d.apply(ctx, what+".edit", []string{"Name", name}, crm.Alter(was, now))
	}
	return d.apply(ctx, what+".add", []string{"Name", name}, crm.Add(now))
}

// drop removes the record with an id among all.
func drop[T crm.Record](ctx context.Context, d *Desk, what string, all []T, id int64, name func(T) string) error {
	for _, was := range all {
		if was.Key() == id {
			return d.apply(ctx, what+".remove", []string{"Name", name(was)}, crm.Remove(was))
		}
	}
	return crm.ErrNotFound
}

// named trims the name of a record and is a fault when nothing is left.
func named(name *string) error {
	*name = strings.TrimSpace(text.Clean(*name, maxLine))
	if *name == "" {
		return crm.Fault{Field: "name", Reason: "desk.record.name"}
	}
	return nil
}

// SavePriceList adds a list (ID 0) or changes it.
func (d *Desk) SavePriceList(ctx context.Context, l trade.PriceList) (trade.PriceList, error) {
	if err := named(&l.Name); err != nil {
		return l, err
	}
	if !l.Currency.Valid() {
		return l, crm.Fault{Field: "currency", Reason: "desk.list.currency"}
	}
	if l.From != "" && l.Until != "" && l.Until < l.From {
		return l, crm.Fault{Field: "until", Reason: "desk.list.until"}
	}
	all, err := d.PriceLists(ctx)
	if err != nil {
		return l, err
	}
	if l.ID == 0 {
		l.ID, l.Place = trade.ListID(d.ids.next()), len(all)
		l.Main = l.Main || len(all) == 0
	}
	return l, keep(ctx, d, "act.pricelist", l.Name, all, l)
}

// RemovePriceList removes a list with all its prices in one step.
func (d *Desk) RemovePriceList(ctx context.Context, id trade.ListID) error {
	all, err := d.PriceLists(ctx)
	if err != nil {
		return err
	}
	for _, l := range all {
		if l.ID != id {
			continue
		}
		prices, err := d.ListPrices(ctx, id)
		if err != nil {
			return err
		}
		changes := make([]crm.Change, 0, len(prices)+1)
		for _, p := range prices {
			changes = append(changes, crm.Remove(p))
		}
		return d.apply(ctx, "act.pricelist.remove", []string{"Name", l.Name}, append(changes, crm.Remove(l))...)
	}
	return crm.ErrNotFound
}

// SaveRule adds a rule of prices (ID 0) or changes it.
func (d *Desk) SaveRule(ctx context.Context, r trade.Rule) (trade.Rule, error) {
	if faults := trade.CheckRule(r); len(faults) > 0 {
		return r, faults[0]
	}
	all, err := d.PriceRules(ctx)
	if err != nil {
		return r, err
	}
	if r.ID == 0 {
		r.ID = trade.RuleID(d.ids.next())
	}
	return r, keep(ctx, d, "act.rule", r.Name, all, r)
}

// RemoveRule removes a rule of prices.
func (d *Desk) RemoveRule(ctx context.Context, id trade.RuleID) error {
	all, err := d.PriceRules(ctx)
	if err != nil {
		return err
	}
	return drop(ctx, d, "act.rule", all, int64(id), func(r trade.Rule) string { return r.Name })
}

// SaveIndex adds an index (ID 0) or changes it and its readings.
func (d *Desk) SaveIndex(ctx context.Context, i trade.Index) (trade.Index, error) {
	if err := named(&i.Name); err != nil {
		return i, err
	}
	all, err := d.PriceIndices(ctx)
	if err != nil {
		return i, err
	}
	if i.ID == 0 {
		i.ID = trade.IndexID(d.ids.next())
	}
	return i, keep(ctx, d, "act.index", i.Name, all, i)
}

// SaveCapacity adds a capacity (ID 0) or changes it and its calendar.
func (d *Desk) SaveCapacity(ctx context.Context, c trade.Capacity) (trade.Capacity, error) {
	if err := named(&c.Name); err != nil {
		return c, err
	}
	all, err := d.Capacities(ctx)
	if err != nil {
		return c, err
	}
	if c.ID == 0 {
		c.ID = trade.CapacityID(d.ids.next())
	}
	return c, keep(ctx, d, "act.capacity", c.Name, all, c)
}

// SaveSegment adds a segment (ID 0) or changes it.
func (d *Desk) SaveSegment(ctx context.Context, s crm.Segment) (crm.Segment, error) {
	if err := named(&s.Name); err != nil {
		return s, err
	}
	all, err := d.Segments(ctx)
	if err != nil {
		return s, err
	}
	if s.ID == 0 {
		s.ID = crm.SegmentID(d.ids.next())
	}
	return s, keep(ctx, d, "act.segment", s.Name, all, s)
}

// SetExchange notes what one unit of a currency is worth in the firm's own from a day on.
func (d *Desk) SetExchange(ctx context.Context, currency money.Currency, day crm.Day, rate money.Dec) error {
	if !currency.Valid() || rate.Sign() <= 0 {
		return crm.Fault{Field: "rate", Reason: "desk.exchange.rate"}
	}
	all, err := d.Exchanges(ctx)
	if err != nil {
		return err
	}
	now := trade.Exchange{ID: trade.ExchangeID(d.ids.next()), Currency: currency, Day: day, Rate: rate}
	for _, e := range all {
		if e.Currency == currency && e.Day == day {
			now.ID = e.ID
		}
	}
	return keep(ctx, d, "act.exchange", string(currency), all, now)
}
