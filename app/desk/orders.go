package desk

import (
	"context"
	"errors"
	"fmt"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// NewOrder is an order of a client (0: nobody yet) as the form for a new one starts. It is not saved.
func (d *Desk) NewOrder(ctx context.Context, client crm.ClientID) (trade.Order, error) {
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return trade.Order{}, err
	}
	tax, err := d.usualTax(ctx, firm)
	if err != nil {
		return trade.Order{}, err
	}
	o := trade.Order{Client: client, Rep: d.me(ctx), Day: d.Today(), State: trade.Placed, Currency: money.Currency(firm.Currency), Tax: tax,
		Rounding: money.DefaultRounding(firm.Country)}
	o.Number, err = d.NextOrderNumberFor(ctx, client)
	return o, err
}

// OrderOfDeal is the order of a deal that was won without an offer: its amount in one sum, without VAT told apart; lines
// added to it bear VAT as the firm's papers do. It is not saved. It is a fault for a deal that was not won.
func (d *Desk) OrderOfDeal(ctx context.Context, id trade.DealID) (trade.Order, error) {
	deal, err := d.Deal(ctx, id)
	if err != nil {
		return trade.Order{}, err
	}
	if deal.Outcome != trade.Won {
		return trade.Order{}, crm.Fault{Field: "deal", Reason: "desk.order.deal"}
	}
	o, err := d.NewOrder(ctx, deal.Client)
	if err != nil {
		return o, err
	}
	o.Deal, o.Contact, o.Currency, o.Notes = id, deal.Contact, deal.Currency, deal.Title
	o.Once = trade.Sum{Net: deal.Amount, Gross: deal.Amount}
	return o, nil
}

// SaveOrder adds an order (was nil) or changes it, and returns it as saved, its sums counted by its lines. It fails with
// crm.Fault for what OrderBlocks names, for a number that is taken and for a client who is gone, and with crm.Stale when
// somebody changed the order meanwhile.
func (d *Desk) SaveOrder(ctx context.Context, was *trade.Order, now trade.Order) (trade.Order, error) {
	now, err := countedOrder(tidyOrder(now))
	if err != nil {
		return now, err
	}
	for _, f := range trade.CheckOrder(now) {
		if trade.OrderBlocks(f) {
			return now, f
		}
	}
	if was != nil {
		if now.ID, now.Created = was.ID, was.Created; sameJSON(*was, now) {
			return now, nil
		}
	}
	if err := errors.Join(d.orderNumberFree(ctx, was, now), d.clientIs(ctx, now.Client)); err != nil {
		return now, err
	}
	if was == nil {
		now.ID, now.Created = trade.OrderID(d.ids.next()), crm.At(d.now())
		return now, d.apply(ctx, "act.order.add", []string{"Number", now.Number}, crm.Add(now))
	}
	return now, d.apply(ctx, "act.order.edit", []string{"Number", now.Number}, crm.Alter(*was, now))
}

// countedOrder is an order with its sums; one that comes to more than a number holds is a fault.
func countedOrder(o trade.Order) (trade.Order, error) {
	now, err := trade.CountOrder(o)
	if errors.Is(err, money.ErrOverflow) {
		return o, crm.Fault{Field: "lines", Reason: "trade.order.large"}
	}
	return now, err
}

func tidyOrder(o trade.Order) trade.Order {
	tidyLines(&o.Number)
	tidyTexts(&o.Notes)
	if o.State == "" {
		o.State = trade.Placed
	}
	if o.State != trade.Fulfilled {
		o.Kept = ""
	}
	for _, s := range []*trade.Sum{&o.Once, &o.Monthly, &o.Yearly} {
		if s.Net+s.VAT != s.Gross {
			s.Net = s.Gross - s.VAT
		}
	}
	return o
}

// orderNumberFree is a fault when the number of an order belongs to another one.
func (d *Desk) orderNumberFree(ctx context.Context, was *trade.Order, now trade.Order) error {
	if was != nil && was.Number == now.Number {
		return nil
	}
	_, taken, err := found(d.OrderByNumber(ctx, now.Number))
	if err == nil && taken {
		err = crm.Fault{Field: "number", Reason: "desk.order.taken", Args: []string{"Number", now.Number}}
	}
	return err
}

// FulfilOrder keeps that an order was done on a day, today when it is empty, and returns it. A day before the order's is a fault.
func (d *Desk) FulfilOrder(ctx context.Context, id trade.OrderID, day crm.Day) (trade.Order, error) {
	if day == "" {
		day = d.Today()
	}
	return d.turnOrder(ctx, id, "act.order.fulfil", func(o trade.Order) (crm.Edit[trade.Order], error) {
		if _, ok := day.Time(); !ok {
			return crm.Edit[trade.Order]{}, crm.Fault{Field: "kept", Reason: "trade.order.day"}
		}
		if day < o.Day {
			return crm.Edit[trade.Order]{}, crm.Fault{Field: "kept", Reason: "trade.order.before"}
		}
		return o.Fulfil(day), nil
	})
}

// CancelOrder keeps that an order was called off, and returns it.
func (d *Desk) CancelOrder(ctx context.Context, id trade.OrderID) (trade.Order, error) {
	return d.turnOrder(ctx, id, "act.order.cancel", func(o trade.Order) (crm.Edit[trade.Order], error) { return o.Cancel(), nil })
}

// ResumeOrder lets an order run again that was done or called off, and returns it.
func (d *Desk) ResumeOrder(ctx context.Context, id trade.OrderID) (trade.Order, error) {
	return d.turnOrder(ctx, id, "act.order.resume", func(o trade.Order) (crm.Edit[trade.Order], error) { return o.Resume(), nil })
}

func (d *Desk) turnOrder(ctx context.Context, id trade.OrderID, what string, turn func(trade.Order) (crm.Edit[trade.Order], error)) (trade.Order, error) {
	o, err := d.Order(ctx, id)
	if err != nil {
		return o, err
	}
	edit, err := turn(o)
	if err != nil || sameJSON(o, *edit.Now) {
		return o, err
	}
	return *edit.Now, d.apply(ctx, what, []string{"Number", o.Number}, edit)
}

// RemoveOrder removes an order.
func (d *Desk) RemoveOrder(ctx context.Context, id trade.OrderID) error {
	o, err := d.Order(ctx, id)
	if err != nil {
		return err
	}
	return d.apply(ctx, "act.order.remove", []string{"Number", o.Number}, crm.Remove(o))
}

// EachOrder calls f with every order of a query in its order, reading page by page.
func (d *Desk) EachOrder(ctx context.Context, q trade.OrderQuery, f func(trade.OrderRow) error) error {
	return eachRow(func(p crm.Page) ([]trade.OrderRow, error) { return d.Orders(ctx, q, p) }, func(r trade.OrderRow) *crm.Anchor { return &r.Anchor }, f)
}

// EachDeal calls f with every deal of a query in its order, reading page by page.
func (d *Desk) EachDeal(ctx context.Context, q trade.DealQuery, f func(trade.DealRow) error) error {
	return eachRow(func(p crm.Page) ([]trade.DealRow, error) { return d.Deals(ctx, q, p) }, func(r trade.DealRow) *crm.Anchor { return &r.Anchor }, f)
}

// dealsOf are all deals of a client, the newest first.
func (d *Desk) dealsOf(ctx context.Context, id crm.ClientID) ([]trade.Deal, error) {
	var all []trade.Deal
	err := d.EachDeal(ctx, trade.DealQuery{Client: id, Sort: trade.DealsByCreated, Desc: true}, func(r trade.DealRow) error {
		deal, err := d.Deal(ctx, r.ID)
		all = append(all, deal)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("deals: %w", err)
	}
	return all, nil
}

// ordersOf are all orders of a client, the newest first.
func (d *Desk) ordersOf(ctx context.Context, id crm.ClientID) ([]trade.Order, error) {
	var all []trade.Order
	err := d.EachOrder(ctx, trade.OrderQuery{Client: id}, func(r trade.OrderRow) error {
		o, err := d.Order(ctx, r.ID)
		all = append(all, o)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("orders: %w", err)
	}
	return all, nil
}
