package desk

import (
	"context"
	"fmt"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/text"
	"rapport/app/trade"
)

// SampleItems fills an empty catalogue with examples in a language: groups, items with costs and prices, a price list where
// there is none, and a rule for quantities, all in one step that one undo takes back. A catalogue with items is refused.
func (d *Desk) SampleItems(ctx context.Context, lang text.Lang) error {
	n, err := d.CountItems(ctx, trade.ItemQuery{Inactive: true})
	if err != nil {
		return err
	}
	if n.N > 0 {
		return crm.Fault{Field: "catalogue", Reason: "desk.sample.full"}
	}
	firm, _, err := found(d.Firm(ctx))
	if err != nil {
		return err
	}
	lists, err := d.PriceLists(ctx)
	if err != nil {
		return err
	}
	b, err := newDemo(d, lang)
	if err != nil {
		return fmt.Errorf("example catalogue: %w", err)
	}
	b.stockItems()
	var changes []crm.Change
	if list, has := trade.MainList(lists, money.Currency(firm.Currency), d.Today()); has {
		b.pricesOn(list.ID)
	} else {
		changes = append(changes, crm.Add(b.shop.list))
	}
	rule := b.volumeRule()
	rule.ID = trade.RuleID(b.next())
	changes = addAll(addAll(addAll(changes, b.shop.groups), b.shop.items), b.shop.prices)
	return d.apply(ctx, "act.sample", nil, append(changes, crm.Add(rule))...)
}

// pricesOn puts the prices on a list that is there already.
func (b *demo) pricesOn(list trade.ListID) {
	for i := range b.shop.prices {
		b.shop.prices[i].List = list
	}
}
