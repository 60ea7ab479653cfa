package offers

import (
	"context"
	"strconv"

	"rapport/app/desk"
	"rapport/app/money"
	"rapport/app/trade"
	"rapport/screens/kit"
	"rapport/screens/parts"
)

// Shop finds items of the catalogue and makes lines of them.
type Shop interface {
	parts.ItemFinder
	LineOf(ctx context.Context, o trade.Offer, item trade.ItemID, choices []string, quantity money.Dec) (trade.Line, desk.Quoted, error)
}

// newPicker is the search for an item of the catalogue.
func newPicker(e *Editor) *parts.ItemPicker {
	return parts.NewItemPicker(e.env, &e.loader, e.desk, e.takeItem)
}

// pick opens the catalogue.
func (e *Editor) pick() {
	if e.editable() && e.closeCell() == nil {
		e.picker.Pick(e.offer.Day)
	}
}

// takeItem adds a line of an item behind the current one at the price this client pays, and opens its quantity.
func (e *Editor) takeItem(id trade.ItemID) {
	o, after := e.snapshot(), e.grid.Current()
	kit.Load(&e.loader, "item", func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, id, nil, money.DecInt(1))
		return priced{line, q}, err
	}, func(p priced, err error) {
		if err != nil {
			e.env.Fail(err)
			return
		}
		key := e.ledger.add(after, p.line)
		e.changed()
		e.remark(p.quoted)
		e.focusLines()
		if len(p.quoted.Item.Features) > 0 {
			e.standOn(key)
			parts.AskChoices(e.env, p.quoted.Item, func(choices []string) { e.choose(key, choices) })
			return
		}
		e.grid.Edit(key, colQuantity)
	})
}

// choose gives a line the choices of its item, with the price they make, and opens its quantity.
func (e *Editor) choose(key int64, choices []string) {
	it := e.ledger.line(key)
	if it == nil {
		return
	}
	o, l := e.snapshot(), it.line
	kit.Load(&e.loader, "price "+strconv.FormatInt(key, 10), func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, l.Item, choices, l.Quantity)
		return priced{line, q}, err
	}, func(p priced, err error) {
		now := e.ledger.line(key)
		if err != nil || now == nil {
			return // the line stays as the item alone is
		}
		p.line.Optional, p.line.Discount = now.line.Optional, now.line.Discount
		now.line = p.line
		e.changed()
		e.grid.Edit(key, colQuantity)
	})
}

// priced is a line made of an item, and what its price is made of.
type priced struct {
	line   trade.Line
	quoted desk.Quoted
}

// remark says what is worth noticing in a price.
func (e *Editor) remark(q desk.Quoted) { parts.SayRemark(e.env, q.Item, q.Quotation) }

// reprice asks anew what a line of the catalogue costs, as its quantity changed; a price typed by hand stays.
func (e *Editor) reprice(key int64) {
	it := e.ledger.line(key)
	if it == nil || it.line.Item == 0 || it.line.Typed() || len(it.line.Why) == 0 {
		return
	}
	o, l := e.snapshot(), it.line
	kit.Load(&e.loader, "price "+strconv.FormatInt(key, 10), func(ctx context.Context) (priced, error) {
		line, q, err := e.desk.LineOf(ctx, o, l.Item, l.Choices, l.Quantity)
		return priced{line, q}, err
	}, func(p priced, err error) {
		if now := e.ledger.line(key); err == nil && now != nil && now.line.Quantity == l.Quantity && !now.line.Typed() {
			e.setQuoted(now, p)
		}
	})
}

// repriceAll asks anew what all lines of the catalogue cost: another client, day or currency.
func (e *Editor) repriceAll() {
	for _, b := range e.ledger.blocks {
		for _, it := range b.items {
			e.reprice(it.key)
		}
	}
}

// setQuoted gives a line the price the catalogue says, where it is another.
func (e *Editor) setQuoted(it *item, p priced) {
	if !p.quoted.Found {
		e.remark(p.quoted) // the price stays as it was, which may be wrong by now
		return
	}
	it.line.Origin = trade.Origin{} // the catalogue speaks of the currency of the offer
	if it.line.Price == p.line.Price {
		e.moved.show()
		return
	}
	it.line.Price, it.line.Quoted, it.line.Why = p.line.Price, p.line.Quoted, p.line.Why
	e.changed()
	e.remark(p.quoted)
}

// unquote gives a line whose price was typed by hand the price of the catalogue again.
func (e *Editor) unquote(it *item) {
	it.line.Price, it.line.Origin = it.line.Quoted, trade.Origin{}
	e.changed()
	e.reprice(it.key)
}

// priceItems are what the menu of a line offers about its price.
func (e *Editor) priceItems(it *item) []kit.MenuItem {
	return parts.PriceMenu(e.env, it.line, e.offer.Currency, func() { e.unquote(it) })
}
