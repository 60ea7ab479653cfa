package desk

import (
	"context"

	"rapport/app/crm"
	"rapport/app/trade"
)

// unused is a fault when a rule of prices still needs what is to be removed.
func (d *Desk) unused(ctx context.Context, needs func(trade.Rule) bool) error {
	rules, err := d.PriceRules(ctx)
	if err != nil {
		return err
	}
	for _, r := range rules {
		if needs(r) {
			return crm.Fault{Field: "rule", Reason: "desk.rule.needs", Args: []string{"Name", r.Name}}
		}
	}
	return nil
}

// RemoveIndex removes an index with its readings; one that a rule follows is a fault.
func (d *Desk) RemoveIndex(ctx context.Context, id trade.IndexID) error {
	if err := d.unused(ctx, func(r trade.Rule) bool { return r.Index != nil && r.Index.Index == id }); err != nil {
		return err
	}
	all, err := d.PriceIndices(ctx)
	if err != nil {
		return err
	}
	return drop(ctx, d, "act.index", all, int64(id), func(i trade.Index) string { return i.Name })
}

// RemoveCapacity removes a capacity with its calendar; one that a rule goes by is a fault.
func (d *Desk) RemoveCapacity(ctx context.Context, id trade.CapacityID) error {
	if err := d.unused(ctx, func(r trade.Rule) bool { return r.Yield != nil && r.Yield.Capacity == id }); err != nil {
		return err
	}
	all, err := d.Capacities(ctx)
	if err != nil {
		return err
	}
	return drop(ctx, d, "act.capacity", all, int64(id), func(c trade.Capacity) string { return c.Name })
}

// RemoveSegment removes a segment; one that has prices of its own is a fault.
func (d *Desk) RemoveSegment(ctx context.Context, id crm.SegmentID) error {
	if err := d.unused(ctx, func(r trade.Rule) bool { return r.Segment != nil && r.Segment.Segment == id }); err != nil {
		return err
	}
	all, err := d.Segments(ctx)
	if err != nil {
		return err
	}
	return drop(ctx, d, "act.segment", all, int64(id), func(s crm.Segment) string { return s.Name })
}

// RemoveExchange removes a rate of exchange.
func (d *Desk) RemoveExchange(ctx context.Context, id trade.ExchangeID) error {
	all, err := d.Exchanges(ctx)
	if err != nil {
		return err
	}
	return drop(ctx, d, "act.exchange", all, int64(id), func(e trade.Exchange) string { return string(e.Currency) })
}
