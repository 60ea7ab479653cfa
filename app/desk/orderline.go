package desk

import (
	"context"

	"rapport/app/money"
	"rapport/app/trade"
)

// OrderLineOf makes a line of an order out of an item: as LineOf does for an offer, with the item's period and stream. What
// was chosen of its features stands behind the name.
func (d *Desk) OrderLineOf(ctx context.Context, o trade.Order, item trade.ItemID, choices []string, quantity money.Dec) (trade.OrderLine, Quoted, error) {
	offer := trade.Offer{Client: o.Client, Day: o.Day, Currency: o.Currency, Tax: o.Tax}
	l, q, err := d.LineOf(ctx, offer, item, choices, quantity)
	if err != nil {
		return trade.OrderLine{}, q, err
	}
	if said := chosen(q.Item, choices); said != "" {
		l.Name += " (" + said + ")"
	}
	return trade.OrderLine{Item: item, Choices: choices, Article: l.Article, Name: l.Name, Unit: l.Unit, Quantity: quantity, Price: l.Price,
		Quoted: l.Quoted, Why: l.Why, VAT: l.VAT, Exempt: l.Exempt, Period: q.Item.Period, Stream: q.Item.Stream}, q, nil
}
