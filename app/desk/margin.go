package desk

import (
	"context"

	"rapport/app/money"
	"rapport/app/trade"
)

// UnitCosts are the costs of one unit of each item of an offer, without VAT, in major units of the offer's currency on its
// day: at the rate of the offer where it has one. Items that are gone, or whose cost or rate of exchange is not known, are
// left out.
func (d *Desk) UnitCosts(ctx context.Context, o trade.Offer) (map[trade.ItemID]money.Dec, error) {
	costing, err := d.Costing(ctx)
	if err != nil {
		return nil, err
	}
	if o.Rate.Value.Sign() > 0 && o.Currency != costing.Home {
		costing.Exchanges = agreedRate(costing.Exchanges, trade.Exchange{Currency: o.Currency, Day: o.Day, Rate: o.Rate.Value})
	}
	terms := trade.PriceList{Currency: o.Currency}
	costs := map[trade.ItemID]money.Dec{}
	for _, id := range itemsOf(o) {
		item, known, err := found(d.Item(ctx, id))
		if err != nil {
			return nil, err
		}
		if !known {
			continue
		}
		if cost, counted := costing.Cost(item.Cost, item.CostIn, item.Tax, terms, o.Day); counted {
			costs[id] = cost
		}
	}
	return costs, nil
}

// itemsOf are the items of the catalogue an offer has lines of, each once.
func itemsOf(o trade.Offer) []trade.ItemID {
	var ids []trade.ItemID
	met := map[trade.ItemID]bool{0: true}
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			if !met[l.Item] && !l.Text {
				met[l.Item] = true
				ids = append(ids, l.Item)
			}
		}
	}
	return ids
}
