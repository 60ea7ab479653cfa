package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"rapport/app/crm"
	"rapport/app/money"
	"rapport/app/trade"
)

// PickedItems is a choice of items in a grid: the listed ones, or all that a query holds less the listed ones.
type PickedItems struct {
	IDs   []trade.ItemID
	All   bool
	Query trade.ItemQuery
}

// eachPickedItem calls f with each item picked; one that is gone is passed over.
func (d *Desk) eachPickedItem(ctx context.Context, p PickedItems, f func(trade.Item) error) error {
	if p.All {
		return d.EachItem(ctx, p.Query, func(i trade.Item) error {
			if slices.Contains(p.IDs, i.ID) {
				return nil
			}
			return f(i)
		})
	}
	for _, id := range p.IDs {
		item, known, err := found(d.Item(ctx, id))
		if err != nil {
			return err
		}
		if !known {
			continue
		}
		if err := f(item); err != nil {
			return err
		}
	}
	return nil
}

// eachPickedCost is eachPickedItem for those who need no more than costs.
func (d *Desk) eachPickedCost(ctx context.Context, p PickedItems, f func(trade.ItemCost) error) error {
	if !p.All {
		return d.eachPickedItem(ctx, p, func(i trade.Item) error { return f(i.Costs()) })
	}
	left := p.named()
	return d.EachItemCost(ctx, p.Query, func(i trade.ItemCost) error {
		if left[i.ID] {
			return nil
		}
		return f(i)
	})
}

// eachPickedID is eachPickedItem for those who need no more than ids.
func (d *Desk) eachPickedID(ctx context.Context, p PickedItems, f func(trade.ItemID) error) error {
	if !p.All {
		return d.eachPickedItem(ctx, p, func(i trade.Item) error { return f(i.ID) })
	}
	left := p.named()
	return d.EachItemID(ctx, p.Query, func(id trade.ItemID) error {
		if left[id] {
			return nil
		}
		return f(id)
	})
}

// named are the items listed, to be asked for one by one.
func (p PickedItems) named() map[trade.ItemID]bool {
	named := make(map[trade.ItemID]bool, len(p.IDs))
	for _, id := range p.IDs {
		named[id] = true
	}
	return named
}

// ItemIDs lists the items picked by id.
func (d *Desk) ItemIDs(ctx context.Context, p PickedItems) ([]trade.ItemID, error) {
	if !p.All {
		return p.IDs, nil
	}
	var ids []trade.ItemID
	err := d.eachPickedID(ctx, p, func(id trade.ItemID) error { ids = append(ids, id); return nil })
	return ids, err
}

// Repricing asks to change the prices of some items on a list.
type Repricing struct {
	Items PickedItems
	List  trade.ListID
	trade.Reprice
}

// Repriced is what a change of prices does to one item; sums are in the terms of the list.
type Repriced struct {
	Item     trade.ItemID
	Article  string
	Name     string
	Priced   bool      // it has an old price
	Old      money.Dec // that price
	Known    bool      // there is a new price; otherwise it is left as it is
	New      money.Dec // that price
	Costed   bool      // the cost is known
	Cost     money.Dec // that cost
	Margined bool      // there is a margin
	Margin   money.Dec // of the new price, per cent
	held     trade.ItemPrice
}

// By is the same item with its price changed by another rule, for the same list and day.
func (r Repriced) By(rule trade.Reprice) Repriced {
	r.New, r.Known = rule.Price(r.Old, r.Priced, r.Cost, r.Costed)
	r.Margin, r.Margined = money.Dec{}, false
	if r.Known && r.Costed {
		r.Margin, r.Margined = trade.Margin(r.New, r.Cost)
	}
	return r
}

// Below reports whether the new price is below the cost.
func (r Repriced) Below() bool { return r.Known && r.Costed && r.New.Cmp(r.Cost) < 0 }

// Changes reports whether the item gets another price.
func (r Repriced) Changes() bool { return r.Known && (!r.Priced || r.Old != r.New) }

// PreviewPrices tells what a change of prices would do, item by item.
func (d *Desk) PreviewPrices(ctx context.Context, r Repricing) ([]Repriced, error) {
	var out []Repriced
	err := d.eachCosted(ctx, r.begun(d.Today()), func(row Repriced) { out = append(out, row.By(r.Reprice)) })
	return out, err
}

// begun is the same change from the day it begins, which is today where none is said.
func (r Repricing) begun(today crm.Day) Repricing {
	r.From = cmp.Or(r.From, today)
	return r
}

// eachCosted calls f with each item of a change, its price so far and its cost.
func (d *Desk) eachCosted(ctx context.Context, r Repricing, f func(Repriced)) error {
	list, held, err := d.heldFor(ctx, r)
	if err != nil {
		return err
	}
	costing, err := d.Costing(ctx)
	if err != nil {
		return err
	}
	return d.eachPickedCost(ctx, r.Items, func(i trade.ItemCost) error {
		row := repriced(i.ID, held)
		row.Article, row.Name = i.Article, i.Name
		row.Cost, row.Costed = costing.Cost(i.Cost, i.CostIn, i.Tax, list, r.From)
		f(row)
		return nil
	})
}

// eachPriced is eachCosted without costs, articles and names, for changes that need the price alone.
func (d *Desk) eachPriced(ctx context.Context, r Repricing, f func(Repriced)) error {
	_, held, err := d.heldFor(ctx, r)
	if err != nil {
		return err
	}
	return d.eachPickedID(ctx, r.Items, func(id trade.ItemID) error {
		f(repriced(id, held))
		return nil
	})
}

// heldFor reads the list of a change and the prices that hold on it.
func (d *Desk) heldFor(ctx context.Context, r Repricing) (trade.PriceList, map[trade.ItemID]trade.ItemPrice, error) {
	list, err := d.priceList(ctx, r.List)
	if err != nil {
		return list, nil, err
	}
	held, err := d.PricesFrom(ctx, list.ID, r.From, r.Items.listed())
	return list, held, err
}

func repriced(id trade.ItemID, held map[trade.ItemID]trade.ItemPrice) Repriced {
	row := Repriced{Item: id}
	row.held, row.Priced = held[id]
	row.Old = row.held.Price
	return row
}

// listed are the items to read prices of; nil is all.
func (p PickedItems) listed() []trade.ItemID {
	if p.All {
		return nil
	}
	return p.IDs
}

// ChangePrices changes the prices as PreviewPrices tells, all in one step, and returns how many items got another price.
func (d *Desk) ChangePrices(ctx context.Context, r Repricing) (int, error) {
	r = r.begun(d.Today())
	each := d.eachPriced
	if r.How == trade.RepriceByCost {
		each = d.eachCosted
	}
	var changes []crm.Change
	err := each(ctx, r, func(row Repriced) {
		row.New, row.Known = r.Price(row.Old, row.Priced, row.Cost, row.Costed)
		if !row.Changes() {
			return
		}
		var all []trade.ItemPrice
		if row.Priced {
			all = []trade.ItemPrice{row.held}
		}
		changes = append(changes, d.priceEdit(all, row.Item, r.List, row.New, r.From)...)
	})
	if err != nil {
		return 0, err
	}
	return len(changes), d.apply(ctx, "act.prices", []string{"N", strconv.Itoa(len(changes))}, changes...)
}

func (d *Desk) priceList(ctx context.Context, id trade.ListID) (trade.PriceList, error) {
	all, err := d.PriceLists(ctx)
	if err != nil {
		return trade.PriceList{}, err
	}
	for _, l := range all {
		if l.ID == id {
			return l, nil
		}
	}
	return trade.PriceList{}, crm.ErrNotFound
}

// Costing reads what costs are compared with prices by.
func (d *Desk) Costing(ctx context.Context) (trade.Costing, error) {
	firm, _, err := found(d.Firm(ctx))
	c := trade.Costing{Home: money.Currency(firm.Currency), Country: firm.Country}
	if err != nil {
		return c, err
	}
	if own, bad := money.ParseDec(firm.VATRate); bad == nil { // a firm whose rate was never set has none
		c.Own = own
	}
	if c.Exchanges, err = d.Exchanges(ctx); err != nil {
		return c, err
	}
	c.Rates, err = d.AllTaxRates(ctx)
	return c, err
}
