package desk

import (
	"context"
	"errors"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// AcceptOffer marks an offer accepted today, with the optional and alternative lines the client took. In the same act the
// deal it belongs to is won and the order is recorded that it became. An offer of which nothing is left to order is a fault.
func (d *Desk) AcceptOffer(ctx context.Context, id trade.OfferID, chosen []trade.LineAt) (trade.Offer, error) {
	for tries := 0; ; tries++ {
		o, err := d.turnOffer(ctx, id, func(o trade.Offer) (trade.Offer, error) { return trade.Accept(o, chosen, d.Today()) },
			func(_, now trade.Offer) ([]crm.Change, error) { return d.sell(ctx, now) })
		if !isFault(err, "desk.order.taken") || tries == mostNumbers { // another program took the number of the order meanwhile
			return o, err
		}
	}
}

// sell gives the edits that follow from an accepted offer: its order, and its deal won. One that has become an order already
// becomes no other.
func (d *Desk) sell(ctx context.Context, o trade.Offer) ([]crm.Change, error) {
	deal, belongs, err := d.DealOfOffer(ctx, o.ID)
	if err != nil {
		return nil, err
	}
	order, err := trade.OrderOf(o, d.Today())
	if errors.Is(err, money.ErrOverflow) {
		err = crm.Fault{Field: "offer", Reason: "trade.order.large"}
	}
	if err != nil {
		return nil, err
	}
	order.Deal = deal.ID
	var changes []crm.Change
	made, err := d.OrdersMade(ctx, 0, o.ID)
	if err != nil {
		return nil, err
	}
	if len(made) == 0 {
		if order.Number, err = d.NextOrderNumberFor(ctx, o.Client); err != nil {
			return nil, err
		}
		order.ID, order.Created = trade.OrderID(d.ids.next()), crm.At(d.now())
		changes = append(changes, crm.Add(order))
	}
	if !belongs {
		return changes, nil
	}
	won, err := d.wonBy(ctx, deal, o, order)
	if err != nil || sameJSON(deal, won) {
		return changes, err
	}
	return append(changes, crm.Alter(deal, won)), nil
}

// wonBy is a deal as an accepted offer wins it. Its amount becomes what was sold, where that is in the deal's currency.
func (d *Desk) wonBy(ctx context.Context, deal trade.Deal, o trade.Offer, order trade.Order) (trade.Deal, error) {
	won := deal
	if deal.Outcome != trade.Won {
		all, err := d.Pipelines(ctx)
		if err != nil {
			return deal, err
		}
		p, err := pipelineOf(all, deal.Pipeline)
		if err != nil {
			return deal, err
		}
		edit, err := deal.Win(p, d.turn(ctx, o.FullNumber()))
		if err != nil {
			return deal, err
		}
		won = *edit.Now
	}
	if order.Currency == won.Currency && order.Total() >= 0 {
		won.Amount = order.Total()
	}
	return won, nil
}
